import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

const handset = { width: 390, height: 844 };

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

async function aPicture(background: string) {
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 4/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 22/1 0/1' } })
    .toBuffer();
  return { name: '现场.jpg', mimeType: 'image/jpeg', buffer };
}
const submits = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click();
const codeOn = async (page: Page) => (await page.locator('.tracking-code').innerText()).trim();
async function tracks(page: Page, code: string) {
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
}
/** What is read and pressed, by the norm for older readers. */
async function isLarge(page: Page) {
  const small = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('main button, main input:not([type=file]), main textarea, main .photo-button, main p'),
    ];
    return all
      .filter((each) => each.offsetParent !== null && !each.closest('.trap, .ant-upload, .thumbs'))
      .filter((each) => {
        const isText = each.tagName === 'P';
        return isText ? Number.parseFloat(getComputedStyle(each).fontSize) < 18 : each.getBoundingClientRect().height < 59.5;
      })
      .map((each) => `${each.tagName} ${each.textContent?.slice(0, 20)} ${each.getBoundingClientRect().height}`);
  });
  expect(small).toEqual([]);
}

describe('somebody in the street who reads the code of a placard', () => {
  let code = '';

  it('reports with a picture though the network breaks off, keeps the draft but not himself in the phone, and gets a code', async () => {
    const page = await pages.opens('public', handset, '/p/z1');
    await page.getByText('城东房建责任区').waitFor();
    await pages.look(page, 'phone-public-form');
    await isLarge(page);
    await page.getByLabel('选择照片').setInputFiles([await aPicture('#a63')]);
    await page.getByRole('img', { name: '照片1' }).waitFor();
    await page.getByLabel('看到了什么隐患').fill('3号楼外墙瓷砖脱落，下面没有围挡');
    await page.getByLabel('具体位置').fill('南侧');
    await page.getByLabel('具体位置').fill('');
    await page.getByLabel('姓名').fill('陈桂香');
    await page.reload();
    expect(await page.getByLabel('看到了什么隐患').inputValue()).toBe('3号楼外墙瓷砖脱落，下面没有围挡');
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
    await page.getByRole('img', { name: '照片1' }).waitFor();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('陈桂香');
    await page.getByLabel('姓名').fill('陈桂香');
    await page.getByLabel('联系电话').fill('13800138000');
    await page.getByLabel('电子邮箱').fill('chen 没有');
    await submits(page);
    await page.getByText('邮箱格式不正确').waitFor();
    await pages.look(page, 'phone-public-refused');
    await page.getByLabel('电子邮箱').fill('chen@example.com');
    await page.context().setOffline(true);
    await submits(page);
    await page.getByText('联网后自动提交').waitFor();
    await pages.look(page, 'phone-public-offline');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: '已收到，感谢您' }).waitFor();
    code = await codeOn(page);
    expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
    await pages.look(page, 'phone-public-received', [code]);
    await isLarge(page);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/瓷砖|陈桂香|13800138000/);
    await page.getByRole('link', { name: '查询进度' }).last().click();
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('尚无答复。').waitFor();
    expect(page.url()).not.toContain(code);
    await pages.look(page, 'phone-public-tracking', [code]);
    await isLarge(page);
  });

  it('is told the same in English, and that a zone is unknown', async () => {
    const page = await pages.opens('public', handset, '/p/z1');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('What did you see?').waitFor();
    await pages.look(page, 'phone-public-form-en');
    await page.goto('/p/nowhere');
    await page.getByText('There is no such zone').waitFor();
    await pages.look(page, 'phone-public-unknown-en');
    await page.goto('/track');
    await page.getByLabel('Code').fill('0000-0000-0000-0000');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('There is no such code').waitFor();
    await pages.look(page, 'phone-public-no-code-en');
  });

  it('is answered by the office, which sees who he is for a reason alone, and reads what became of it', async () => {
    const office = await pages.windowOf('office', desk);
    await office
      .getByRole('link', { name: /外墙瓷砖脱落/ })
      .first()
      .click();
    await office.getByRole('heading', { name: '举报与答复' }).waitFor();
    expect(await office.getByText('南侧').count()).toBe(0);
    await office.getByText('举报人留有信息，经办人员看不到。').waitFor();
    expect(await office.getByText('陈桂香').count()).toBe(0);
    await pages.look(office, 'desk-tip-off-to-assign');
    await office.getByRole('button', { name: '查看举报人信息' }).click();
    await office.getByLabel('理由').fill('需核实隐患的具体部位');
    await pages.look(office, 'desk-tip-off-reason');
    await office.getByRole('button', { name: '说明理由并查看' }).click();
    await office.getByText('13800138000').waitFor();
    await pages.look(office, 'desk-tip-off-disclosed', ['chen@example.com']);
    await office.getByRole('button', { name: '看完了，关闭' }).click();
    await office.getByText('13800138000').waitFor({ state: 'hidden' });
    await office.getByRole('button', { name: '查看举报人信息' }).click();
    expect(await office.getByLabel('理由').inputValue()).toBe('');
    await office.keyboard.press('Escape');
    await office.getByLabel('给举报人的答复').fill('已安排现场核查。');
    await office.getByRole('button', { name: '派单' }).click();
    await office.getByText('已提交：派单｜3号楼外墙瓷砖脱落').waitFor();
    await office.getByRole('link', { name: '查看' }).click();

    const specific = await pages.windowOf('head1', handset, new URL(office.url()).pathname);
    await specific.getByText('群众', { exact: true }).first().waitFor();
    expect(await specific.getByRole('button', { name: '查看举报人信息' }).count()).toBe(0);
    await specific.getByLabel('整改措施和结果').fill('已加装围挡');
    await specific.getByLabel('无法拍照的原因').fill('夜间无法拍照');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText('已提交：整改').waitFor();

    await office.reload();
    await office.getByLabel('通过，予以销号').click();
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('请写明给举报人的答复').waitFor();
    await pages.look(office, 'desk-tip-off-answer-needed');
    await office.getByLabel('给举报人的答复').fill('已加装围挡并修补外墙。');
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('已提交：复查').waitFor();
    await office.getByRole('link', { name: '查看' }).click();
    await office.getByText('告知举报人：已整改并复查通过。已加装围挡并修补外墙。').waitFor();
    await pages.look(office, 'desk-tip-off-closed');

    const page = await pages.opens('public', handset, '/track');
    await tracks(page, code.toLowerCase().replaceAll('-', ' '));
    await page.getByText('已加装围挡并修补外墙。').waitFor();
    expect(await page.locator('.public-steps .reached').count()).toBe(4);
    await pages.look(page, 'phone-public-closed', [code, code.toLowerCase().replaceAll('-', ' ').toUpperCase()]);
    const words = await page.evaluate(() => document.body.innerText);
    expect(words).not.toMatch(/AQ-|周文博|城东|孙晓/);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Rectified, verified and closed.').waitFor();
    await pages.look(page, 'phone-public-closed-en');
  });

  it('that is no hazard is voided with an answer of its own', async () => {
    const page = await pages.opens('public', handset, '/p/z2');
    await page.getByLabel('看到了什么隐患').fill('工地噪声很大，晚上睡不着');
    await submits(page);
    await page.getByRole('heading', { name: '已收到，感谢您' }).waitFor();
    const office = await pages.windowOf('office', desk);
    await office
      .getByRole('link', { name: /工地噪声很大/ })
      .first()
      .click();
    await office.getByRole('button', { name: '更多操作' }).click();
    await office.getByRole('menuitem', { name: '申请作废' }).click();
    await office.getByLabel('理由').fill('噪声扰民不属于安全隐患');
    await pages.look(office, 'desk-tip-off-void');
    await office.getByRole('button', { name: '提交申请' }).click();
    await office.getByText('请写明给举报人的答复').waitFor();
    await office.getByLabel('给举报人的答复').last().fill('噪声问题请向生态环境部门反映，电话12345。');
    await office.getByRole('button', { name: '提交申请' }).click();
    await office.getByText('申请作废，理由：噪声扰民不属于安全隐患').first().waitFor();
  });
});

describe('the placards', () => {
  it('are printed from the list of zones, one or all, which says when their address is a private one', async () => {
    const office = await pages.windowOf('office', desk, '/zones');
    await office.getByText('只能在单位内部打开').waitFor();
    await pages.look(office, 'desk-zones', [new URL(office.url()).origin]);
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: '公示牌：城东房建责任区' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('公示牌_城东房建责任区_A3.pdf');
    const narrow = await pages.windowOf('office', handset, '/zones');
    await narrow.getByRole('link', { name: '打印全部公示牌' }).waitFor();
    await pages.look(narrow, 'phone-zones', [new URL(narrow.url()).origin]);
    await narrow.getByRole('button', { name: 'English' }).click();
    await narrow.getByRole('link', { name: 'Print all placards' }).waitFor();
    await pages.look(narrow, 'phone-zones-en');
  });
});

it('keeps to its own host, and no page complains', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints.filter((each) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(each))).toEqual([]);
});
