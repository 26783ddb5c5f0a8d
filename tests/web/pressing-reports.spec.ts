import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../domain/dispatch/period.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { desk, phone } from '../support/a-browser.ts';
import { content } from '../support/a-month.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

const period = periodOf(dateIn(instantFromMs(Date.now())));
const month = `/dispatches/${period}`;
const words = '请今天下班前报送，有困难请电话联系办公室';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let office: Page;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
  office = await pages.windowOf('office', desk, '/dispatches');
  expect((await office.request.post('/api/dispatches', { data: { period } })).ok()).toBe(true);
  await until(async () => Boolean((await shown(office)).units?.[9]?.report));
  const head = await pages.windowOf('head3', desk);
  const data = { type: 'SubmitReport', content: content({ placardsPosted: 1 }) };
  expect((await head.request.post(`/api/dispatches/${period}/reports/u3/commands`, { data })).status()).toBe(200);
  await head.context().close();
});
afterAll(() => pages?.close());

type Unit = { unit: { code: string }; report: { id: string } | null; pressing: { pressed: { by: { name: string } } | null } | null };
const shown = async (page: Page) => (await (await page.request.get(`/api${month}`)).json()) as { units?: Unit[] };

const row = (page: Page, unit: string) => page.locator('.units tbody tr').filter({ has: page.getByRole('link', { name: unit }) });
const done = (page: Page) => page.locator('.board-done');
/** What the mails that press that person say. */
const pressedByMail = async (person: string) =>
  (await pages.mails())
    .filter(({ to, text }) => to.some(({ address }) => address === `${person}@example.com`) && text.includes('催办'))
    .map(({ text }) => text);
const isPressedByMail = async (person: string) => (await pressedByMail(person)).length > 0;

describe('the office presses for the reports that are not in', () => {
  it('of one unit: one question says whom it reaches; the words arrive, and the row remembers it', async () => {
    await office.goto(month);
    await office.getByText('已报送1份（其中已接收0份），未报9份，共10份').waitFor();
    expect(await office.getByRole('button', { name: /^催报：/ }).count()).toBe(9);
    await office.getByRole('button', { name: '催报：建筑业管理科' }).click();
    const question = office.getByRole('dialog');
    await question.getByText('催报建筑业管理科？').waitFor();
    await question.getByText('建筑业管理科：周文博').waitFor();
    await question.getByRole('textbox').fill(words);
    await office.reload();
    await office.getByRole('button', { name: '催报：建筑业管理科' }).click();
    expect(await question.getByRole('textbox').inputValue()).toBe(words);
    await pages.look(office, 'desk-press-one');
    await question.getByRole('button', { name: '催报' }).click();
    await done(office).getByText('已催报1个单位：建筑业管理科。').waitFor();
    await row(office, '建筑业管理科')
      .getByText(/孙晓已催办$/)
      .waitFor();
    expect(await office.getByRole('button', { name: '催报：建筑业管理科' }).isDisabled()).toBe(true);
    await row(office, '建筑业管理科').getByText('一小时内已催办').waitFor();
    await pages.look(office, 'desk-pressed-one');
    await until(() => isPressedByMail('head1'));
    expect(await pressedByMail('head1')).toEqual([expect.stringContaining(words)]);
    const head = await pages.windowOf('head1', phone, `${month}/reports/u1`);
    await head.getByText(/孙晓于.+催报$/).waitFor();
    await head.getByText(words).waitFor();
    await pages.look(head, 'phone-report-pressed');
    await head.context().close();
  });

  it('of all others: it names who is left out, and afterwards what failed, which can be pressed for again', async () => {
    await office.getByRole('button', { name: '催报全部未报单位(8)' }).click();
    const question = office.getByRole('dialog');
    await question.getByText('催报8个未报单位？').waitFor();
    await question.getByText(/^.+：陈晓岚（代冯立群）、冯立群$/).waitFor();
    await question.getByText('建筑业管理科：一小时内已催办').waitFor();
    expect(await question.getByRole('textbox').inputValue()).toBe('');
    await question.getByRole('textbox').fill(words);
    await pages.look(office, 'desk-press-all');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-press-all');
    const failing = (await shown(office)).units?.find(({ unit }) => unit.code === 'u2')?.report?.id ?? '';
    let goesOn = () => undefined as void;
    const looked = new Promise<void>((resolve) => (goesOn = resolve));
    await office.route(`**/api/cases/${failing}/commands`, async (route) => {
      await looked;
      await route.abort();
    });
    await question.getByRole('button', { name: '催报' }).click();
    await question.getByText('正在发送，已处理0个，共8个').waitFor();
    expect(await question.getByRole('button', { name: '取消' }).isDisabled()).toBe(true);
    await pages.look(office, 'phone-pressing');
    goesOn();
    await done(office)
      .getByText(/^已催报7个单位：/)
      .waitFor();
    await done(office)
      .getByText(/^1个单位未能催报。工程质量监督站：/)
      .waitFor();
    await pages.look(office, 'phone-pressed-all');
    await office.setViewportSize(desk);
    await pages.look(office, 'desk-pressed-all');
    await until(() => isPressedByMail('head5'));
    expect(await isPressedByMail('head2')).toBe(false);
    expect(await isPressedByMail('head3')).toBe(false);

    await office.unroute(`**/api/cases/${failing}/commands`);
    await office.getByRole('button', { name: '催报全部未报单位(1)' }).click();
    expect(await question.getByRole('textbox').inputValue()).toBe(words);
    await question.getByRole('button', { name: '催报' }).click();
    await done(office).getByText('已催报1个单位：工程质量监督站。').waitFor();
    await office.getByText('未报单位在一小时内都已催办过，稍后可再催报。').waitFor();
    expect(await office.getByRole('button', { name: '催报全部未报单位(0)' }).isDisabled()).toBe(true);
    await until(() => isPressedByMail('head2'));
  });

  it('is seen by another member of the office, who does not press again within the hour; nobody else sees it', async () => {
    const director = await pages.windowOf('director', desk, month);
    await row(director, '工程质量监督站')
      .getByText(/孙晓已催办$/)
      .waitFor();
    expect(await director.getByRole('button', { name: '催报全部未报单位(0)' }).isDisabled()).toBe(true);
    await director.getByRole('button', { name: 'English' }).click();
    await director.getByRole('button', { name: 'Press all units that have not reported (0)' }).waitFor();
    await pages.look(director, 'desk-pressed-in-english');
    await director.context().close();
    for (const username of ['head1', 'first', 'deputy1']) {
      const other = await pages.windowOf(username, phone, month);
      await other.getByText('已报送1份（其中已接收0份），未报9份，共10份').waitFor();
      expect(await other.getByText(/催报|已催办/).count(), username).toBe(0);
      expect((await shown(other)).units?.filter(({ pressing }) => pressing !== null)).toEqual([]);
      await other.context().close();
    }
  });

  it('leaves no page complaining', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints.filter((each) => !each.includes('ERR_FAILED'))).toEqual([]);
  });
});
