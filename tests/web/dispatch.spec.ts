import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsAfter, periodOf } from '../../domain/dispatch/period.ts';
import { dateIn, instantFromMs, plusMs } from '../../domain/time/instant.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { watchStatistics } from '../../ledger/dispatch/statistics.ts';
import { desk, phone } from '../support/a-browser.ts';
import { content } from '../support/a-month.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
let office: Page;
let head1: Page;
let head2: Page;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(aMonthBefore);
});
afterAll(() => pages?.close());

const period = periodOf(dateIn(instantFromMs(Date.now())));
/** The month before, with the figures of Tianmen, December 2016. */
async function aMonthBefore({ pool }: Ledger): Promise<void> {
  const marks = { due: 972, closedOfDue: 911, closedOnTime: 737, closed: 4, grossMinutes: 4 * (2 * 1440 + 185) };
  await pool.query(`insert into dispatch_zone (period, zone, name, unit, marks) values ($1, 'z1', '城东房建责任区', 'u1', $2)`, [
    monthsAfter(period, -1),
    JSON.stringify(marks),
  ]);
}

const month = `/dispatches/${period}`;
const late = '基坑临边防护缺失';
const answer = '材料已到场，本周内完成。';
const practice = '每日班前十分钟安全交底';

/** A hazard of unit 2 that nobody repairs until it is overdue. */
async function anOverdueHazard(): Promise<void> {
  const inspector = await pages.windowOf('inspector', desk);
  const report = { zone: 'z2', title: late, description: late };
  const { id } = (await (await inspector.request.post('/api/hazards', { data: report })).json()) as { id: string };
  await until(async () => {
    const { owes } = (await (await inspector.request.get(`/api/hazards/${id}`)).json()) as { owes: { workdaysOverdue: number | null } };
    return owes.workdaysOverdue !== null;
  });
  await inspector.context().close();
}

/** What the other units do without looking at a page. */
async function reportsAndIsAccepted(unit: number): Promise<void> {
  // The head of unit 4 is away, and the head of unit 5 acts for him.
  const head = await pages.windowOf(unit === 4 ? 'head5' : `head${unit}`, desk);
  const address = `/api/dispatches/${period}/reports/u${unit}/commands`;
  const submitted = await head.request.post(address, { data: { type: 'SubmitReport', content: content({ placardsPosted: 1 }) } });
  expect([submitted.status(), await submitted.text()]).toEqual([200, expect.any(String)]);
  expect((await office.request.post(address, { data: { type: 'AcceptReport' } })).status()).toBe(200);
  await head.context().close();
}

async function fillsInNumbers(page: Page): Promise<void> {
  await page.getByLabel('已张贴公示牌（块）').fill('2');
  await page.getByLabel('重点单位（家）', { exact: true }).fill('12');
  await page.getByLabel('已检查重点单位（家）').fill('9');
  await page.getByLabel('培训（场）').fill('1');
  await page.getByLabel('受训人数').fill('46');
}

/** He has the report open in a second window as well: neither writes over what the other kept, and he chooses which stands. */
async function writesInTwoWindows(page: Page): Promise<void> {
  const other = await page
    .context()
    .browser()
    ?.newContext({ storageState: await page.context().storageState() });
  const second = await other?.newPage();
  if (!other || !second) throw new Error('no second window');
  await second.goto(page.url());
  const plan = (of: Page) => of.getByLabel('下月计划');
  await until(async () => (await plan(second).inputValue()) === '完成深基坑专项检查');
  await plan(page).fill('完成深基坑和临边专项检查');
  await until(async () => (await keptPlan(page)) === '完成深基坑和临边专项检查');
  const asks = second.getByText(/已在另一窗口保存了不同的内容/);
  await plan(second).fill('组织夜间检查');
  await asks.waitFor();
  await second.getByText('另一份：完成深基坑和临边专项检查').waitFor();
  await pages.look(second, 'desk-report-two-windows');
  await second.getByRole('button', { name: '改用另一份' }).click();
  await until(async () => (await plan(second).inputValue()) === '完成深基坑和临边专项检查');
  expect(await asks.count()).toBe(0);
  await plan(second).fill('完成深基坑专项检查');
  await until(async () => (await keptPlan(page)) === '完成深基坑专项检查');
  await other.close();
  await plan(page).fill('本页的计划');
  await page.getByText(/已在另一窗口保存了不同的内容/).waitFor();
  await page.getByRole('button', { name: '保留本页内容' }).click();
  await until(async () => (await keptPlan(page)) === '本页的计划');
}

async function keptPlan(page: Page): Promise<string | undefined> {
  const address = `/api/dispatches/${period}/reports/u1`;
  const { draft } = (await (await page.request.get(address)).json()) as { draft: { content: { nextMonth?: string } } | null };
  return draft?.content.nextMonth;
}

async function submits(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交月报' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText(/已提交：报送月报/).waitFor();
}

/** What the office says when it gives a report back. */
async function officeGivesBack(reason: string, screenshot: string): Promise<void> {
  await office.getByRole('button', { name: '退回月报' }).click();
  await office.getByLabel('理由').fill(reason);
  await pages.look(office, screenshot);
  await office.getByRole('dialog').getByRole('button', { name: '退回月报' }).click();
  await office.getByText(/^已退回：/).waitFor();
}

async function officeReceives(unit: string): Promise<void> {
  await office.goto(`${month}/reports/${unit}`);
  await accepts();
  await office.getByText('已接收，列入本月汇总。').waitFor();
}

/** 接收 is asked once. */
async function accepts(): Promise<void> {
  await office.getByRole('button', { name: '接收', exact: true }).click();
  await office.getByText('接收后列入本月汇总，单位不能再撤回；报送期限前仍可退回。').waitFor();
  await office.getByRole('tooltip').getByRole('button', { name: '接收', exact: true }).click();
}

/** The office gives a report back that it has received; its head mends it, and the office receives it anew. */
async function receivedIsGivenBack(): Promise<void> {
  await office.goto(`${month}/reports/u2`);
  await office.getByText('已接收', { exact: true }).waitFor();
  expect(await office.getByRole('button', { name: '接收', exact: true }).count()).toBe(0);
  await office.getByRole('button', { name: '退回月报' }).click();
  await office.getByText('该月报已接收；退回后须由工程质量监督站负责人修改后重新提交').waitFor();
  await office.keyboard.press('Escape');
  await officeGivesBack('请核对受训人数后重新提交', 'desk-report-received-give-back');
  await office.goto(month);
  await office.getByText('已报送1份（其中已接收1份），未报9份，共10份').waitFor();
  await head2.goto(`${month}/reports/u2`);
  await head2.getByText('请核对受训人数后重新提交').waitFor();
  expect(await head2.getByLabel('受训人数').inputValue()).toBe('46');
  await head2.getByLabel('受训人数').fill('45');
  await submits(head2);
  await officeReceives('u2');
}

/** The head of unit 1 sees a mistake before the office has accepted his report. */
async function takesBack(page: Page): Promise<void> {
  await page.goto(`${month}/reports/u1`);
  await page.getByRole('button', { name: '撤回修改' }).click();
  await page.getByText('撤回后您填写的内容都在，修改后请重新提交。').waitFor();
  await pages.look(page, 'phone-report-recall');
  await page.getByRole('tooltip').getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByText(/撤回，修改后请重新提交，期限不变$/).waitFor();
  await page.getByRole('heading', { name: '现在要做的：报送月报' }).waitFor();
  await until(async () => (await page.getByLabel('好做法').inputValue()) === practice);
  await pages.look(page, 'phone-report-recalled');
}

describe('a month of dispatch', () => {
  it('is opened by the office, which is told first what will happen; everybody sees the figures and who owes what', async () => {
    await anOverdueHazard();
    office = await pages.windowOf('office', desk, '/dispatches');
    await office.getByText('还没有月度调度。').waitFor();
    await pages.look(office, 'desk-dispatches-empty');
    await office.getByRole('button', { name: '开启本月调度' }).click();
    await office.getByText('开启后不能撤回').waitFor();
    await pages.look(office, 'desk-dispatch-asks');
    await office.getByRole('button', { name: '开启', exact: true }).click();
    await office.getByRole('heading', { name: '等待：各单位报送月报' }).waitFor();
    await office.getByText('已报送0份（其中已接收0份），未报10份，共10份').waitFor();
    const row = (name: string) => office.getByRole('row').filter({ has: office.getByRole('rowheader', { name, exact: true }) });
    await office.getByText('陈晓岚（代冯立群）').waitFor();
    await row('结案率').getByText('93.72%').waitFor();
    await row('按期结案率').getByText('75.82%').waitFor();
    await row('平均办理时长').getByText('2天3小时').waitFor();
    await row('重大隐患整改率').getByText('—').first().waitFor();
    await pages.look(office, 'desk-month-collecting');
    // A number is read on paper too.
    await office.emulateMedia({ media: 'print' });
    expect(await office.getByRole('button', { name: '新发现隐患 1，查看' }).first().isVisible()).toBe(true);
    await office.emulateMedia({ media: 'screen' });
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-month-collecting');
    await office.setViewportSize(desk);

    await office.getByRole('region', { name: '全局数字' }).getByRole('button', { name: '新发现隐患 1，查看' }).first().click();
    await office.getByRole('dialog').getByRole('link', { name: late }).waitFor();
    await pages.look(office, 'desk-cases-behind');
    await office.keyboard.press('Escape');
    await office.getByRole('link', { name: '月调度' }).click();
    const listed = office.getByRole('link', { name: /收集月报/ });
    await listed.getByText(/^数据统计至/).waitFor();
    await listed.getByText(/^报送截止：.+前/).waitFor();
    await listed.getByText(/^还剩\d个工作日|^今日到期|^临期/).waitFor();
    await listed.getByText('已报送0份（其中已接收0份），未报10份，共10份').waitFor();
    await listed.getByText(/^未报：建筑业管理科、工程质量监督站/).waitFor();
    await pages.look(office, 'desk-dispatches');
  });

  it('is reported on a phone: kept on the server while it is written, refused by a list of what is missing, returned once', async () => {
    head1 = await pages.windowOf('head1', phone);
    await head1.goto('/dispatches');
    const own = head1.getByRole('link', { name: /填写月报：建筑业管理科/ });
    await own.getByText(/^报送截止：.+前/).waitFor();
    await pages.look(head1, 'phone-dispatches-of-unit');
    await head1.goto('/tasks');
    await head1.getByRole('link', { name: /报送月报/ }).click();
    await head1.getByRole('heading', { name: '现在要做的：报送月报' }).waitFor();
    await head1.getByRole('button', { name: '提交月报' }).click();
    await head1.getByText('提交前还差6处').waitFor();
    await pages.look(head1, 'phone-report-missing');
    await head1.getByRole('button', { name: '填写下月计划' }).click();
    await head1.keyboard.type('完成深基坑专项检查');
    await head1.getByText(/已保存 \d\d:\d\d/).waitFor();
    const inspected = head1.getByLabel('已检查重点单位（家）');
    for (const wrong of ['-1', '1.5', 'abc']) {
      await inspected.fill(wrong);
      await inspected.blur();
      expect(await inspected.inputValue()).toBe(wrong);
      await head1.locator('#report_keyUnitsInspected_help').getByText('请填写0或以上的整数，例如12').waitFor();
      expect(await inspected.getAttribute('aria-invalid')).toBe('true');
      expect(await inspected.getAttribute('aria-describedby')).toContain('report_keyUnitsInspected_help');
    }
    await head1.getByLabel('受训人数').fill('1000001');
    await head1.getByRole('button', { name: '提交月报' }).click();
    await head1
      .getByRole('group', { name: /提交前还差/ })
      .getByText('受训人数：不能超过1,000,000')
      .waitFor();
    await pages.look(head1, 'phone-report-no-numbers');
    await until(async () => (await keptPlan(head1)) === '完成深基坑专项检查');
    await head1.getByText(/已保存 \d\d:\d\d/).waitFor();
    await head1.reload();
    await until(async () => (await inspected.inputValue()) === 'abc');
    await inspected.fill('１２');
    expect(await inspected.inputValue()).toBe('12');
    await fillsInNumbers(head1);
    await head1.context().setOffline(true);
    await head1.getByLabel('好做法').fill(practice);
    await head1.getByText('网络不可用，已保存在本机').waitFor();
    await head1.context().setOffline(false);
    await head1.getByText('提交前还差').waitFor({ state: 'detached' });
    await head1.getByText('公示牌不能多于责任区总数').waitFor({ state: 'detached' });
    await until(async () => {
      const kept = (await (await head1.request.get(`/api/dispatches/${period}/reports/u1`)).json()) as {
        draft: { content: { goodPractice?: string } } | null;
      };
      return kept.draft?.content.goodPractice === practice;
    });
    await writesInTwoWindows(head1);
    await head1.getByText(/已保存 \d\d:\d\d/).waitFor();
    await head1.evaluate('localStorage.clear()');
    await head1.reload();
    await until(async () => (await head1.getByLabel('好做法').inputValue()) === practice);
    await head1.getByText('系统已填好的数字').click();
    await pages.look(head1, 'phone-report-written');
    await head1.getByRole('button', { name: '提交月报' }).click();
    await head1
      .getByText('提交后送领导小组办公室接收。在办公室接收之前，您可以撤回修改；接收之后，须在报送期限前由办公室退回才能修改。')
      .waitFor();
    await pages.look(head1, 'phone-report-sure');
    await head1.getByRole('tooltip').getByRole('button', { name: '取消' }).click();
    await submits(head1);
    await pages.look(head1, 'phone-report-done');

    await office.goto(`${month}/reports/u1`);
    await office.getByText(practice).waitFor();
    await takesBack(head1);
    await accepts();
    await office.getByText(/撤回月报，正在修改，暂不需接收。$/).waitFor();
    expect(await office.getByRole('button', { name: '接收', exact: true }).count()).toBe(0);
    await pages.look(office, 'desk-report-recalled');
    await head1.getByLabel('培训（场）').fill('3');
    await submits(head1);

    await office.goto('/tasks');
    await office.getByRole('link', { name: /接收月报/ }).click();
    await office.getByText(practice).waitFor();
    await pages.look(office, 'desk-report-to-accept');
    await officeGivesBack('请补充培训情况', 'desk-report-return');

    await head1.goto('/tasks');
    const again = head1.getByRole('link', { name: /报送月报/ });
    await again.getByText('已退回', { exact: true }).waitFor();
    await again.getByText('孙晓退回：请补充培训情况').waitFor();
    await again.getByText(/^报送期限：.+前$/).waitFor();
    await pages.look(head1, 'phone-tasks-returned');
    await again.click();
    await head1.getByText('孙晓退回，修改后重新提交').waitFor();
    await head1.getByText('请补充培训情况').waitFor();
    await pages.look(head1, 'phone-report-returned');
    expect(await head1.getByLabel('培训（场）').inputValue()).toBe('3');
    await head1.getByLabel('培训（场）').fill('2');
    await submits(head1);
    await officeReceives('u1');
    await pages.look(office, 'desk-report-accepted');
  });

  it('asks the unit with an overdue case why, and shows nobody the report of another unit', async () => {
    head2 = await pages.windowOf('head2', desk, `${month}/reports/u2`);
    await fillsInNumbers(head2);
    await head2.getByLabel('下月计划').fill('补齐全部临边防护');
    await head2.getByText('提交前还差1处').waitFor();
    await pages.look(head2, 'desk-report');
    await head2.getByRole('button', { name: /的超期说明/ }).click();
    await head2.keyboard.type('材料供应延迟，本周完成');
    const second = await head2.context().newPage();
    await second.goto(head2.url());
    await second.getByLabel('下月计划').waitFor();
    await submits(head2);
    // What the other window holds is neither handed in for it nor lost.
    await second.getByLabel('下月计划').fill('另一窗口的计划');
    await second.getByText('月报已在另一窗口提交，本机以下内容没有包括在内；如需补充，请撤回后填写').waitFor();
    await second.getByText('另一窗口的计划').waitFor();
    await pages.look(second, 'desk-report-left-here');
    await second.close();
    await head2.goto(`${month}/reports/u2`);
    await head2.getByRole('button', { name: '撤回修改' }).waitFor();
    await pages.look(head2, 'desk-report-submitted');
    await officeReceives('u2');
    await head2.getByRole('button', { name: '撤回修改' }).click();
    await head2.getByRole('tooltip').getByRole('button', { name: '撤回', exact: true }).click();
    await head2.getByText('办公室已接收月报，不能再撤回，后续提醒全部取消。如需更正，请在报送期限前联系办公室退回。').waitFor();
    await receivedIsGivenBack();
    await head2.goto(`${month}/reports/u1`);
    await head2.getByText('没有找到该事项。').waitFor();
    await head2.goto(month);
    await head2.getByText('已报送2份（其中已接收2份），未报8份，共10份').waitFor();
    await head2.getByText(/^未报：/).waitFor();
    await pages.look(head2, 'desk-month-of-unit');
    for (const unit of [3, 4, 5, 6, 7, 8, 9, 10]) await reportsAndIsAccepted(unit);
  });

  it('is compiled: a person decides on every draft beside its evidence; nothing is lost when the page is closed', async () => {
    await office.goto(month);
    await office.getByRole('heading', { name: '现在要做的：汇总' }).waitFor();
    expect(await office.getByRole('radio', { checked: true }).count()).toBe(0);
    await pages.look(office, 'desk-compile');
    await office.getByRole('button', { name: '提交汇总' }).click();
    await office.getByText('提交前还差3处').waitFor();
    await office.getByLabel('本月总体情况').fill('本月总体平稳，个别单位整改不够及时。');
    const praise = office.getByRole('group', { name: '建筑业管理科：推荐的好做法' });
    await praise.getByLabel('修改').check();
    await praise.getByLabel('通报中的文字').fill('建筑业管理科坚持每日班前十分钟安全交底，予以表扬。');
    const criticism = office.getByRole('group', { name: '工程质量监督站：超期未办结' });
    await criticism.getByRole('button', { name: /查看/ }).click();
    await office.getByRole('dialog').getByRole('link', { name: late }).waitFor();
    await office.keyboard.press('Escape');
    await criticism.getByLabel('保留').check();
    await office.getByText('各单位填报的超期说明、问题和计划（已接收10份）').click();
    await office.getByText('超期说明 材料供应延迟，本周完成').waitFor();
    await office.getByRole('term').filter({ hasText: '建筑业管理科' }).waitFor();
    await office.getByRole('button', { name: '增加一项表扬' }).click();
    await office.getByText('提交前还差2处').waitFor();
    const own = office.getByRole('group', { name: '自拟表扬1' });
    await own.getByRole('combobox', { name: '单位' }).click();
    await office.getByTitle('建筑业管理科').click();
    await own.getByLabel('通报中的文字').fill('组织起重机械拆装观摩，三家企业参加。');
    await office.getByRole('button', { name: '增加一项共性问题' }).click();
    await office.getByRole('group', { name: '共性问题1' }).getByLabel('通报中的文字').fill('夜间施工检查力量普遍不足。');
    await office.getByRole('button', { name: '增加一项要求' }).click();
    await office.getByText('提交前还差2处').waitFor();
    await office.getByLabel('任务').fill('完成深基坑专项检查');
    await office.getByLabel('完成日期').click();
    await office.locator('td.ant-picker-cell-in-view:not(.ant-picker-cell-disabled)').last().click();
    await office.reload();
    await office.getByText('内容齐全，可以提交。').waitFor();
    await office.getByText('1条批评将先告知有关单位负责人').waitFor();
    await pages.look(office, 'desk-compiled');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-compiled');
    await office.setViewportSize(desk);
    const second = await office.context().newPage();
    await second.goto(month);
    await second.getByLabel('本月总体情况').waitFor();
    await office.getByRole('button', { name: '提交汇总' }).click();
    await office.getByRole('tooltip').getByRole('button', { name: '提交', exact: true }).click();
    await office.getByText(/已提交：汇总/).waitFor();
    // Another window with the same draft: what it hands in afterwards doesn't pass for what was handed in.
    await second.getByLabel('本月总体情况').fill('另一窗口的总体情况');
    await second.getByRole('button', { name: '提交汇总' }).click();
    await second.getByRole('tooltip').getByRole('button', { name: '提交', exact: true }).click();
    await second.getByRole('heading', { name: '等待：有关单位说明' }).waitFor();
    expect(await second.getByText(/已提交：汇总/).count()).toBe(0);
    await second.getByText('本月总体平稳，个别单位整改不够及时。').waitFor();
    await second.close();
  });

  it('is heard: only the unit concerned sees the criticism, and answers it', async () => {
    await head1.goto(month);
    await head1.getByRole('heading', { name: '等待：有关单位说明' }).waitFor();
    expect(await head1.getByText('拟批评的事项和说明').count()).toBe(0);
    const seen = await (await head1.request.get(`/api/dispatches/${period}`)).text();
    expect(seen).not.toContain('超期未办结：');
    await head2.setViewportSize(phone);
    await head2.goto('/tasks');
    await head2.getByText(/调度拟对您负责的单位提出批评，.+前可以说明/).waitFor();
    await pages.look(head2, 'phone-tasks-to-answer');
    await head2.getByRole('link', { name: '查看并说明' }).click();
    await head2.getByLabel('您的说明').fill(answer);
    await head2.reload();
    expect(await head2.getByLabel('您的说明').inputValue()).toBe(answer);
    await pages.look(head2, 'phone-criticised');
    await head2.setViewportSize(desk);
    await pages.look(head2, 'desk-criticised');
    await head2.getByRole('button', { name: '提交说明' }).click();
    await head2.getByRole('heading', { name: /等待：钱立新（办公室主任）签发/ }).waitFor();
  });

  it('is signed by the director, who has read the whole text and sent it back once; the office that compiled it only waits', async () => {
    await office.goto(month);
    await office.getByText(/说明：材料已到场，本周内完成。/).waitFor();
    expect(await office.getByRole('button', { name: '签发' }).count()).toBe(0);
    const director = await pages.windowOf('director', desk);
    await director.getByRole('link', { name: /签发/ }).click();
    const paper = director.getByRole('article', { name: /关于.+的通报/ });
    await paper.getByText(/^现将.+通报如下。$/).waitFor();
    await paper.getByText(/^1\.应结案/).waitFor();
    await paper.getByText('建筑业管理科：组织起重机械拆装观摩，三家企业参加。').waitFor();
    await paper.getByText('（一）夜间施工检查力量普遍不足。').waitFor();
    await paper.getByText(`说明：${answer}`).waitFor();
    await paper.getByRole('group', { name: '附件1 各单位情况表' }).getByRole('cell', { name: '建筑业管理科' }).waitFor();
    await paper.getByRole('group', { name: '附件2 超期事项清单' }).getByText(late).waitFor();
    await pages.look(director, 'desk-sign');
    await director.getByRole('button', { name: '签发' }).click();
    await director.getByText('请填写文号').waitFor();
    await director.getByLabel('文号').fill('abc');
    await director.getByRole('button', { name: '签发' }).click();
    await director.getByRole('tooltip').getByRole('button', { name: '签发' }).click();
    await director.getByText('文号由机关代字、〔年份〕和序号组成，例如：青建安办〔2026〕7号。').waitFor();
    await director.getByLabel('文号').fill('');
    await director.getByRole('button', { name: '退回汇总' }).click();
    await director.getByRole('dialog').getByLabel('理由').waitFor();
    await pages.look(director, 'desk-send-back');
    await director.getByRole('dialog').getByLabel('理由').fill('请写明下月的重点');
    await director.getByRole('dialog').getByRole('button', { name: '退回汇总' }).click();
    await director.getByText(/^已退回：/).waitFor();

    await office.goto('/tasks');
    await office.getByRole('link', { name: /汇总/ }).getByText('钱立新退回：请写明下月的重点').waitFor();
    await office.goto(month);
    await office.getByText('请写明下月的重点').waitFor();
    expect(await office.getByRole('radio', { checked: true }).count()).toBe(3);
    expect(await office.getByRole('group', { name: '共性问题1' }).getByLabel('通报中的文字').inputValue()).toBe(
      '夜间施工检查力量普遍不足。',
    );
    await office.getByLabel('本月总体情况').fill('本月总体平稳，下月以深基坑为重点。');
    await pages.look(office, 'desk-compile-again');
    await office.getByRole('button', { name: '提交汇总' }).click();
    await office.getByRole('tooltip').getByRole('button', { name: '提交', exact: true }).click();
    await office.getByText(/已提交：汇总/).waitFor();
    // What the unit said to the same words stands: it is not asked again.
    await head2.goto(month);
    await head2.getByRole('heading', { name: /等待：钱立新（办公室主任）签发/ }).waitFor();
    await head2.getByText(`说明：${answer}`).waitFor();
    await pages.look(head2, 'desk-criticised-signing');

    await director.goto(month);
    await director.getByText('本月总体平稳，下月以深基坑为重点。').waitFor();
    await director.getByLabel('文号').fill('青建安办〔2026〕7号');
    await director.getByRole('button', { name: '签发' }).click();
    await director.getByText('将向全体成员发布通报并锁定本月').waitFor();
    await pages.look(director, 'desk-sign-sure');
    await director.getByRole('tooltip').getByRole('button', { name: '签发' }).click();
    await director.getByText('青建安办〔2026〕7号', { exact: true }).waitFor();
    await director.getByText('已以青建安办〔2026〕7号签发，通报已向全体成员发布，本月已锁定。').waitFor();
    await director.getByRole('button', { name: '阅知' }).waitFor();
  });

  it('is read by the units and by whoever leads, and the office sees who has', async () => {
    await head2.setViewportSize(phone);
    await head2.goto(month);
    await head2.getByText('青建安办〔2026〕7号', { exact: true }).waitFor();
    await head2.getByText('这里只列出您负责或上报的；全部议题由办公室掌握。').waitFor();
    await head2.getByRole('button', { name: '查看月报：工程质量监督站' }).waitFor();
    await pages.look(head2, 'phone-circular');
    await head2.goto('/dispatches');
    await head2.getByText(/^\d{4}年\d+月调度将于.+自动开启/).waitFor();
    await head2.getByRole('link', { name: /^查看月报：工程质量监督站/ }).click();
    await head2.getByText(/月报/).first().waitFor();
    await head2.goto('/tasks');
    await head2.getByText(/调度通报已发布，请阅知。/).waitFor();
    await pages.look(head2, 'phone-tasks-circular-to-note');
    await head2.getByRole('link', { name: '查看通报' }).click();
    await head2.getByRole('button', { name: '阅知' }).click();
    await head2.getByText(/您已于.+阅知/).waitFor();
    await head2.getByRole('link', { name: '待办' }).click();
    await head2.getByRole('heading', { name: /^吴静怡，/ }).waitFor();
    await head2.getByText(/调度通报已发布/).waitFor({ state: 'detached' });
    for (const [username, size] of [
      ['deputy1', phone],
      ['first', desk],
    ] as const) {
      const leader = await pages.windowOf(username, size, month);
      await leader.getByText('青建安办〔2026〕7号', { exact: true }).waitFor();
      await leader.getByRole('button', { name: '阅知' }).click();
      await leader.getByText(/您已于.+阅知/).waitFor();
    }
    await office.goto(month);
    const read = office.getByRole('region', { name: /^已阅知\(3\/\d+\)$/ });
    for (const name of ['吴静怡', '李明远', '王海平']) await read.getByRole('listitem').filter({ hasText: name }).waitFor();
    await read.getByText(/^尚未阅知\(\d+\)：.*钱立新/).waitFor();
    await pages.look(office, 'desk-circular');
    for (const form of ['电子表格', '文字文档', 'PDF', '数据文件']) {
      const href = (await office.getByRole('link', { name: form }).getAttribute('href')) ?? '';
      expect((await office.request.get(href)).status(), form).toBe(200);
    }
    await office.getByRole('link', { name: '月调度' }).click();
    await office.getByText('已签发').waitFor();
    expect(await office.getByRole('button', { name: '开启本月调度' }).count()).toBe(0);
  });

  it('is counted in the statistics of its quarter, which the office issues', async () => {
    const term = `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`;
    await pages.inLedger((ledger) => watchStatistics(ledger, plusMs(instantFromMs(Date.now()), 92 * 86_400_000)));
    await office.goto('/dispatches');
    await office.getByRole('link', { name: /季度统计/ }).click();
    await office.getByRole('heading', { name: '现在要做的：上报统计' }).waitFor();
    expect(new URL(office.url()).pathname).toBe(`/statistics/${term}`);
    await office.getByRole('heading', { name: '统计数字（按目前已调度的月份）' }).waitFor();
    await office.getByText(/没有调度的月份：/).waitFor();
    await pages.look(office, 'desk-statistics-owed');
    await office.getByRole('button', { name: '上报统计' }).click();
    await office.getByText('数字固定，不能撤回').waitFor();
    await office.getByRole('tooltip').getByRole('button', { name: '上报统计' }).click();
    await office.getByText(/孙晓上报统计，数字已固定/).waitFor();
    expect(await office.getByRole('button', { name: '上报统计' }).count()).toBe(0);
    await pages.look(office, 'desk-statistics-issued');
    await head2.goto(`/statistics/${term}`);
    await head2.getByText(/孙晓上报统计，数字已固定/).waitFor();
    await pages.look(head2, 'phone-statistics');
  });

  it('leaves no page complaining', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});
