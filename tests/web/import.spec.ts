import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { aWorkbook } from '../support/a-workbook.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const older = [
  [1, '湖滨花园', '塔吊基础积水未排，标准节螺栓松动', '2026-03-02', '2026-03-09', '2026-03-06', '2026-03-09', '一般', '已销号', '起重机械'],
  [2, '湖滨花园', '二层临边无防护栏杆', '2026-03-03', '3月10日前', '2026-03-08', '', '一般3级', '已整改'],
  [3, '城西广场', '深基坑南侧位移超限', '2026-03-04', '2026-03-11', '2026-03-01', '', '重大', '整改中'],
  [4, '城西广场', '', '2026-03-04', '2026-03-11', '', '', '一般', '整改中'],
  [5, '城西广场', '配电箱未上锁', '2026-03-05', '2026-03-12', '2026-03-12', '2026-03-12', '一般', '已销号'],
];
const wells = (count: number) =>
  Array.from({ length: count }, (_, i) => [
    i + 1,
    '滨河路',
    `${i + 1}号检查井井盖缺失`,
    '2026-04-02',
    '2026-04-09',
    '2026-04-05',
    '2026-04-06',
    '一般',
    '已销号',
  ]);

async function chooses(page: Page, buffer: Buffer, name = '2026年隐患台账.xlsx'): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByLabel('台账文件').setInputFiles({ name, mimeType, buffer });
}
async function choosesZone(page: Page, label: string, zone: string): Promise<void> {
  await page.getByLabel(label).click();
  await page.keyboard.type(zone);
  await page.keyboard.press('Enter');
}
const totalOf = async (page: Page, q: string) =>
  ((await (await page.request.get(`/api/hazards?q=${encodeURIComponent(q)}`)).json()) as { total: number }).total;

describe('an older ledger', () => {
  it('is entered by the office from the ledger: chosen, checked row by row, put right, entered', async () => {
    const office = await pages.windowOf('office', desk, '/ledger');
    await office.getByRole('link', { name: '补录旧台账' }).click();
    await office.getByText('此步不写入任何内容').waitFor();
    await pages.look(office, 'desk-import-choose', ['xlsx', 'Excel', 'MB']);
    await chooses(office, await aWorkbook(older));
    await office.getByText('共5条').waitFor();
    expect(await office.getByRole('group', { name: '按核对结果查看' }).getByRole('button').allTextContents()).toEqual([
      '全部(5)',
      '认出(1)',
      '有疑问(2)',
      '不导入(2)',
      '已在台账(0)',
    ]);
    await office.getByText('还有3条没有责任区').waitFor();
    await office.getByText('整改完成日期2026-03-01早于发现日期2026-03-04').waitFor();
    await pages.look(office, 'desk-import-check', ['xlsx', 'Excel']);
    expect(await totalOf(office, '塔吊基础')).toBe(0);

    await choosesZone(office, '没有单独指定的，归入责任区', '城东房建');
    await office.getByText('按项目（单位）分别指定').click();
    await choosesZone(office, '城西广场（1条）', '城西房建');
    await office.getByRole('button', { name: '导入3条' }).waitFor();

    await office.getByRole('button', { name: '修改台账第4行' }).click();
    await pages.look(office, 'desk-import-edit', ['xlsx', 'Excel']);
    await office.getByLabel('整改完成日期').fill('2026-02-01');
    await office.getByRole('button', { name: '保存并重新核对' }).click();
    await office.getByText('修改后仍不能导入').waitFor();
    await office.getByLabel('整改完成日期').fill('');
    await office.getByRole('button', { name: '保存并重新核对' }).click();
    await office.getByRole('button', { name: '导入4条' }).waitFor();
    await office.getByLabel('导入台账第6行').uncheck();
    await office.getByRole('button', { name: '导入3条' }).click();
    await office.getByText('导入完成').waitFor();
    await office.getByText('补录3条').waitFor();
    await pages.look(office, 'desk-import-done');

    await office.getByRole('link', { name: '查看台账' }).click();
    await office.getByRole('link', { name: '深基坑南侧位移超限' }).click();
    await office.getByText('从原台账补录').waitFor();
    await office.locator('.hazard-line').getByText('补录').waitFor();
    await office.locator('.hazard-line').getByText('城西房建责任区').waitFor();
    expect(await totalOf(office, '配电箱未上锁')).toBe(0);
  });

  it('that is chosen again says what is in the ledger already, and enters nothing twice', async () => {
    const office = await pages.windowOf('office', phone, '/ledger/import');
    await chooses(office, await aWorkbook(older));
    await office.getByText('已在台账(2)').waitFor();
    await pages.look(office, 'phone-import-check', ['xlsx', 'Excel']);
    await office.getByText('已在台账(2)').click();
    await office.getByRole('link', { name: /^AQ-/ }).first().waitFor();
  });

  it('keeps what was changed in it over a reload', async () => {
    const office = await pages.windowOf('director', desk, '/ledger/import');
    const file = await aWorkbook([[1, '东环路', '护栏缺失', '2026-05-06', '2026-05-13', '2026-05-01', '', '一般', '整改中']]);
    await chooses(office, file);
    await choosesZone(office, '没有单独指定的，归入责任区', '城南房建');
    await office.getByRole('button', { name: '修改台账第2行' }).click();
    await office.getByLabel('隐患描述').fill('东侧护栏缺失十米');
    await office.getByLabel('整改完成日期').fill('');
    await office.getByRole('button', { name: '保存并重新核对' }).click();
    await office.getByRole('button', { name: '导入1条' }).waitFor();
    await office.reload();
    await chooses(office, file);
    await office.getByText('已恢复您上次对这个文件所作的修改').waitFor();
    await office.getByText('东侧护栏缺失十米').waitFor();
    await office.getByRole('button', { name: '导入1条' }).click();
    await office.getByText('补录1条').waitFor();
    expect(await totalOf(office, '东侧护栏缺失十米')).toBe(1);
  });

  it('that is broken off goes on, and comes in once', async () => {
    const office = await pages.windowOf('office', desk, '/ledger/import');
    await chooses(office, await aWorkbook(wells(130)));
    await choosesZone(office, '没有单独指定的，归入责任区', '湖滨市政');
    let batches = 0;
    await office.route('**/api/imports', async (route) => {
      batches += 1;
      // The second batch is entered, and its answer lost.
      if (batches !== 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await office.getByRole('button', { name: '导入130条' }).click();
    await office.getByText('导入中断，已处理的已经保存，继续后不会重复').waitFor();
    await office.getByText('已处理50条，共130条').waitFor();
    await pages.look(office, 'desk-import-broken');
    await office.getByRole('button', { name: '继续导入' }).click();
    await office.getByText('补录130条').waitFor();
    expect(await totalOf(office, '检查井井盖缺失')).toBe(130);
  });

  it('is not entered while what was changed in it is not checked', async () => {
    const office = await pages.windowOf('office', desk, '/ledger/import');
    const file = await aWorkbook([[1, '西环路', '围挡倾斜', '2026-05-06', '2026-05-13', '', '', '一般', '整改中']]);
    await chooses(office, file);
    await choosesZone(office, '没有单独指定的，归入责任区', '城南房建');
    await office.getByRole('button', { name: '修改台账第2行' }).click();
    await office.getByLabel('隐患描述').fill('西侧围挡倾斜八米');
    await office.getByRole('button', { name: '保存并重新核对' }).click();
    await office.getByText('西侧围挡倾斜八米').waitFor();
    await office.reload();
    await office.route('**/api/imports/check', (route) => route.abort());
    await chooses(office, file);
    await office.getByText('核对成功后才能导入').waitFor();
    expect(await office.getByRole('button', { name: '导入1条' }).isDisabled()).toBe(true);
    expect(await office.getByRole('button', { name: '修改台账第2行' }).isDisabled()).toBe(true);
    await pages.look(office, 'desk-import-unchecked', ['xlsx', 'Excel']);
    await office.unroute('**/api/imports/check');
    await office.getByRole('button', { name: '重试' }).click();
    await office.getByText('西侧围挡倾斜八米').waitFor();
    await office.getByRole('button', { name: '导入1条' }).click();
    await office.getByText('补录1条').waitFor();
    expect([await totalOf(office, '西侧围挡倾斜八米'), await totalOf(office, '围挡倾斜')]).toEqual([1, 1]);
  });

  it('sends a row to the zone of all again, once its own is taken back', async () => {
    const office = await pages.windowOf('office', desk, '/ledger/import');
    await chooses(office, await aWorkbook([[1, '南环路', '路灯漏电', '2026-05-06', '2026-05-13', '', '', '一般', '整改中']]));
    await choosesZone(office, '没有单独指定的，归入责任区', '城南房建');
    const table = office.locator('table.import-rows');
    const edits = () => office.getByRole('button', { name: '修改台账第2行' }).click();
    const saves = () => office.getByRole('button', { name: '保存并重新核对' }).click();
    await edits();
    await office.getByRole('combobox', { name: '责任区', exact: true }).click();
    await office.keyboard.type('城北房建');
    await office.keyboard.press('Enter');
    await saves();
    await table.getByText('城北房建责任区').waitFor();
    await edits();
    const drawer = office.getByRole('dialog');
    await drawer.locator('.ant-select', { has: office.getByRole('combobox', { name: '责任区', exact: true }) }).hover();
    await drawer.locator('.ant-select-clear').click();
    await saves();
    await table.getByText('城南房建责任区').waitFor();
  });

  it('that was stopped shows what came in as known, also where the answer was lost, so that it is not changed and entered again', async () => {
    const office = await pages.windowOf('office', desk, '/ledger/import');
    await chooses(office, await aWorkbook(wells(60).map(([nth, , what, ...rest]) => [nth, '滨湖路', what, ...rest])));
    await choosesZone(office, '没有单独指定的，归入责任区', '湖滨市政');
    await office.route('**/api/imports', async (route) => {
      await route.fetch();
      return route.abort();
    });
    await office.getByRole('button', { name: '导入60条' }).click();
    await office.getByText('导入中断').waitFor();
    await office.unroute('**/api/imports');
    await office.getByRole('button', { name: '返回核对' }).click();
    await office.getByText('已在台账(50)').waitFor();
    expect(await office.getByRole('button', { name: '修改台账第2行' }).count()).toBe(0);
    await office.getByRole('button', { name: '导入10条' }).click();
    await office.getByText('补录10条').waitFor();
    expect(await totalOf(office, '检查井井盖缺失')).toBe(190);
  });

  it('keeps what was changed in a row also where its check failed, and enters nothing else in its stead', async () => {
    const office = await pages.windowOf('office', desk, '/ledger/import');
    await chooses(office, await aWorkbook([[1, '北环路', '路灯损坏', '2026-05-06', '2026-05-13', '', '', '一般', '整改中']]));
    await choosesZone(office, '没有单独指定的，归入责任区', '城南房建');
    await office.route('**/api/imports/check', (route) => route.abort(), { times: 1 });
    await office.getByRole('button', { name: '修改台账第2行' }).click();
    await office.getByLabel('隐患描述').fill('北侧路灯损坏五盏');
    await office.getByRole('button', { name: '保存并重新核对' }).click();
    await office.getByText('提交未成功').waitFor();
    await office.getByRole('button', { name: '取消' }).click();
    await office.getByText('核对成功后才能导入').waitFor();
    expect(await office.getByRole('button', { name: '导入1条' }).isDisabled()).toBe(true);
    await office.getByRole('button', { name: '重试' }).click();
    await office.getByRole('button', { name: '导入1条' }).click();
    await office.getByText('补录1条').waitFor();
    expect(await totalOf(office, '北侧路灯损坏五盏')).toBe(1);
  });

  it('that is none is refused with what to do', async () => {
    const office = await pages.windowOf('office', phone, '/ledger/import');
    await chooses(office, Buffer.from('序号,隐患描述'), 'ledger.csv');
    await office.getByText('不是 .xlsx 工作簿').waitFor();
    await pages.look(office, 'phone-import-refused', ['xlsx', 'Excel', 'WPS', 'MB']);
  });

  it('reads in English as well', async () => {
    const office = await pages.windowOf('office', desk, '/ledger/import');
    await office.getByRole('button', { name: 'English' }).click();
    await office.getByLabel('File of the ledger').setInputFiles({ name: 'ledger.xlsx', mimeType: '', buffer: await aWorkbook(older) });
    await office.getByText('Refused (2)').waitFor();
    await pages.look(office, 'desk-import-english');
  });

  it('is nobody else’s: he is told whose, and finds no button', async () => {
    const head = await pages.windowOf('head1', desk, '/ledger');
    await head.getByRole('heading', { name: '台账' }).waitFor();
    expect(await head.getByRole('link', { name: '补录旧台账' }).count()).toBe(0);
    await head.goto('/ledger/import');
    await head.getByText('补录旧台账由领导小组办公室办理').waitFor();
  });
});

it('the pages keep to their own host, and none complains of anything but what the test broke', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints.filter((each) => !/ERR_FAILED/.test(each))).toEqual([]);
});
