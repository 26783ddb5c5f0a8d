import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { addDays, dateIn, instantFromMs, localDateOf, plusMs, yearOf } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../../ledger/register.ts';
import { transact } from '../../ledger/transact.ts';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { exampleBureau, examplePassword } from '../../stack/example-bureau.ts';
import { desk, phone, signsIn } from '../support/a-browser.ts';
import { facts } from '../support/given.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

const now = () => instantFromMs(Date.now());
const year = yearOf(dateIn(now()));
const day = 86_400_000;

async function reports(ledger: Ledger, title: string, at: Instant, zone = 'z2'): Promise<string> {
  const caseId = randomUUID();
  await transact(ledger, hazardDecider, {
    caseId,
    commandId: 'report',
    actor: { person: 'inspector' },
    at,
    command: (number): HazardCommand => ({ type: 'ReportHazard', by: 'inspector', number, zone, facts: facts({ title }) }),
  });
  return caseId;
}

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    const bureau = exampleBureau(Date.now());
    // 周文博 has no mailbox.
    const people = bureau.people.map((each) => (each.id === 'head1' ? { ...each, email: null, phone: null } : each));
    await putOrganisation(ledger.pool, { ...bureau, people }, { by: 'test', at: now() });
    await putAccount(ledger, { username: '审计员', password: examplePassword, person: null, role: 'auditor' });
    await putAccount(ledger, { username: '管理员', password: examplePassword, person: null, role: 'administrator' });
    await reports(ledger, '3号楼脚手架连墙件缺失', now(), 'z1');
    // By the real limits, so that deadlines lie days ahead and a year's days off move them.
    const { version: _, ...policy } = defaultPolicy;
    const quarter = { ...policy.ladders['hazard.rectify.general'], limit: { workdays: 60 } };
    const ladders = { ...policy.ladders, 'hazard.rectify.general': quarter };
    await putPolicy(ledger.pool, { ...policy, name: '第四季度时限规则', ladders }, { by: 'test', at: now() });
    await reports(ledger, '基坑临边防护缺失', plusMs(now(), -40 * day));
    await reports(ledger, '配电箱未上锁', plusMs(now(), -day));
  });
});
afterAll(() => pages?.close());

const data = ['office', 'head1', 'example.com', 'safety-grid', 'mail', 'NO_ADDRESS', 'localhost', 'AQ'];
const look = (page: Page, name: string) => pages.look(page, name, data);
const inEnglish = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: '中文' }).waitFor();
  await page.screenshot({ path: join(tmpdir(), 'safety-grid-pages', `${name}-en.png`), fullPage: true });
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow, `${name} in English scrolls sideways`).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: 'English' }).waitFor();
};
const onPhone = async (page: Page, name: string, more: readonly string[] = []) => {
  await page.setViewportSize(phone);
  await pages.look(page, `phone-${name}`, [...more, ...data]);
  await inEnglish(page, `phone-${name}`);
  await page.setViewportSize(desk);
};
const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByTitle(option, { exact: true }).click();
};

describe('the menu', () => {
  it('gathers what the reader may open, and the menu of the bar stays in one line in both languages', async () => {
    const office = await pages.windowOf('office', desk, '/office');
    const bar = office.getByRole('banner');
    await bar.getByRole('link', { name: '办公室' }).waitFor();
    expect(await bar.getByRole('link', { name: '审计' }).count()).toBe(0);
    const menu = office.getByRole('navigation', { name: '办公室菜单' });
    await menu.waitFor();
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(['日历', '时限规则', '通知', '账户', '审计', '系统状态']);
    await look(office, 'desk-office');
    const tops = async () => {
      const boxes = await Promise.all((await bar.getByRole('navigation').getByRole('link').all()).map((link) => link.boundingBox()));
      return [...new Set(boxes.map((box) => Math.round(box?.y ?? 0)))];
    };
    expect((await bar.boundingBox())?.height).toBeLessThan(70);
    expect(await tops()).toHaveLength(1);
    await office.getByRole('button', { name: 'English' }).click();
    await office.getByRole('link', { name: 'Office', exact: true }).waitFor();
    expect(await tops()).toHaveLength(1);
    await office.screenshot({ path: join(tmpdir(), 'safety-grid-pages', 'desk-office-en.png') });
    await office.getByRole('button', { name: '中文' }).click();
    await onPhone(office, 'office');
    await menu.getByRole('link', { name: '账户' }).click();
    await office.waitForURL('**/accounts');
    await office.getByText(/共\d+个账户/).waitFor();
    await office.screenshot({ path: join(tmpdir(), 'safety-grid-pages', 'desk-office-accounts.png') });
    await menu.getByRole('link', { name: '审计' }).click();
    await office.waitForURL('**/audit');
    await office.getByRole('heading', { name: '每日存证' }).waitFor();
    expect(await bar.getByRole('link', { name: '办公室' }).getAttribute('class')).toBe('active');
  });

  it('shows an administrator and an auditor theirs, on a phone as a list', async () => {
    const administrator = await pages.opens('管理员', phone, '/sign-in?to=%2Foffice');
    await signsIn(administrator, '管理员', examplePassword);
    await administrator.getByRole('heading', { name: '管理', exact: true }).waitFor();
    await look(administrator, 'phone-administration');
    await administrator.getByRole('combobox', { name: '办公室菜单' }).click();
    expect(await administrator.locator('.ant-select-item-option').allInnerTexts()).toEqual(['日历', '时限规则', '账户', '系统状态']);
    await administrator.getByTitle('系统状态').click();
    await administrator.getByRole('heading', { name: '系统状态' }).waitFor();
    await administrator.goto('/office/notices');
    await administrator.getByText('通知供本局人员和审计人员查看').waitFor();
    const auditor = await pages.windowOf('审计员', desk, '/office/policies');
    await auditor.getByText('第四季度时限规则').first().waitFor();
    expect(await auditor.getByRole('link', { name: '以此版修改' }).count()).toBe(0);
    await auditor.goto('/office/policies/draft');
    await auditor.getByText('您目前的岗位无权使用此页。').waitFor();
  });
});

describe('the calendar', () => {
  it('shows the year with its marks, says that the next one is provisional, and publishes it after a preview', async () => {
    const office = await pages.windowOf('office', desk, `/office/calendar/${year}`);
    await office.getByText(`${year + 1}年放假安排尚未录入`).waitFor();
    await look(office, 'desk-calendar');
    await inEnglish(office, 'desk-calendar');
    await onPhone(office, 'calendar');
    await office.getByRole('link', { name: `查看${year + 1}年` }).click();
    await office.getByText(`${year + 1}年工作日历`).waitFor();
    await office.getByRole('button', { name: '录入或修改放假安排' }).click();
    const day1 = localDateOf(`${year + 1}-01-01`);
    const isWeekendIn = (on: string) => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
    // A weekday just before the statutory days, on which it is worked today.
    const wrong = [3, 4, 5, 6, 7].map((n) => addDays(day1, n)).find((on) => !isWeekendIn(on)) ?? day1;
    await office.getByLabel('国务院办公厅通知原文，或每行一个日期').fill(`${wrong} 班`);
    await office.getByRole('button', { name: '读入' }).click();
    await office.getByText('读到休息日0天、调休上班1天').waitFor();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText('请写明通知的文号或网址').waitFor();
    await office.getByText(`调休上班日应为周六或周日，${wrong}不是`).waitFor();
    await look(office, 'desk-calendar-faults');

    const statutory = ((await (await office.request.get(`/api/calendar/${year + 1}`)).json()) as { daysOff: string[] }).daysOff;
    const more = [2, 3, 4, 5, 6].map((n) => addDays(day1, n));
    const text = [...statutory, ...more].map((on) => `${on} 休`).join('\n');
    await office.getByLabel('国务院办公厅通知原文，或每行一个日期').fill(text);
    await office.getByRole('button', { name: '读入' }).click();
    await office.getByLabel('通知的文号和日期，或网址').fill('示例发〔2026〕1号');
    await office.reload();
    expect(await office.getByLabel('通知的文号和日期，或网址').inputValue()).toBe('示例发〔2026〕1号');
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText(/项期限变动/).waitFor();
    await office.getByRole('cell', { name: /配电箱未上锁/ }).waitFor();
    await look(office, 'desk-calendar-preview');
    await inEnglish(office, 'desk-calendar-preview');
    await onPhone(office, 'calendar-preview');
    await office.getByRole('button', { name: `公布${year + 1}年安排` }).click();
    await office.getByText('已公布').waitFor();
    await office.getByText(/在办事项已更新.+期限变动[1-9]项/).waitFor();
    await look(office, 'desk-calendar-published');
  });

  it('is read by everybody and written by the office', async () => {
    const head = await pages.windowOf('head2', phone, '/office/calendar');
    await head.getByText(`${year}年工作日历`).waitFor();
    expect(await head.getByRole('button', { name: '录入或修改放假安排' }).count()).toBe(0);
  });
});

describe('the limits', () => {
  it('are drafted with faults on their lines and a ladder on the real calendar, rehearsed, saved and adopted', async () => {
    const office = await pages.windowOf('office', desk, '/office/policies');
    await office.getByRole('heading', { name: '第2版：第四季度时限规则' }).waitFor();
    await look(office, 'desk-policies');
    await inEnglish(office, 'desk-policies');
    await onPhone(office, 'policies');
    await office.getByRole('row', { name: /第2版/ }).getByRole('link', { name: '以此版修改' }).click();
    await office.getByText(/期限（60个工作日）/).waitFor();
    await office.getByLabel('名称').fill('第一季度时限规则');
    await office.getByLabel('时限', { exact: true }).fill('0');
    await office.getByText('时限必须大于零').last().waitFor();
    const fourth = office.getByRole('group', { name: '第4条' });
    await fourth.getByRole('combobox', { name: '通知谁' }).press('Backspace');
    await fourth.getByText('升级必须通知至少一个岗位').waitFor();
    await office.getByText('草案有2处需要改正').waitFor();
    await office.getByText('草案有误，以下是改正前的样子。').waitFor();
    expect(await office.getByRole('button', { name: '保存为新版本' }).isDisabled()).toBe(true);
    await look(office, 'desk-policy-faults');
    await office.getByRole('button', { name: 'English' }).click();
    await office.getByText('the limit must be more than zero').last().waitFor();
    await office.getByRole('button', { name: '中文' }).click();
    await inEnglish(office, 'desk-policy-faults');
    await office.getByText('升级必须通知至少一个岗位').first().waitFor();

    await office.getByLabel('时限', { exact: true }).fill('10');
    await fourth.getByRole('combobox', { name: '通知谁' }).click();
    await office.getByTitle('分管责任人').last().click();
    await office.getByText(/期限（10个工作日）/).waitFor();
    await office.getByText('草案有2处需要改正').waitFor({ state: 'detached' });
    await office.reload();
    await office.getByText(/期限（10个工作日）/).waitFor();
    await look(office, 'desk-policy-draft');
    await onPhone(office, 'policy-draft');

    await choose(office, '用哪段时间的事项', '近3个月');
    await office.getByRole('button', { name: '开始预演' }).click();
    await office.getByRole('heading', { name: '按草案才超期的（1）' }).waitFor();
    await office.getByRole('link', { name: '基坑临边防护缺失' }).waitFor();
    await office.locator('.chart-place svg').waitFor();
    await office.getByText('查看数据表').click();
    await office.getByRole('row', { name: /分管责任人/ }).waitFor();
    await look(office, 'desk-rehearsal');
    await inEnglish(office, 'desk-rehearsal');
    await onPhone(office, 'rehearsal');

    await office.getByRole('button', { name: '保存为新版本' }).click();
    await office.getByText('已保存为第3版。').waitFor();
    await office.getByRole('heading', { name: '第3版：第一季度时限规则' }).waitFor();
    await office.getByRole('button', { name: '预览影响' }).click();
    await office.getByText(/改按本版的[1-9]项/).waitFor();
    // What lay ahead never falls behind by an adoption, so nobody is told at once.
    await office.getByText('启用后没有事项因此立即升级。').waitFor();
    await office.getByRole('cell', { name: /基坑临边防护缺失/ }).waitFor();
    await look(office, 'desk-adoption');
    await onPhone(office, 'adoption');
    await office.getByRole('button', { name: '启用', exact: true }).click();
    await office.getByText(/孙晓启用；范围：全部在办事项。/).waitFor();
    await office.getByText(/在办事项已更新.+处理[1-9]项/).waitFor();
    await look(office, 'desk-adopted');
  });
});

describe('a make-up workday', () => {
  it('is marked on the ladder of a draft, where something happens and where it only counts', async () => {
    const office = await pages.windowOf('office', desk, '/office/policies');
    await office.getByRole('row', { name: /第2版/ }).getByRole('link', { name: '以此版修改' }).click();
    const openedAt = office.locator('#opened-at');
    await openedAt.fill('2026-09-29 09:10');
    await openedAt.press('Enter');
    const ladder = office.getByRole('region', { name: '示例：如果一直没有人办理' });
    await ladder.getByText(/10月10日\(周六\)调休上班，计工作日/).waitFor();
    await ladder.getByText(/10月1日\(周四\)至.*10月7日\(周三\)放假，不计工作日/).waitFor();
    await office.getByLabel('时限', { exact: true }).fill('4');
    await ladder
      .getByText(/10月10日\(周六，调休上班\)17:30/)
      .first()
      .waitFor();
    expect(await ladder.getByText('调休上班，计工作日').count()).toBe(0);
    await look(office, 'desk-policy-makeup');
    await office.getByRole('button', { name: 'English' }).click();
    await office
      .getByText(/Sat 10 Oct( 2026)? \(make-up workday\), 17:30/)
      .first()
      .waitFor();
    await look(office, 'desk-policy-makeup-en');
    await office.getByRole('button', { name: '中文' }).click();
  });

  it('is marked where something is due on it, and on the ladder of the case', async () => {
    const office = await pages.windowOf('office', desk, '/ledger');
    await office.route('**/api/hazards/*', async (route) => {
      const response = await route.fetch();
      const hazard = (await response.json()) as { owes: object; next: object; ladder: object[] };
      const json = {
        ...hazard,
        owes: { ...hazard.owes, since: '2026-09-29T01:10:00Z', dueAt: '2026-10-10T09:30:00Z', dueOnMakeupWorkday: true },
        makeupWorkdays: ['2026-09-20', '2026-10-10'],
      };
      await route.fulfill({ response, json });
    });
    await office.getByRole('link', { name: '基坑临边防护缺失' }).first().click();
    const ladder = office.getByRole('region', { name: '时限与升级' });
    await ladder
      .getByText(/10月10日\(周六，调休上班\)17:30/)
      .first()
      .waitFor();
    await ladder.getByText(/9月20日\(周日\)调休上班，计工作日/).waitFor();
    await office
      .locator('main')
      .getByText(/10月10日\(周六，调休上班\)17:30前/)
      .first()
      .waitFor();
    // A rung by which nobody was told is no reminder of anybody.
    expect(await ladder.getByText('提醒：，').count()).toBe(0);
    await look(office, 'desk-hazard-makeup');
  });
});

describe('the notices', () => {
  it('show what failed with the answer of the server, are narrowed by the address, and sent again', async () => {
    const office = await pages.windowOf('office', desk, '/office/notices');
    await office.getByRole('combobox', { name: '类别' }).click();
    await office.keyboard.type('催办');
    await office.keyboard.press('Enter');
    await office.waitForURL('**/office/notices?kind=chase');
    await office.getByText('没有符合条件的通知。').waitFor();
    await office.getByRole('button', { name: '清空条件' }).click();
    await office.getByRole('checkbox', { name: '只看未读的' }).click();
    await office.waitForURL('**/office/notices?unread=true');
    await office.goto('/office/notices');
    await until(async () => (await (await office.request.get('/api/notices?status=failed')).text()).includes('NO_ADDRESS'));
    await office.reload();
    await choose(office, '结果', '发送失败');
    await office.waitForURL('**/office/notices?status=failed');
    await choose(office, '收件人', '周文博');
    await office.waitForURL('**/office/notices?status=failed&to=head1');
    const row = office.getByRole('row', { name: /周文博.+3号楼脚手架连墙件缺失/ }).first();
    await row.getByText('✕ 发送失败（邮件）').waitFor();
    await row.getByText(/^请电话联系周文博，核对并更正其联系方式，再点“补发”。/).waitFor();
    await row.getByRole('link', { name: '打开人员页面' }).waitFor();
    await row.getByText('没有登记联系方式').waitFor();
    await row.getByText('服务器答复原文').click();
    await row.getByText('NO_ADDRESS').waitFor();
    const ids = await row.locator('dd').allInnerTexts();
    await pages.look(office, 'desk-notices-failed', [...ids, ...data]);
    await inEnglish(office, 'desk-notices-failed');
    await onPhone(office, 'notices-failed', ids);
    await row.getByRole('button', { name: '补发' }).click();
    await office.getByRole('tooltip').getByRole('button', { name: '补发' }).click();
    await until(async () => {
      const { items } = (await (await office.request.get('/api/notices?to=head1')).json()) as { items: { earlier: unknown[] }[] };
      return items.some(({ earlier }) => earlier.length > 0);
    });
    await office.getByRole('button', { name: '清空条件' }).click();
    await look(office, 'desk-notices');
  });

  it('are one’s own for whoever does not read all, found under the name', async () => {
    const head = await pages.windowOf('head2', phone);
    await head.getByRole('button', { name: /吴静怡/ }).click();
    await head.getByRole('link', { name: '通知', exact: true }).click();
    await head.getByText('发给您本人的通知。').waitFor();
    await head.getByRole('link', { name: '基坑临边防护缺失' }).first().waitFor();
    expect(await head.getByText('3号楼脚手架连墙件缺失').count()).toBe(0);
    expect(await head.getByRole('combobox', { name: '收件人' }).count()).toBe(0);
    await look(head, 'phone-notices-own');
  });
});

describe('the state of the system', () => {
  it('says of each part when it was seen, what runs next, and of what is ill what it means and what to do', async () => {
    const office = await pages.windowOf('office', desk, '/office/engine');
    await office.getByRole('heading', { name: '系统状态' }).waitFor();
    await office.getByText('每分钟检查到期事项和通知').waitFor();
    await office.getByText(/下次/).first().waitFor();
    await office.getByText(/：在办\d+项，计时\d+项/).waitFor({ timeout: 90_000 });
    await look(office, 'desk-engine');
    await inEnglish(office, 'desk-engine');
    await onPhone(office, 'engine');
    // The bell gives a sign each minute, perhaps just now.
    await until(async () => {
      await pages.inLedger(async ({ pool }) => {
        await pool.query(`update engine_sign set seen_at = now() - interval '18 minutes' where part = 'bell'`);
      });
      await office.reload();
      await office.getByText('每分钟检查到期事项和通知').waitFor();
      return (await office.getByText(/每分钟检查自.+起没有应答/).count()) > 0;
    });
    await office.getByText(/漏掉的提醒不会被补查；办理和正常的提醒不受影响。/).waitFor();
    await look(office, 'desk-engine-ill');
  });

  it('counts the notices that failed about what is still owed, and opens just these', async () => {
    const office = await pages.windowOf('office', desk, '/office/engine');
    // The first of them is about what nobody owes any more.
    await pages.inLedger(async ({ pool }) => {
      await pool.query(`update notice set status = 'failed' where case_id is not null and status <> 'queued'`);
      await pool.query(
        `update notice set facts = facts || '{"obligation": 99}' where id = (select min(id) from notice where status = 'failed')`,
      );
    });
    await office.reload();
    const failed = office.locator('.facts div', { hasText: '发送失败的通知' }).locator('dd');
    const count = Number((await failed.innerText()).match(/\d+/)?.[0]);
    expect(count).toBeGreaterThan(0);
    await office.getByRole('link', { name: '查看发送失败的通知' }).click();
    await office.getByText(`共${count}条`, { exact: true }).waitFor();
    expect(await office.getByRole('checkbox', { name: '只看仍待办理的' }).isChecked()).toBe(true);
    expect(await office.locator('tbody tr').count()).toBe(count);
    await office.getByRole('checkbox', { name: '只看仍待办理的' }).click();
    await office.waitForURL('**/office/notices?status=failed');
    await office
      .getByText(/^共\d+条$/)
      .filter({ hasNotText: `共${count}条` })
      .waitFor();
  });

  it('is read by the office, auditors and administrators', async () => {
    const first = await pages.windowOf('first', desk, '/office/engine');
    await first.getByText('系统状态供领导小组办公室、审计人员和管理员查看。').waitFor();
    expect(pages.complaints).toEqual([]);
    expect(pages.strangers).toEqual([]);
  });
});
