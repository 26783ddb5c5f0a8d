import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
const reported = [
  ['z1', '临边防护缺失', 'general'],
  ['z2', '配电箱未上锁', 'general'],
  ['z3', '深基坑监测超限', 'major'],
] as const;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
  const inspector = await pages.windowOf('inspector', desk, '/report');
  for (const [zone, title, of] of reported) {
    const criterion = of === 'major' ? { class: of, criterion: 'mohurd-2024-5' } : {};
    const data = { zone, title, description: `${title}，详见照片`, ...criterion };
    expect((await inspector.request.post('/api/hazards', { data })).status()).toBe(201);
  }
});
afterAll(() => pages?.close());

describe('the ledger', () => {
  it('narrows by what stands in the address, says what is on, and is cleared', async () => {
    const office = await pages.windowOf('office', desk, '/ledger');
    await office.getByText('共3条').waitFor();
    await pages.look(office, 'desk-ledger');
    await office.getByLabel('等级').click();
    await office.getByTitle('重大').click();
    await office.getByText('共1条').waitFor();
    expect(new URL(office.url()).search).toBe('?class=major');
    await office.getByRole('link', { name: '深基坑监测超限' }).waitFor();
    await office.getByLabel('关键字').fill('配电箱');
    await office.getByRole('button', { name: '查找' }).click();
    await office.getByText('没有符合条件的记录，可清空条件后再看。').waitFor();
    await office.getByRole('button', { name: '取消条件：重大' }).click();
    await office.getByRole('link', { name: '配电箱未上锁' }).waitFor();
    await office.goBack();
    await office.getByText('没有符合条件的记录').waitFor();
    await office.getByRole('button', { name: '清空条件' }).click();
    await office.getByText('共3条').waitFor();
  });

  it('keeps a view by name, and the columns that were chosen', async () => {
    const office = await pages.windowOf('office', desk, '/ledger?zone=z2');
    await office.getByText('共1条').waitFor();
    await office.getByRole('button', { name: '保存为视图' }).click();
    await office.getByLabel('视图名称').fill('城西');
    await office.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await office.getByRole('button', { name: '全部', exact: true }).click();
    await office.getByText('共3条').waitFor();
    await office.getByRole('button', { name: '显示列' }).click();
    await office.getByRole('checkbox', { name: '上报时间' }).check();
    await office.getByRole('columnheader', { name: '上报时间' }).waitFor();
    await office.reload();
    await office.getByRole('columnheader', { name: '上报时间' }).waitFor();
    await office.getByRole('button', { name: '城西', exact: true }).click();
    await office.getByText('共1条').waitFor();
  });

  it('is exported as Excel with what was asked for, and the audit log says so', async () => {
    const office = await pages.windowOf('office', desk, '/ledger?class=major');
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: '导出表格（1条，31列）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^隐患台账_\d{4}-\d\d-\d\d\.xlsx$/);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await buffer(await download.createReadStream())) as unknown as ArrayBuffer);
    const sheet = workbook.getWorksheet('台账');
    expect(sheet?.actualRowCount).toBe(4);
    expect(sheet?.getCell('A2').value).toMatch(/；条件：重大隐患；共1条$/);
    expect((sheet?.getRow(4).values as unknown[]).slice(1, 7)).toEqual([
      expect.stringMatching(/^AQ-/),
      '安全监督站',
      '城南房建责任区',
      undefined,
      undefined,
      '深基坑监测超限，详见照片',
    ]);
    const asked = new URLSearchParams({ overdue: 'false', open: 'true', zone: 'z3', q: '监测', from: '2026-01-01', stage: 'rectifying' });
    const narrowed = new ExcelJS.Workbook();
    await narrowed.xlsx.load((await (await office.request.get(`/api/ledger.xlsx?${asked}`)).body()) as unknown as ArrayBuffer);
    expect(narrowed.getWorksheet('台账')?.getCell('A2').value).toMatch(
      /；条件：未超期、未销号、整改中、城南房建责任区、2026-01-01起上报、含“监测”；共\d条$/,
    );
    const { items } = (await (await office.request.get('/api/audit?action=exported')).json()) as { items: { detail: unknown }[] };
    expect(items.map(({ detail }) => detail)).toContainEqual({ rows: 1 });
  });

  it('shows the head of a unit his own zones, on a phone as cards', async () => {
    const head = await pages.windowOf('head2', phone, '/ledger');
    await head.getByText('共1条').waitFor();
    await head.getByRole('link', { name: '配电箱未上锁' }).waitFor();
    await pages.look(head, 'phone-ledger');
    const deputy = await pages.windowOf('deputy1', desk, '/ledger');
    const office = await pages.windowOf('office', desk, '/ledger');
    await office.getByRole('button', { name: '本月新增' }).waitFor();
    expect(await office.getByRole('button', { name: '我责任区的' }).count()).toBe(0);
    await deputy.getByRole('button', { name: '我责任区的' }).click();
    await deputy.getByText('共2条').waitFor();
  });
});

describe('the pages', () => {
  it('keep to their own host, and none complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
