import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../domain/dispatch/period.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { examplePassword } from '../../stack/example-bureau.ts';
import { desk, phone } from '../support/a-browser.ts';
import { content } from '../support/a-month.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

const period = periodOf(dateIn(instantFromMs(Date.now())));
const month = `/dispatches/${period}`;
const units = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let office: Page;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    await putAccount(ledger, { username: '审计员', password: examplePassword, person: null, role: 'auditor' });
  });
  office = await pages.windowOf('office', desk, '/dispatches');
  expect((await office.request.post('/api/dispatches', { data: { period } })).ok()).toBe(true);
  await until(async () =>
    Boolean(((await (await office.request.get(`/api${month}`)).json()) as { units?: { report: object | null }[] }).units?.[9]?.report),
  );
  for (const unit of units) await handsIn(unit);
});
afterAll(() => pages?.close());

async function handsIn(unit: number): Promise<void> {
  // The head of unit 4 is away, and the head of unit 5 acts for him.
  const head = await pages.windowOf(unit === 4 ? 'head5' : `head${unit}`, desk);
  const data = { type: 'SubmitReport', content: content({ placardsPosted: 1 }) };
  const sent = await head.request.post(`/api/dispatches/${period}/reports/u${unit}/commands`, { data });
  expect([sent.status(), await sent.text()]).toEqual([200, expect.any(String)]);
  await head.context().close();
}

async function accepts(): Promise<void> {
  await office.getByRole('button', { name: '接收', exact: true }).click();
  await office.getByRole('tooltip').getByRole('button', { name: '接收', exact: true }).click();
}
const banner = () => office.getByText(/^已接收：/);

describe('the office accepts the reports that came in', () => {
  it('all are in: the month waits for the office, and says that punctuality counts what was accepted', async () => {
    await office.goto(month);
    await office.getByRole('heading', { name: '等待：办公室接收月报（10份）' }).waitFor();
    await office.getByRole('row').filter({ hasText: '月报及时率' }).getByText('目前只计已接收的月报').waitFor();
    await pages.look(office, 'desk-month-all-in');
    await office.getByRole('button', { name: 'English' }).click();
    await office.getByRole('heading', { name: 'Waiting for the office to accept 10 reports' }).waitFor();
    await office.getByText('of the reports that were accepted so far').waitFor();
    await office.getByRole('button', { name: '中文' }).click();
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-month-all-in');
    await office.setViewportSize(desk);
  });

  it('one is accepted after one question, and the next is one press away', async () => {
    await office.goto('/tasks');
    const row = office.getByRole('link', { name: /接收月报/ }).first();
    await row
      .getByText(/^接收期限：.+前$|^.+仍未接收月报/)
      .first()
      .waitFor();
    await pages.look(office, 'desk-tasks-to-accept');
    await row.click();
    await office.getByRole('button', { name: '接收', exact: true }).click();
    await office.getByText('接收建筑业管理科的月报？').waitFor();
    await pages.look(office, 'desk-report-accept-sure');
    await office.getByRole('tooltip').getByRole('button', { name: '取消' }).click();
    await office.getByText('接收建筑业管理科的月报？').waitFor({ state: 'hidden' });
    expect(await office.getByText('已提交', { exact: true }).count()).toBe(1);
    await accepts();
    await banner().waitFor();
    await office.getByText('还有9份月报待接收。').waitFor();
    await pages.look(office, 'desk-tasks-next-report');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-tasks-next-report');
    await office.getByRole('button', { name: 'English' }).click();
    await office.getByText('9 more reports wait to be accepted.').waitFor();
    await pages.look(office, 'phone-tasks-next-report-in-english');
    await office.getByRole('button', { name: '中文' }).click();
    await office.setViewportSize(desk);
    await office.getByRole('link', { name: '下一份：工程质量监督站' }).click();
    await office.getByRole('heading', { name: /月报：工程质量监督站$/ }).waitFor();
  });

  it('what was done is said once: not after going on and coming back, nor after a reload', async () => {
    await office.goBack();
    await office.getByRole('heading', { name: /^孙晓，/ }).waitFor();
    expect(await banner().count()).toBe(0);
    await office.goForward();
    await accepts();
    await banner().waitFor();
    await office.reload();
    await office.getByRole('heading', { name: /^孙晓，/ }).waitFor();
    expect(await banner().count()).toBe(0);
  });

  it('whoever got too many notices today is one press away from them', async () => {
    await office.getByText('今天收到通知过多').waitFor();
    await office.getByRole('link', { name: /^孙晓 \d+条$/ }).click();
    await office.getByRole('heading', { name: '通知', exact: true }).waitFor();
    expect(new URL(office.url()).search).toBe('?to=office');
    await office.goto('/tasks');
  });

  it('what is meant for the head of the unit is said to nobody else', async () => {
    for (const username of ['office', 'deputy1', '审计员']) {
      const reader = await pages.windowOf(username, desk, `${month}/reports/u1`);
      await reader.getByText('办公室已接收月报，后续提醒全部取消。').waitFor();
      await reader.getByText('按当月数据统计时的情况固定。', { exact: true }).waitFor();
      await reader.getByRole('heading', { name: '单位填报的数字' }).waitFor();
      expect(await reader.getByText(/您|只需核对|不能再撤回/).count(), username).toBe(0);
      await pages.look(reader, `desk-report-read-by-${username === '审计员' ? 'auditor' : username}`);
      await reader.context().close();
    }
    const head = await pages.windowOf('head1', phone, `${month}/reports/u1`);
    await head.getByText(/办公室已接收月报，不能再撤回/).waitFor();
    await pages.look(head, 'phone-report-ended');
    await head.context().close();
  });

  it('shows both columns of a report at one height', async () => {
    await office.goto(`${month}/reports/u3`);
    await office.getByRole('button', { name: '接收', exact: true }).waitFor();
    const tops = await office
      .locator('.report-sheet > .sheet')
      .evaluateAll((sheets) => sheets.map((each) => each.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    expect(tops).toHaveLength(2);
  });

  it('leaves no page complaining', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
