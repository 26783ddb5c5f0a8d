import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../domain/dispatch/period.ts';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { putPolicy } from '../../ledger/register.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { desk, phone } from '../support/a-browser.ts';
import { content } from '../support/a-month.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

const period = periodOf(dateIn(instantFromMs(Date.now())));
const month = `/dispatches/${period}`;
const commands = `/api${month}/commands`;
const banner = { BANNER: '试运行：数据仅供练习', BANNER_EN: 'Trial: the data are for practice' };

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let office: Page;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(
    async ({ pool }) => {
      const hear = defaultPolicy.ladders['dispatch.hear'];
      const policy = { ...policyInSeconds, ladders: { ...policyInSeconds.ladders, 'dispatch.hear': hear } };
      await putPolicy(pool, policy, { by: 'test', at: instantFromMs(Date.now()) });
    },
    { env: banner },
  );
  office = await pages.windowOf('office', desk, '/dispatches');
});
afterAll(() => pages?.close());

type Shown = { stage?: string; units?: { report: unknown }[]; drafts: { id: string; unit: { code: string } }[] };
const shown = async () => (await (await office.request.get(`/api${month}`)).json()) as Shown;
const gives = async (page: Page, data: object) => expect((await page.request.post(commands, { data })).status()).toBe(200);

describe('a month in which no unit reports in time', () => {
  it('is compiled, and a unit that has answered its criticism is told that its answer is in', async () => {
    expect((await office.request.post('/api/dispatches', { data: { period } })).ok()).toBe(true);
    await until(async () => (await shown()).stage === 'compiling');
    const decided = (await shown()).drafts.map(({ id, unit: { code } }) => ({
      ...{ id, keep: code === 'u1' || code === 'u2', text: '未在期限内报送月报。' },
    }));
    expect(decided).toHaveLength(10);
    await gives(office, { type: 'CompileMonth', summary: '各单位均未按期报送。', decided });
    const head1 = await pages.windowOf('head1', phone, '/tasks');
    await head1.getByText(/调度拟对您负责的单位提出批评，.+前可以说明/).waitFor();
    await pages.look(head1, 'phone-tasks-to-answer-first');
    await head1.getByRole('link', { name: '查看并说明' }).click();
    await head1.getByLabel('您的说明').fill('经办人休假，本周补报。');
    await head1.getByRole('button', { name: '提交说明' }).click();
    await head1.getByText('已提交说明。转入签发前可以修改。').waitFor();
    await head1.getByRole('button', { name: '修改说明' }).waitFor();
    await pages.look(head1, 'phone-answer-given');
    await head1.context().close();
    const head2 = await pages.windowOf('head2', desk);
    await gives(head2, { type: 'AnswerCriticism', draft: 'unreported/u2', text: '正在补报。' });
    await head2.context().close();
  });

  it('waits for the signature, and says what came after it was compiled and is not received', async () => {
    const head1 = await pages.windowOf('head1', desk);
    const data = { type: 'SubmitReport', content: content({ placardsPosted: 1 }) };
    expect((await head1.request.post(`/api${month}/reports/u1/commands`, { data })).status()).toBe(200);
    await head1.context().close();
    await office.goto(month);
    await office.getByText('已提交待办公室接收：1份。').waitFor();
    await pages.look(office, 'desk-month-late-report');
    const director = await pages.windowOf('director', desk, month);
    await director.getByText(/^建筑业管理科在汇总后补报，办公室尚未接收。/).waitFor();
    const paper = director.getByRole('article', { name: /关于.+的通报/ });
    const number = director.getByLabel('文号');
    await number.fill('青建安办[2026]7号');
    expect(await number.inputValue()).toBe('青建安办〔2026〕7号');
    // As it stands in the circular once that is published.
    const annex = paper.getByRole('group', { name: '附件1 各单位情况表' });
    const before = await annex.innerText();
    expect([before.match(/未报/g)?.length, before.match(/未列入汇总（逾期）/g)?.length, before.includes('填写中')]).toEqual([9, 1, false]);
    await pages.look(director, 'desk-sign-late-report');
    await director.getByRole('button', { name: '签发' }).click();
    await director.getByRole('tooltip').getByRole('button', { name: '签发' }).click();
    await director.getByText('已以青建安办〔2026〕7号签发').waitFor();
    await paper.getByText('汇总后补报、未列入本期：建筑业管理科').waitFor();
    await paper.getByText(/未报月报：工程质量监督站/).waitFor();
    expect(await annex.innerText()).toBe(before);
    await director.context().close();
  });

  it('calls that report 未列入汇总 and no other so', async () => {
    await office.goto(month);
    await office
      .getByRole('row', { name: /建筑业管理科/ })
      .first()
      .getByText('未列入汇总')
      .waitFor();
    await office
      .getByRole('row', { name: /工程质量监督站/ })
      .first()
      .getByText('未报', { exact: true })
      .waitFor();
    const head1 = await pages.windowOf('head1', phone, `${month}/reports/u1`);
    await head1.getByText('月报在汇总后提交，本月通报签发前未接收，未列入本期通报').waitFor();
    await pages.look(head1, 'phone-report-left-out');
    await head1.getByRole('button', { name: 'English' }).click();
    await head1.getByText('not part of this month').waitFor();
    const head2 = await pages.windowOf('head2', phone, `${month}/reports/u2`);
    await head2.getByText('本月通报已签发，月报未报送').waitFor();
  });
});

it('the line of the installation stands on every page, in the reader’s language', async () => {
  await office.goto('/tasks');
  await office.getByText(banner.BANNER).waitFor();
  await office.getByRole('button', { name: 'English' }).click();
  await office.getByText(banner.BANNER_EN).waitFor();
  await pages.look(office, 'desk-banner-en');
  await office.getByRole('button', { name: '中文' }).click();
  await office.getByRole('button', { name: '退出' }).click();
  await office.getByLabel('用户名').waitFor();
  await office.getByText(banner.BANNER).waitFor();
});

it('keeps to its own host, and no page complains', () => {
  expect([pages.strangers, pages.complaints]).toEqual([[], []]);
});
