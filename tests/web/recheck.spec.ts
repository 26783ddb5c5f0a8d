import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { desk, phone } from '../support/a-browser.ts';
import { noPicture } from '../support/given.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const today = dateIn(instantFromMs(Date.now()));
const plan = {
  measures: '停止坑内作业，分层回填反压',
  responsible: '项目经理周文博',
  fundsYuan: 120000,
  dueOn: addDays(today, 10),
  contingencyPlan: '位移超过预警值即撤离人员',
};

/** What somebody does without looking at a page. */
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

async function isClosed(address: string): Promise<void> {
  const [specific, office] = [await pages.windowOf('head1', desk), await pages.windowOf('office', desk)];
  await gives(specific, address, { type: 'SubmitPlan', ...plan });
  await gives(specific, address, { type: 'RectifyHazard', measures: '已回填反压', ...noPicture });
  await gives(office, address, { type: 'VerifyHazard', passed: true });
  await Promise.all([specific, office].map((page) => page.context().close()));
}

async function opens(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

const facts = (page: Page) => page.getByRole('region', { name: '基本情况' });

describe('a major hazard that is being rectified', () => {
  it('gets its plan revised from the one that stands; the page says what becomes of the deadline, and both plans stay', async () => {
    const address = await aMajorHazard('深基坑超挖');
    const specific = await pages.windowOf('head1', desk, address);
    await specific.getByRole('heading', { name: '现在要做的：整改方案' }).waitFor();
    await specific.getByRole('button', { name: '更多操作' }).click();
    await specific.getByRole('menuitem', { name: '记录通报从业人员' }).waitFor();
    expect(await specific.getByRole('menuitem', { name: '修改整改方案' }).count()).toBe(0);
    const { planDays } = (await (await specific.request.get(`/api${address}`)).json()) as { planDays: { movesUntil: string } };
    await gives(specific, address, { type: 'SubmitPlan', ...plan, dueOn: planDays.movesUntil });
    await specific.reload();

    await opens(specific, '修改整改方案');
    const drawer = specific.getByRole('dialog');
    expect(await drawer.getByLabel('整改措施').inputValue()).toBe(plan.measures);
    expect(await drawer.getByLabel('资金（元）').inputValue()).toBe('120000.00');
    await drawer.getByText(/提交后，期限.+不变/).waitFor();
    await drawer.getByLabel('整改措施').fill('改为加设两道内支撑');
    await specific.reload();
    await opens(specific, '修改整改方案');
    expect(await drawer.getByLabel('整改措施').inputValue()).toBe('改为加设两道内支撑');
    await drawer.getByLabel('整改到哪一天').click();
    await specific.locator('td.ant-picker-cell:not(.ant-picker-cell-disabled):not(.ant-picker-cell-selected)').first().click();
    await drawer.getByText(/提交后，期限由.+改为.+下班前/).waitFor();
    await pages.look(specific, 'desk-revises-plan');
    await specific.setViewportSize(phone);
    await pages.look(specific, 'phone-revises-plan');
    await specific.setViewportSize(desk);
    await drawer.getByRole('button', { name: '修改整改方案' }).click();
    await specific.getByRole('region', { name: '整改方案' }).getByText('改为加设两道内支撑').waitFor();
    const history = specific.getByRole('region', { name: '办理记录' });
    await history.getByText('措施：改为加设两道内支撑。').waitFor();
    await history.getByText(`措施：${plan.measures}。`).waitFor();
    await specific.getByText('按整改方案').first().waitFor();
    await pages.look(specific, 'desk-revised-plan');
  });

  it('shows the advice to stop work and that the workers were told, each with its day and who says so', async () => {
    const address = await aMajorHazard('起重机械限位失效');
    const office = await pages.windowOf('office', desk, address);
    await opens(office, '记录停工建议');
    await office.getByRole('button', { name: '记录停工建议' }).click();
    await office.getByText('请填写此项').waitFor();
    await office.getByLabel('建议内容').fill('建议塔吊停止作业，撤出人员');
    await office.reload();
    await opens(office, '记录停工建议');
    expect(await office.getByLabel('建议内容').inputValue()).toBe('建议塔吊停止作业，撤出人员');
    await office.getByLabel('哪一天提出').click();
    // Tomorrow can't be chosen, a Sunday that has gone can.
    expect(await office.locator(`td[title="${addDays(today, 1)}"].ant-picker-cell-disabled`).count()).toBe(1);
    await office.locator(`td[title="${today}"]`).click();
    await pages.look(office, 'desk-stop-work');
    await office.getByRole('dialog').getByRole('button', { name: '记录停工建议' }).click();
    await facts(office)
      .getByText(/：建议塔吊停止作业，撤出人员（孙晓记录）/)
      .waitFor();

    const specific = await pages.windowOf('head1', phone, address);
    await opens(specific, '记录通报从业人员');
    await specific.getByLabel('通报方式和内容').fill('班前会上向全体作业人员通报');
    await pages.look(specific, 'phone-publicity');
    await specific.getByRole('dialog').getByRole('button', { name: '记录通报从业人员' }).click();
    await facts(specific)
      .getByText(/：班前会上向全体作业人员通报（周文博记录）/)
      .waitFor();
    await pages.look(specific, 'phone-recorded');
  });
});

describe('a major hazard that was closed', () => {
  it('waits for its recheck, which the office records as sound; everybody sees what was found', async () => {
    const address = await aMajorHazard('模板支架未验收');
    await isClosed(address);
    const inspector = await pages.windowOf('inspector', phone, address);
    await inspector.getByRole('heading', { name: '等待：孙晓（领导小组办公室）回头看' }).waitFor();
    await pages.look(inspector, 'phone-awaits-recheck');

    const office = await pages.windowOf('office', desk);
    await office.getByRole('link', { name: '模板支架未验收' }).click();
    await office.getByRole('heading', { name: '现在要做的：回头看' }).waitFor();
    await office.getByLabel('情况说明').fill('现场核实，支架已验收');
    await office.reload();
    expect(await office.getByLabel('情况说明').inputValue()).toBe('现场核实，支架已验收');
    await office.getByLabel('无问题', { exact: true }).click();
    await pages.look(office, 'desk-recheck');
    await office.getByRole('button', { name: '提交回头看结论' }).click();
    await office.getByText('回头看无问题，本事项办结。').waitFor();
    await inspector.reload();
    await inspector.getByText(/孙晓（.+）：现场核实，支架已验收/).waitFor();
    await pages.look(inspector, 'phone-sound');
  });

  it('and is unsound is reported anew, with zone and title as they were', async () => {
    const title = '脚手架基础沉降';
    const address = await aMajorHazard(title);
    await isClosed(address);
    const office = await pages.windowOf('office', phone, address);
    await office.getByLabel('仍有问题，应重新上报').click();
    await office.getByRole('button', { name: '提交回头看结论' }).click();
    await office.getByText('请写明仍有什么问题').waitFor();
    await pages.look(office, 'phone-recheck');
    await office.getByLabel('情况说明').fill('立杆基础又见沉降');
    await office.getByRole('button', { name: '提交回头看结论' }).click();
    await office.getByText(/孙晓（.+）：立杆基础又见沉降/).waitFor();
    await pages.look(office, 'phone-unsound');
    await office.setViewportSize(desk);
    await pages.look(office, 'desk-unsound');
    await office.setViewportSize(phone);

    await office.getByRole('link', { name: '重新上报' }).click();
    await office.getByRole('heading', { name: '上报隐患' }).waitFor();
    expect(await office.getByLabel('发现了什么').inputValue()).toBe(title);
    await office.getByText('将交由周文博（具体责任人）办理').waitFor();
    await office.getByLabel('具体位置').fill('2号楼东侧');
    await office.reload();
    expect(await office.getByLabel('具体位置').inputValue()).toBe('2号楼东侧');
    await office.getByRole('link', { name: '上报', exact: true }).click();
    await until(async () => (await office.getByLabel('发现了什么').inputValue()) === '');
  });

  it('leaves no page complaining', () => {
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
