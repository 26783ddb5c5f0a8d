import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk } from '../support/a-browser.ts';
import { periodOf } from '../../domain/dispatch/period.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { content } from '../support/a-month.ts';
import { until } from '../support/until.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
const period = periodOf(dateIn(instantFromMs(Date.now())));
let hazard = '';
let suggestion = '';
const folder = join(tmpdir(), 'safety-grid-pages');

beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
  mkdirSync(folder, { recursive: true });
  const inspector = await pages.windowOf('inspector', desk, '/report');
  const { request } = inspector;
  const photos: string[] = [];
  for (const background of ['#7a6', '#67a', '#a67']) {
    const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const kept = await request.post('/api/photos', { multipart: { photo: { name: 'a.jpg', mimeType: 'image/jpeg', buffer } } });
    photos.push(((await kept.json()) as { id: string }).id);
  }
  const seen = { zone: 'z1', title: '深基坑监测超限', description: '南侧位移超过预警值，渗水加剧', photos };
  const major = { ...seen, class: 'major', criterion: 'mohurd-2024-5' };
  hazard = `/hazards/${((await (await request.post('/api/hazards', { data: major })).json()) as { id: string }).id}`;
  for (let i = 1; i <= 25; i += 1)
    await request.post('/api/hazards', { data: { zone: 'z13', title: `${i}号楼临边防护缺失`, description: '详见现场' } });
  const made = await request.post('/api/suggestions', { data: { text: '照片希望能一次选多张' } });
  suggestion = ((await made.json()) as { page: string }).page;
});
afterAll(() => pages?.close());

/** The page as it comes out of the printer: what every sheet says; a picture of each is kept. */
async function printed(page: Page, name: string): Promise<string[]> {
  const path = join(folder, `${name}.pdf`);
  await page.pdf({ path, preferCSSPageSize: true });
  execFileSync('pdftoppm', ['-png', '-r', '60', path, join(folder, name)]);
  const sheets = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  return sheets.map((sheet) => sheet.replaceAll(/[ \t]+/g, ' '));
}

/** On each sheet: what it is about, its number of how many, who printed it on which day. */
function hasMargins(sheets: readonly string[], head: RegExp): void {
  expect(sheets.length).toBeGreaterThan(0);
  sheets.forEach((sheet, i) => {
    expect(sheet).toMatch(head);
    expect(sheet).toMatch(/打印：孙晓，\d{4}-\d\d-\d\d \d\d:\d\d/);
    expect(sheet).toContain(`${i + 1}/${sheets.length}`);
  });
}
/** How many lines stand on a sheet, those in its margins among them. */
const linesOf = (sheet: string) => sheet.split('\n').filter((line) => line.trim() !== '').length;
const ofThePage = /退出|意见建议$|催办|更多操作|导出|显示列|保存为视图|尽职证据包/m;

describe('on paper', () => {
  it('a hazard has its number on every sheet, tags as words in brackets, its ladder and its pictures, and no button', async () => {
    const office = await pages.windowOf('office', desk, hazard);
    await office.locator('.photo-row img').nth(2).waitFor();
    const sheets = await printed(office, 'print-hazard');
    hasMargins(sheets, /AQ-\d{4}-00001 深基坑监测超限/);
    const all = sheets.join('\n');
    expect(all).toContain('[重大]');
    expect(all).toContain('[整改中]');
    expect(all).toContain('南侧位移超过预警值');
    expect(all).toContain('升级');
    expect(all).not.toMatch(ofThePage);
  });

  it('the ledger repeats the heads of its table, and shows no filter', async () => {
    const office = await pages.windowOf('office', desk, '/ledger');
    await office.getByText('共26条').first().waitFor();
    const sheets = await printed(office, 'print-ledger');
    expect(sheets.length).toBeGreaterThan(1);
    hasMargins(sheets, /台账 · 安全生产网格化管理/);
    for (const sheet of sheets) expect(sheet).toMatch(/隐患 责任区 ?阶段/);
    expect(sheets[0]).toContain('共26条');
    expect(sheets[0]).not.toContain('条件');
    expect(sheets.join('\n')).not.toMatch(ofThePage);
    await office.goto('/ledger?class=major&open=true');
    await office.getByText('共1条').first().waitFor();
    expect((await printed(office, 'print-ledger-narrowed'))[0]).toMatch(/条件：重大、在办/);
  });

  it('the board says who, what, how long, why and what comes next, and offers nothing', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    await office.locator('table.board tbody tr').first().waitFor();
    await office.getByRole('heading', { name: /^未超期隐患/ }).waitFor();
    const sheets = await printed(office, 'print-stuck');
    hasMargins(sheets, /卡点 · 安全生产网格化管理/);
    for (const sheet of sheets) expect(sheet).toContain('等谁');
    expect(sheets[0]).toContain('为什么');
    // Lying A4, on which a post stands on one line in the column of whom it waits for.
    expect(execFileSync('pdfinfo', [join(folder, 'print-stuck.pdf')], { encoding: 'utf8' })).toMatch(/Page size: +84[12][.\d]* x 59[456]/);
    expect(sheets.join('\n')).toMatch(/^ ?领导小组办公室/m);
    expect(sheets.join('\n')).toMatch(/\[(无人负责|到顶|超期未动|日期暂定)\]/);
    expect(sheets.join('\n')).not.toMatch(/操作|已联系\n/);
  });

  it('a page of which a part is still on its way has no sheet for that part', async () => {
    const office = await pages.windowOf('office', desk, '/tasks');
    await office.route('**/api/hazards?*', () => undefined);
    await office.goto('/stuck');
    await office.locator('table.board tbody tr').first().waitFor();
    await office.locator('.waiting').waitFor({ state: 'attached' });
    await office.emulateMedia({ media: 'print' });
    expect(await office.locator('.waiting').isVisible()).toBe(false);
    await office.context().close();
  });

  it('a case has its number, and the words of it', async () => {
    const office = await pages.windowOf('office', desk, suggestion);
    await office.getByRole('button', { name: '提交答复' }).waitFor();
    const sheets = await printed(office, 'print-case');
    hasMargins(sheets, /YJ-\d{4}-00001 照片希望能一次选多张/);
    expect(sheets.join('\n')).toContain('[待答复]');
    expect(sheets.join('\n')).not.toContain('提交答复');
  });

  it('a month offers nothing; the report of a unit has its words, and no sheet without any, wherever it ends', async () => {
    const office = await pages.windowOf('office', desk, '/dispatches');
    expect((await office.request.post('/api/dispatches', { data: { period } })).ok()).toBe(true);
    const report = `/dispatches/${period}/reports/u2`;
    await until(async () => (await office.request.get(`/api${report}`)).ok());
    await office.goto(`/dispatches/${period}`);
    await office.getByRole('button', { name: '催报：工程质量监督站' }).waitFor();
    const month = (await printed(office, 'print-month')).join('\n');
    expect(month).toContain('各单位月报');
    expect(month).not.toMatch(/催报|下载/);
    const head = await pages.windowOf('head2', desk, report);
    await head.getByLabel('下月计划').waitFor();
    const written = await printed(head, 'print-report-being-written');
    expect(written.at(-1)).toContain('责任区2个');
    const problems = Array.from({ length: 40 }, (_, i) => `${i + 1}号楼夜间施工检查力量不足`).join('\n');
    const data = { type: 'SubmitReport', content: content({ placardsPosted: 1, problems }) };
    expect((await head.request.post(`/api${report}/commands`, { data })).status()).toBe(200);
    await office.goto(report);
    await office.getByRole('button', { name: '接收', exact: true }).waitFor();
    const sheets = await printed(office, 'print-report');
    hasMargins(sheets, /\d{4}年\d+月月报：工程质量监督站/);
    expect(sheets.join('\n')).toContain('40号楼夜间施工检查力量不足');
    expect(sheets.join('\n')).not.toMatch(/接收\n|退回月报/);
    for (let lower = 0; lower < 960; lower += 40) {
      await office.locator('article').evaluate((article, px) => ((article as HTMLElement).style.paddingTop = `${px}px`), lower);
      for (const sheet of await printed(office, 'print-report-lower')) expect(linesOf(sheet), `${lower} px lower`).toBeGreaterThan(2);
    }
  });
});

it('the pages keep to their own host, and none complains', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints).toEqual([]);
});
