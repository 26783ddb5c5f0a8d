import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { desk, phone } from '../support/a-browser.ts';
import { noPicture } from '../support/given.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const today = dateIn(instantFromMs(Date.now()));
const reason = '基坑渗水加剧，责任单位整改缓慢';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function gives(page: Page, address: string, command: object): Promise<void> {
  const answer = await page.request.post(`/api${address}/commands`, { data: command });
  expect([answer.status(), await answer.text()]).toEqual([200, expect.any(String)]);
}

/** A major hazard of the first zone; returns the address of its page. */
async function aMajorHazard(title: string): Promise<string> {
  const page = await pages.windowOf('inspector', desk);
  const criteria = (await (await page.request.get('/api/criteria')).json()) as { items: { code: string }[] };
  const report = { zone: 'z1', title, description: title, class: 'major', criterion: criteria.items[0]?.code };
  const { id } = (await (await page.request.post('/api/hazards', { data: report })).json()) as { id: string };
  await page.context().close();
  return `/hazards/${id}`;
}

/** Rectified and closed, without looking at a page. */
async function isClosed(address: string): Promise<void> {
  const [specific, office] = [await pages.windowOf('head1', desk), await pages.windowOf('office', desk)];
  const plan = { measures: '回填', responsible: '周文博', fundsYuan: 1, dueOn: addDays(today, 10), contingencyPlan: '撤离' };
  await gives(specific, address, { type: 'SubmitPlan', ...plan });
  await gives(specific, address, { type: 'RectifyHazard', measures: '已回填反压', ...noPicture });
  await gives(office, address, { type: 'VerifyHazard', passed: true });
  await Promise.all([specific, office].map((page) => page.context().close()));
}

async function opens(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function picks(page: Page, label: string): Promise<void> {
  await page.getByLabel(label).click();
  await page.locator('td.ant-picker-cell:not(.ant-picker-cell-disabled)').last().click();
}
const picksToday = async (page: Page, label: string) => {
  await page.getByLabel(label).click();
  await page.locator(`td[title="${today}"]`).click();
};

async function registers(page: Page, number: string): Promise<void> {
  await page.getByLabel('文号').fill(number);
  await picksToday(page, '签发日期');
  await page.getByLabel('签发人').fill('王海平');
  await page.getByLabel('已签发文书的扫描件').setInputFiles({ name: '通知书.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByText('已上传：通知书.pdf').waitFor();
}

describe('listed supervision', () => {
  it('is proposed by the office, decided, issued on paper, reviewed and lifted', async () => {
    const title = '深基坑超挖且未按方案支护';
    const address = await aMajorHazard(title);
    const office = await pages.windowOf('office', desk, address);
    await opens(office, '提请挂牌督办');
    await office.getByText('只是提请，不出具文书').waitFor();
    await office.getByLabel('理由').fill(reason);
    await pages.look(office, 'desk-proposes-supervision');
    await office.getByRole('button', { name: '提交申请' }).click();
    await office.getByRole('heading', { name: /等待：王海平（第一责任人）决定是否挂牌督办/ }).waitFor();

    const first = await pages.windowOf('first', phone);
    await first.getByRole('link', { name: title }).first().click();
    await first.getByRole('heading', { name: '现在要做的：决定是否挂牌督办' }).waitFor();
    await first.getByText(`理由：${reason}`, { exact: true }).waitFor();
    await first.getByLabel('挂牌督办', { exact: true }).click();
    await first.getByLabel('整改要求').fill('停止基坑内作业，回填反压并复核支护');
    await first.reload();
    expect(await first.getByLabel('整改要求').inputValue()).toBe('停止基坑内作业，回填反压并复核支护');
    await picks(first, '整改到哪一天');
    await pages.look(first, 'phone-decides-listing');
    await first.getByRole('button', { name: '提交决定' }).click();
    await first.getByText(`已提交：决定是否挂牌督办｜${title}`).waitFor();

    await office.reload();
    await office.getByRole('link', { name: '查看挂牌督办通知书草稿' }).click();
    await office.getByRole('heading', { name: '重大生产安全事故隐患挂牌督办通知书' }).waitFor();
    await pages.look(office, 'desk-draft-paper');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-draft-paper');
    await office.setViewportSize(desk);
    await office.getByRole('link', { name: '返回隐患' }).click();
    await office.getByRole('heading', { name: '现在要做的：登记已签发的文书' }).waitFor();
    await office.getByRole('button', { name: '登记文书' }).click();
    await office.getByText('请上传扫描件').waitFor();
    await pages.look(office, 'desk-registers');
    await office
      .getByLabel('已签发文书的扫描件')
      .setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('not a scan') });
    await office.getByText('不是可用的扫描件').waitFor();
    await registers(office, '青建督〔2026〕3号');
    await office.getByRole('button', { name: '登记文书' }).click();
    await office.getByText(`已提交：登记已签发的文书｜${title}`).waitFor();

    await isClosed(address);
    await office.goto(address);
    await office.getByText('挂牌督办中').waitFor();
    await office.getByRole('heading', { name: '现在要做的：挂牌督办复核' }).waitFor();
    await picksToday(office, '哪一天现场复核');
    await office.getByLabel('复核人员').click();
    await office.getByTitle('李明远').click();
    await office.keyboard.press('Escape');
    await office.getByLabel('通过，提请解除').click();
    await office.getByLabel('复核意见（未通过时必填）').fill('支护稳定，监测正常');
    await pages.look(office, 'desk-reviews');
    await office.getByRole('button', { name: '提交复核结果' }).click();
    await office.getByText(`已提交：挂牌督办复核｜${title}`).waitFor();

    await first.goto(address);
    await first.getByRole('heading', { name: '现在要做的：决定是否解除挂牌督办' }).waitFor();
    await first.getByText(/李明远：通过。支护稳定，监测正常/).waitFor();
    await first.getByLabel('解除挂牌督办', { exact: true }).click();
    await pages.look(first, 'phone-decides-lifting');
    await first.getByRole('button', { name: '提交决定' }).click();
    await first.getByText(`已提交：决定是否解除挂牌督办｜${title}`).waitFor();

    await office.goto(address);
    await registers(office, '青建督〔2026〕3号');
    await office.getByRole('button', { name: '登记文书' }).click();
    await office.getByText('该文号已登记在另一份文书上').waitFor();
    await office.getByLabel('文号').fill('青建督解〔2026〕1号');
    await office.getByRole('button', { name: '登记文书' }).click();
    await office.getByText('挂牌督办已解除，已告知责任人。').waitFor();
    await office.goto(address);
    const past = office.getByRole('region', { name: '挂牌督办' });
    await past.getByText(/青建督解〔2026〕1号，.+签发，签发人王海平/).waitFor();
    expect(await past.getByRole('link', { name: '下载扫描件' }).count()).toBe(2);
    await office.getByText('挂牌督办解除。').first().waitFor();
    await pages.look(office, 'desk-lifted');

    const specific = await pages.windowOf('head1', phone, address);
    await specific
      .getByRole('region', { name: '文书' })
      .getByText(/青建督〔2026〕3号，.+签发/)
      .waitFor();
    expect(await specific.getByRole('link', { name: '下载扫描件' }).count()).toBe(0);
    await pages.look(specific, 'phone-lifted');
  });

  it('that is not listed says why', async () => {
    const address = await aMajorHazard('模板支架基础下沉');
    const office = await pages.windowOf('office', desk, address);
    await gives(office, address, { type: 'ProposeSupervision', reason });
    const first = await pages.windowOf('first', desk, address);
    await first.getByLabel('不挂牌', { exact: true }).click();
    await first.getByRole('button', { name: '提交决定' }).click();
    await first.getByText('请写明理由').waitFor();
    await pages.look(first, 'desk-decides-not');
    await first.getByLabel('理由（不挂牌时必填，将告知办公室）').fill('责任单位已进场整改');
    await first.getByRole('button', { name: '提交决定' }).click();
    await first.getByText('未挂牌，已将理由告知办公室。').waitFor();
    await office.reload();
    await office.getByText('王海平决定不挂牌督办：责任单位已进场整改').waitFor();
  });

  it('leaves no page complaining', () => {
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
