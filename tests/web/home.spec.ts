import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsAfter, periodOf } from '../../domain/dispatch/period.ts';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { dateIn, instantFromMs, instantOf, plusMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { putOrganisation } from '../../ledger/register.ts';
import { transact } from '../../ledger/transact.ts';
import { desk, phone } from '../support/a-browser.ts';
import { aCriterion, facts, noPicture } from '../support/given.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

type Life = { zone: number; title: string; at: Instant; repairedAfterMs?: number; isMajor?: boolean };
const secondMs = 1_000;
const dayMs = 24 * 3_600 * secondMs;

/** A hazard of some time ago: verified, where it was repaired, a minute after that. */
async function lives(ledger: Ledger, { zone, title, at, repairedAfterMs, isMajor }: Life): Promise<void> {
  const caseId = randomUUID();
  const give = (person: string, when: Instant, command: HazardCommand | ((number: string) => HazardCommand)) =>
    transact(ledger, hazardDecider, { caseId, commandId: randomUUID(), actor: { person }, at: when, command });
  const seen = facts({ title, ...(isMajor && { class: 'major' as const, criterion: aCriterion }) });
  await give('inspector', at, (number) => ({ type: 'ReportHazard', by: 'inspector', number, zone: `z${zone}`, facts: seen }));
  if (repairedAfterMs === undefined) return;
  const head = `head${((zone - 1) % 10) + 1}`;
  const repairedAt = plusMs(at, repairedAfterMs);
  await give(head, repairedAt, { type: 'RectifyHazard', by: head, measures: '已补装防护栏杆', ...noPicture });
  await give('office', plusMs(repairedAt, 60 * secondMs), { type: 'VerifyHazard', by: 'office', passed: true, opinion: '' });
}

/** Five months with a dispatch each, in which the two deputies do unlike; of every month something is left over. */
async function fiveMonths(ledger: Ledger): Promise<void> {
  const thisMonth = periodOf(dateIn(instantFromMs(Date.now())));
  for (let before = 5; before >= 1; before -= 1) {
    const period = monthsAfter(thisMonth, -before);
    const at = instantOf(`${period}-02 09:00`);
    for (let zone = 1; zone <= 8; zone += 1) {
      const isInTime = zone % 2 === 1 ? zone <= 9 - before : zone <= 4 + (before % 3);
      await lives(ledger, { zone, title: `临边防护缺失${zone}号楼`, at, repairedAfterMs: isInTime ? 5 * secondMs : 3 * dayMs });
    }
    await lives(ledger, { zone: 10, title: `配电箱未上锁（${period}）`, at, isMajor: before % 2 === 1 });
    const closing = instantOf(`${period}-25 08:30`);
    await askForMonth(ledger, period, 'clock', closing);
    while (!(await openNext(ledger, period, closing)).standing);
  }
}

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let rectified: string;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(fiveMonths);
  const inspector = await pages.windowOf('inspector', desk, '/report');
  const report = async (zone: string, title: string, more = {}) => {
    const answer = await inspector.request.post('/api/hazards', { data: { zone, title, description: `${title}，详见照片`, ...more } });
    expect(answer.status()).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
  await report('z3', '深基坑监测超限', { class: 'major', criterion: aCriterion });
  await report('z4', '塔吊附墙松动', { class: 'major', criterion: aCriterion });
  rectified = await report('z1', '脚手架连墙件缺失');
  const head = await pages.windowOf('head1', desk, '/tasks');
  const command = { type: 'RectifyHazard', measures: '已补齐', ...noPicture };
  expect((await head.request.post(`/api/hazards/${rectified}/commands`, { data: command })).status()).toBe(200);
});
afterAll(() => pages?.close());

const figure = (page: Page, name: string) => page.getByRole('list', { name: '主要数字' }).getByRole('listitem').filter({ hasText: name });

/** Presses a number and holds it against the list that opens. */
async function opensAsMany(page: Page, link: ReturnType<Page['locator']>): Promise<number> {
  const count = Number((await link.innerText()).replaceAll(',', ''));
  await link.click();
  await page.getByText(`共${count}条`, { exact: true }).waitFor();
  await page.goBack();
  return count;
}

describe('the beginning', () => {
  it.each([
    ['first', '/home'],
    ['deputy1', '/home'],
    ['director', '/home'],
    ['office', '/tasks'],
    ['head1', '/tasks'],
  ])('of %s is %s', async (who, path) => {
    const page = await pages.windowOf(who, desk, path === '/home' ? '/home' : '/tasks');
    await page.goto('/');
    await page.waitForURL(`**${path}`);
    const isFirst = (await page.getByRole('navigation').getByRole('link').first().innerText()) === '首页';
    expect(isFirst).toBe(path === '/home' || who === 'office');
    await page.context().close();
  });
});

describe('the home page', () => {
  it('shows the director four figures with those of last month, each of which opens its cases', async () => {
    const first = await pages.windowOf('first', desk, '/home');
    await first.locator('.chart-place svg').nth(1).waitFor();
    await pages.look(first, 'desk-home');
    const deputy = await pages.windowOf('deputy2', desk, '/home');
    const mine = '/api/hazards?class=major&open=true&mine=true&order=due&pageSize=5';
    const { items } = (await (await deputy.request.get(mine)).json()) as { items: { title: string; number: string }[] };
    const ofDeputy = deputy.getByRole('region', { name: '未销号重大隐患' }).getByRole('listitem');
    await ofDeputy.first().waitFor();
    expect(await ofDeputy.count()).toBe(items.length);
    for (const [i, { number }] of items.entries()) expect(await ofDeputy.nth(i).innerText()).toContain(number);
    await deputy.context().close();
    const majors = first.getByRole('region', { name: '未销号重大隐患' });
    await majors.getByRole('link', { name: /塔吊附墙松动/ }).waitFor();
    expect(await majors.getByRole('listitem').count()).toBe(5);
    await figure(first, '未销号').getByText('上月').waitFor();
    expect(await figure(first, '未销号').getByRole('link').count()).toBe(4);
    expect(await figure(first, '超期').getByRole('link').count()).toBe(2);
    expect(await figure(first, '按期结案率').getByRole('link').count()).toBe(4);
    for (const name of ['未销号', '超期']) {
      const links = figure(first, name).getByRole('link');
      for (let i = 0; i < (await links.count()); i += 1) await opensAsMany(first, links.nth(i));
    }
    const total = await opensAsMany(first, figure(first, '未销号').getByRole('link').first());
    expect(total).toBeGreaterThanOrEqual(7);
    await first.context().close();
  });

  it('shows both charts as tables, whose numbers open their cases as well', async () => {
    const first = await pages.windowOf('first', desk, '/home');
    const [ages, rates] = ['未销号隐患存续时间', '按期结案率（近12个月）'].map((name) => first.getByRole('region', { name }));
    if (!ages || !rates) throw new Error('there are two charts');
    await ages.getByRole('button', { name: '以表格查看' }).click();
    await rates.getByRole('button', { name: '以表格查看' }).click();
    await pages.look(first, 'desk-home-tables');
    await opensAsMany(first, ages.getByRole('link').first());
    await ages.getByRole('button', { name: '以表格查看' }).click();
    const cells = ages.getByRole('row').nth(1).getByRole('link');
    expect(await cells.count()).toBe(3);
    expect(await opensAsMany(first, ages.getByRole('link', { name: '0', exact: true }).first())).toBe(0);
    await ages.getByRole('button', { name: '以表格查看' }).click();
    await opensAsMany(first, ages.getByRole('row').last().getByRole('link').last());
    await rates.getByRole('button', { name: '以表格查看' }).click();
    const row = rates.getByRole('row').nth(11);
    await row.getByText('已冻结').or(row.getByText('已签发')).waitFor();
    const counts = row.getByRole('link', { name: /^[\d,]+$/ });
    expect(await counts.count()).toBe(6);
    for (let i = 0; i < 6; i += 1) {
      await opensAsMany(first, counts.nth(i));
      await rates.getByRole('button', { name: '以表格查看' }).click();
    }
    const due = await counts.nth(1).innerText();
    await row
      .getByRole('link', { name: /^[\d.]+%$/ })
      .first()
      .click();
    await first.getByText(`共${due}条`, { exact: true }).waitFor();
    await first.goBack();
    await rates.getByRole('button', { name: '以表格查看' }).click();
    await counts.nth(3).click();
    await first.getByRole('button', { name: /^取消条件：.*分管/ }).waitFor();
    await pages.look(first, 'desk-home-ledger');
    await first.context().close();
  });

  it('says how far the reports of the month have come, by when they are due and who has not reported', async () => {
    const office = await pages.windowOf('office', desk, '/home');
    const reports = office.getByRole('region', { name: /月报$/ });
    await reports.getByText('已报送0份（其中已接收0份），未报10份，共10份').waitFor();
    await reports.getByText(/^(报送截止|汇总期限)：/).waitFor();
    await reports.getByRole('link', { name: '工程质量监督站' }).click();
    await office.getByRole('heading', { name: /月报：工程质量监督站$/ }).waitFor();
    await office.goBack();
    await reports.getByRole('link', { name: /^已报送/ }).click();
    await office.getByRole('heading', { name: '各单位月报' }).waitFor();
    await office.context().close();
  });

  it('draws in the size of the text that the reader chose, and no bar where there is nothing', async () => {
    const first = await pages.windowOf('first', { width: 1366, height: 768 }, '/home');
    await first.locator('.chart-place svg').nth(1).waitFor();
    const textPx = () => first.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('.chart-place svg text')).fontSize)`);
    // A bar and its pattern are two shapes at one place.
    const outlined = first.locator('.chart-place').first().locator('svg path[stroke="#003a8c"]:not([stroke-width="0"])');
    const bars = new Set(await outlined.evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute('d'))));
    const counted = await first.getByRole('region', { name: '未销号隐患存续时间' }).locator('tbody td').allInnerTexts();
    const ofClasses = counted.filter((_, i) => i % 3 < 2);
    expect(ofClasses).toContain('0');
    expect(bars.size).toBe(ofClasses.filter((count) => count !== '0').length);
    await first.getByRole('button', { name: '大字' }).click();
    await first.locator('.chart-place svg').nth(1).waitFor();
    await pages.look(first, 'desk-home-large');
    expect(await textPx()).toBe(18);
    await first.getByRole('button', { name: 'English' }).click();
    await first.getByRole('heading', { name: 'What needs you' }).waitFor();
    await pages.look(first, 'desk-home-large-en');
    await first.setViewportSize(phone);
    await first.getByRole('button', { name: 'Show the chart' }).first().waitFor();
    await pages.look(first, 'phone-home-large-en');
    await first.context().close();
  });

  it('is printed with the tables beside the charts', async () => {
    const first = await pages.windowOf('first', desk, '/home');
    await first.locator('.chart-place svg').nth(1).waitFor();
    await first.emulateMedia({ media: 'print' });
    await pages.look(first, 'print-home');
    await first
      .getByRole('cell', { name: '已冻结' })
      .or(first.getByRole('cell', { name: '已签发' }))
      .first()
      .waitFor();
    await first.context().close();
  });

  it('shows a deputy his own field, in English too', async () => {
    const deputy = await pages.windowOf('deputy2', desk, '/home');
    await deputy.getByText('以下为您所负责责任区的数据。').waitFor();
    await opensAsMany(deputy, figure(deputy, '未销号').getByRole('link').first());
    await deputy.getByRole('button', { name: 'English' }).click();
    await deputy.getByRole('heading', { name: 'What needs you' }).waitFor();
    await deputy.locator('.chart-place svg').nth(1).waitFor();
    await pages.look(deputy, 'desk-home-en');
    await deputy.context().close();
  });

  it('says to a deputy whose zone was handed over how many of the counted are not listed any more', async () => {
    const deputy = await pages.windowOf('deputy2', desk, '/home');
    await deputy.locator('.chart-place svg').nth(1).waitFor();
    await pages.inLedger(async (ledger) => {
      const at = instantFromMs(Date.now());
      const { organisation } = await ledger.register.newest(ledger.pool);
      const from = organisation.zones.find(({ code }) => code === 'z1')?.supervising;
      if (!from) throw new Error('zone 1 has a deputy');
      const zones = organisation.zones.map((zone) => (zone.code === 'z2' || zone.code === 'z4' ? { ...zone, supervising: from } : zone));
      await putOrganisation(ledger.pool, { ...organisation, zones }, { by: 'test', at });
    });
    await deputy.reload();
    const rates = deputy.getByRole('region', { name: '按期结案率（近12个月）' });
    await rates.getByRole('button', { name: '以表格查看' }).click();
    const due = rates.getByRole('row').nth(11).getByRole('link').last();
    const count = Number(await due.innerText());
    await due.click();
    await deputy.getByText(/^首页的该数字另外计入2条：统计时由您分管/).waitFor();
    await deputy.getByText(`共${count - 2}条`, { exact: true }).waitFor();
    await pages.look(deputy, 'desk-home-withheld');
    await deputy.context().close();
  });

  it('draws no chart on a phone until it is asked to', async () => {
    const first = await pages.windowOf('first', phone, '/home');
    const asked: string[] = [];
    first.on('request', (request) => asked.push(request.url()));
    await first.reload();
    await figure(first, '超期').waitFor();
    await first.getByRole('heading', { name: '需要您过问' }).waitFor();
    await first.waitForLoadState('networkidle');
    await pages.look(first, 'phone-home');
    expect(asked.filter((url) => /\/drawn-/.test(url))).toEqual([]);
    await first.getByRole('button', { name: '显示图表' }).first().click();
    await first.locator('.chart-place svg').waitFor();
    await first.getByRole('button', { name: '显示图表' }).click();
    await first.locator('.chart-place svg').nth(1).waitFor();
    expect(asked.filter((url) => /\/drawn-/.test(url))).toHaveLength(1);
    await pages.look(first, 'phone-home-charts');
    await first.context().close();
  });

  it('is not for whoever heads a unit, who is told whose it is', async () => {
    const head = await pages.windowOf('head1', desk, '/home');
    await head.getByRole('alert').getByText('首页供领导小组办公室').waitFor();
    expect(await head.getByRole('link', { name: '首页' }).count()).toBe(0);
    await head.context().close();
  });
});

describe('my tasks', () => {
  it('open for whoever leads on what waits for a decision, or on what has climbed', async () => {
    const first = await pages.windowOf('first', desk, '/tasks');
    await first.getByRole('button', { name: /^待我决定\([1-9]\)$/, pressed: true }).waitFor();
    await first.getByText('决定是否挂牌督办').first().waitFor();
    await pages.look(first, 'desk-tasks-first');
    await first.getByRole('button', { name: /^升级到我/ }).click();
    await first
      .getByText(/^等待：/)
      .first()
      .waitFor();
    await first.context().close();
    const deputy = await pages.windowOf('deputy2', desk, '/tasks');
    await deputy.getByRole('button', { name: /^升级到我\([1-9]\d*\)$/, pressed: true }).waitFor();
    await deputy.getByRole('button', { name: '待我决定(0)' }).click();
    await deputy.getByText('没有等您决定的事项。').waitFor();
    await deputy.context().close();
  });

  it('show whoever reported something with whom it lies now, and keep the tab in the address', async () => {
    const inspector = await pages.windowOf('inspector', desk, '/tasks');
    await inspector.getByRole('button', { name: '我发起的' }).click();
    await inspector.waitForURL('**/tasks?tab=started');
    const row = inspector.getByRole('link').filter({ hasText: '脚手架连墙件缺失' });
    await row.getByText('等待：孙晓（领导小组办公室）复查').waitFor();
    await row.getByText('待复查').waitFor();
    await inspector.getByText(/^共\d+项$/).waitFor();
    await pages.look(inspector, 'desk-tasks-started');
    await inspector.getByTitle('2', { exact: true }).click();
    await inspector.getByText('已销号').first().waitFor();
    await inspector.context().close();
    const small = await pages.windowOf('inspector', phone, '/tasks?tab=started');
    await small.getByText('等待：孙晓（领导小组办公室）复查').waitFor();
    await pages.look(small, 'phone-tasks-started');
  });

  it('show whoever rectified it what has become of it', async () => {
    const head = await pages.windowOf('head1', desk, '/tasks?tab=done');
    const row = head.getByRole('link').filter({ hasText: '提交整改结果｜脚手架连墙件缺失' });
    await row.getByText('用时不足1个工作日，按期完成').waitFor();
    await row.getByText('待复查').waitFor();
    await row.getByText('目前等待：孙晓（领导小组办公室）复查', { exact: true }).waitFor();
    expect(await row.innerText()).not.toMatch(/剩余|临期|到期|前完成|期限/);
    await pages.look(head, 'desk-tasks-done');
    const office = await pages.windowOf('office', desk, '/tasks');
    const command = { type: 'VerifyHazard', passed: true, opinion: '' };
    expect((await office.request.post(`/api/hazards/${rectified}/commands`, { data: command })).status()).toBe(200);
    await head.reload();
    await row.getByText('已销号').waitFor();
    const late = await pages.windowOf('head8', desk, '/tasks?tab=done');
    await late
      .getByText(/^用时\d个工作日，超期完成$/)
      .first()
      .waitFor();
    const small = await pages.windowOf('head1', phone, '/tasks?tab=done');
    await small.getByText('已销号').first().waitFor();
    await pages.look(small, 'phone-tasks-done');
    await small.getByRole('button', { name: 'English' }).click();
    await small.getByText('Repair submitted').first().waitFor();
    await pages.look(small, 'phone-tasks-done-en');
  });

  it.each(['started', 'done'])('keep every word of what was %s within a phone, large and in English too', async (tab) => {
    const who = tab === 'started' ? 'inspector' : 'head8';
    const small = await pages.windowOf(who, { width: 390, height: 844 }, `/tasks?tab=${tab}`);
    await small.getByRole('button', { name: 'English' }).click();
    await small.getByRole('button', { name: 'Large' }).click();
    await small.locator('.row').first().waitFor();
    await pages.look(small, `phone-tasks-${tab}-large-en`);
    for (const width of [390, 360, 320]) {
      await small.setViewportSize({ width, height: 844 });
      const boxes = `[...document.querySelectorAll('main *')].map((each) => [each.textContent, each.getBoundingClientRect()])`;
      const beyond = `${boxes}.filter(([, { left, right }]) => left < 0 || right > ${width}).map(([words]) => words)`;
      expect(await small.evaluate(beyond), `${width} px`).toEqual([]);
      expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    await small.context().close();
  });

  it('show whoever acts for another his hat on each row', async () => {
    const head = await pages.windowOf('head5', phone, '/tasks');
    await head.getByRole('heading', { name: /您正代理冯立群/ }).waitFor();
    const row = head.getByRole('link').filter({ hasText: '塔吊附墙松动' });
    await row.getByText('代理冯立群').waitFor();
    await row.getByText(/仍未提交整改结果，将/).waitFor();
    await pages.look(head, 'phone-tasks-acting');
  });
});

describe('the pages', () => {
  it('keep to their own host, and none complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
