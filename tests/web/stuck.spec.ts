import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(async (ledger) => {
    await lookAtSeats(ledger, instantFromMs(Date.now()));
  });
});
afterAll(() => pages?.close());

const reports = async (page: Page, zone: string, title: string) => {
  const data = { zone, title, description: `${title}，详见照片` };
  expect((await page.request.post('/api/hazards', { data })).status()).toBe(201);
};
type People = { items: { id: string; absences: { from: string }[] }[] };
type Board = { counts: Record<string, number> };
const counts = async (page: Page) => ((await (await page.request.get('/api/stuck')).json()) as Board).counts;
const row = (page: Page, title: string) => page.locator('.board tr').filter({ has: page.getByRole('link', { name: title }) });

const done = (page: Page) => page.locator('.board-done');

const cellsThatRunOver = (page: Page) =>
  page
    .locator('.board td')
    .evaluateAll((cells) =>
      cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent),
    );

describe('the stuck board', () => {
  it('counts by reason, says why, what comes next and what helps, and lets go of what was unblocked', async () => {
    const inspector = await pages.windowOf('inspector', desk, '/report');
    for (const [zone, title] of [
      ['z1', '临边防护缺失'],
      ['z2', '配电箱未上锁'],
      ['z4', '模板支撑间距过大'],
    ] as const)
      await reports(inspector, zone, title);
    const office = await pages.windowOf('office', desk, '/stuck');
    await until(async () => (await counts(office))['topOfLadder'] === 3);
    await office.reload();
    await office.getByRole('button', { name: '超期未动 3' }).waitFor();
    await office.getByRole('button', { name: '无人负责 1' }).waitFor();
    await row(office, '临边防护缺失').getByText('等待周文博提交整改结果，今天已超期，已升级到顶').waitFor();
    // Whoever acts for somebody is named with him.
    await row(office, '模板支撑间距过大').getByText('代理冯立群').waitFor();
    await office.getByText('一项可以有几种原因，各项之和可能大于全部。').waitFor();
    await pages.look(office, 'desk-stuck-board');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-stuck-board');
    await office.setViewportSize(desk);
    await office.getByRole('button', { name: 'English' }).click();
    await row(office, '临边防护缺失').getByText('Waiting for the result of the repair by 周文博').waitFor();
    expect(await cellsThatRunOver(office)).toEqual([]);
    await pages.look(office, 'desk-stuck-board-in-english');
    await office.getByRole('button', { name: '中文' }).click();

    // What nobody will move any more stands in front, however it is grouped.
    const groups = () => office.locator('.board .board-group').allTextContents();
    expect((await office.locator('.board td:nth-child(3) a').allTextContents())[3]).toBe('村镇自建房责任区具体责任人空缺');
    await office.getByText('按原因', { exact: true }).click();
    await until(async () => JSON.stringify(await groups()) === JSON.stringify(['到顶(3)', '无人负责(1)', '期限暂定(1)']));
    await office.getByText('按超期长短').click();
    await office.getByRole('rowheader', { name: '今天超期(3)' }).waitFor();
    const late = (await (await office.request.get('/api/stuck?order=lateness')).json()) as { items: { title: string }[] };
    await until(async () => {
      const titles = await office.locator('.board td:nth-child(3) a').allTextContents();
      return JSON.stringify(titles) === JSON.stringify(late.items.map(({ title }) => title));
    });
    // What is stuck and not late says since when, and apart from that until when.
    await row(office, '村镇自建房责任区具体责任人空缺')
      .getByText(/^卡住：.+起$/)
      .waitFor();
    await row(office, '村镇自建房责任区具体责任人空缺')
      .getByText(/^期限：.+，还剩\d+个工作日$/)
      .waitFor();
    await row(office, '临边防护缺失')
      .getByText(/^期限：/)
      .waitFor();
    await office.getByRole('button', { name: '无人负责 1' }).click();
    expect(new URL(office.url()).search).toBe('?kind=vacantSeat&by=band');
    await office.reload();
    await office.getByRole('radio', { name: '按超期长短', checked: true }).waitFor({ state: 'attached' });
    const vacancy = row(office, '村镇自建房责任区具体责任人空缺');
    await vacancy.getByText(/村镇自建房责任区自.+起没有具体责任人，新的待办暂由办公室接收。请任命责任人。/).waitFor();
    await vacancy.getByRole('button', { name: '任命责任人' }).click();
    const drawer = office.getByRole('dialog');
    await drawer.getByLabel('人员').click();
    await office.keyboard.type('冯立');
    await office
      .locator('.person-choice')
      .getByText(/^请假至/)
      .waitFor();
    await office
      .locator('.person-choice')
      .getByText(/城北房建责任区具体责任人/)
      .waitFor();
    await pages.look(office, 'desk-stuck-appoint-whom', ['head4']);
    await office.keyboard.press('Control+a');
    await office.keyboard.type('郑浩');
    await office.keyboard.press('Enter');
    await drawer.getByLabel('依据或原因').fill('青建任〔2026〕21号');
    await drawer.getByRole('button', { name: '预览影响' }).click();
    await drawer.getByText('村镇自建房责任区具体责任人：空缺 → 郑浩然，该岗位目前无待办').waitFor();
    await drawer.getByText('将通知：郑浩然（1条）').waitFor();
    await pages.look(office, 'desk-stuck-appoint');
    await drawer.getByRole('button', { name: '确认保存' }).click();
    await done(office).getByText('已任命郑浩然担任村镇自建房责任区具体责任人。').waitFor();
    await done(office).getByText('将通知郑浩然。').waitFor();
    await pages.look(office, 'desk-stuck-appointed');
    await office.getByText('没有这类卡住的事项。').waitFor();
    expect(await office.getByRole('checkbox', { name: '选择本页全部' }).count()).toBe(0);
    await office.getByRole('button', { name: '外出无代理 0' }).click();
    await office.getByText('没有这类卡住的事项。').waitFor();
    expect(await office.locator('.board').count()).toBe(0);
    await office.getByRole('button', { name: '到顶 3' }).click();
    expect(await done(office).textContent()).toBe('');

    await row(office, '配电箱未上锁').getByRole('button', { name: '详情' }).click();
    await drawer.getByRole('heading', { name: '通知送达情况' }).waitFor();
    await drawer
      .getByText(/升级，发给赵慧芳：已发邮件 \d\d:\d\d，未读$/)
      .first()
      .waitFor();
    const engine = drawer.getByRole('link', { name: '在计时服务的页面中查看（英文）' });
    expect(await engine.isVisible()).toBe(false);
    await drawer.getByText('技术信息（供系统管理员）').click();
    await drawer.getByText('请只查看，不要点按任何按钮。').waitFor();
    expect(await engine.getAttribute('href')).toMatch(/\/namespaces\/default\/workflows\/hazard%2F[0-9a-f-]{36}$/);
    await pages.look(office, 'desk-stuck-details');
    await office.keyboard.press('Escape');
  });

  it('says what was done where the reader looks, until the next act', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    await row(office, '配电箱未上锁').getByRole('button', { name: '催办' }).click();
    const drawer = office.getByRole('dialog');
    await drawer.getByLabel('催办内容（可不填）').or(drawer.getByRole('textbox')).first().fill('请今天下班前回复');
    await drawer.getByRole('button', { name: '催办' }).click();
    await done(office)
      .getByText(/^已催办“配电箱未上锁”（.+），已向吴静怡发出通知。$/)
      .waitFor();
    const box = await done(office).boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= desk.height).toBe(true);
    // The row remembers it, and the place of the button is not taken by another.
    await row(office, '配电箱未上锁')
      .getByText(/孙晓已催办$/)
      .waitFor();
    expect(await row(office, '配电箱未上锁').getByRole('button', { name: '催办' }).isDisabled()).toBe(true);
    await row(office, '配电箱未上锁')
      .getByText(/^一小时内已催办，可于\d\d:\d\d后再催办$/)
      .waitFor();
    await pages.look(office, 'desk-stuck-chased');
    await row(office, '临边防护缺失').getByRole('button', { name: '详情' }).click();
    expect(await done(office).textContent()).toBe('');
    await office.keyboard.press('Escape');

    await row(office, '临边防护缺失').getByRole('button', { name: '更多操作' }).click();
    await office.getByRole('menuitem', { name: '已联系' }).click();
    await drawer.getByRole('button', { name: '已联系' }).click();
    await row(office, '临边防护缺失')
      .getByText(/已联系到办理人$/)
      .waitFor();
  });

  it('says why none of those selected can be pressed for, and does not call done what failed', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    await row(office, '配电箱未上锁').getByRole('checkbox').check();
    await office.getByRole('button', { name: '催办所选(0/1)' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByText('所选事项目前都不能催办：').waitFor();
    await dialog.getByText(/配电箱未上锁（.+）：一小时内您已催办过/).waitFor();
    expect(await dialog.getByText('0条').count()).toBe(0);
    expect(await dialog.getByRole('button', { name: '催办' }).isDisabled()).toBe(true);
    await office.keyboard.press('Escape');
    await row(office, '配电箱未上锁').getByRole('checkbox').uncheck();

    await row(office, '模板支撑间距过大').getByRole('checkbox').check();
    const refusal = { code: 'CHASED_LATELY', message: { zh: '一小时内您已催办过。', en: 'You pressed for it within the hour.' } };
    await office.route('**/api/cases/*/commands', (route) => route.fulfill({ status: 409, json: refusal }));
    await office.getByRole('button', { name: '催办所选(1/1)' }).click();
    await dialog.getByRole('button', { name: '催办' }).click();
    await done(office)
      .getByText(/^1条未能催办：/)
      .waitFor();
    expect(await done(office).textContent()).not.toContain('已催办0条');
    await office.context().close();
  });

  it('chases many at once after one confirmation that names who hears of it, who is left out and why, and who is away', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const away = { type: 'RecordAbsence', person: 'head1', from: today, until: today, acting: null };
    expect((await office.request.post('/api/organisation/commands', { data: away })).status()).toBe(200);
    await office.reload();
    await office.getByRole('button', { name: '到顶 3' }).click();
    await until(async () => (await office.locator('.board tbody tr:not(.board-group)').count()) === 3);
    await office.getByLabel('选择本页全部').check();
    await office.getByRole('button', { name: '催办所选(2/3)' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByText('将发出约4条通知，发给：').waitFor();
    await dialog.getByText(/^(?=.*周文博)(?=.*孙晓)(?=.*陈晓岚)(?=.*冯立群（抄送）)/).waitFor();
    await dialog.getByText(/配电箱未上锁（.+）：一小时内您已催办过/).waitFor();
    await dialog.getByText(/注意：周文博请假至.+，没有代理人/).waitFor();
    await dialog.getByRole('textbox').fill('请今天回复办公室');
    await pages.look(office, 'desk-stuck-chase-many');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-stuck-chase-many');
    await office.setViewportSize(desk);
    await dialog.getByRole('button', { name: '催办' }).click();
    await done(office)
      .getByText(/^已催办2条，已向.+发出通知/)
      .waitFor();
    const { items } = (await (await office.request.get('/api/notices?to=head1')).json()) as {
      items: { kind: string; case: { id: string } }[];
    };
    expect(items[0]?.kind).toBe('chase');
    expect(await (await office.request.get(`/api/cases/${items[0]?.case.id}`)).text()).toContain('请今天回复办公室');
    await office.getByText('按责任区').click();
    expect(await done(office).textContent()).toBe('');
    const { absences } = ((await (await office.request.get('/api/organisation/people')).json()) as People).items.find(
      ({ id }) => id === 'head1',
    ) ?? { absences: [] };
    const back = { type: 'EndAbsence', person: 'head1', from: absences[0]?.from };
    expect((await office.request.post('/api/organisation/commands', { data: back })).status()).toBe(200);
  });

  it('does not move a row under the pointer: what changed is shown on demand', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    const first = row(office, '临边防护缺失');
    await first.waitFor();
    await first.hover();
    const head = await pages.windowOf('head1', desk);
    const { owed } = (await (await head.request.get('/api/tasks')).json()) as { owed: { id: string; title: string }[] };
    const mine = owed.find(({ title }) => title === '临边防护缺失');
    const data = { type: 'RectifyHazard', measures: '已补装', withoutPhoto: '涉密部位，不得拍照' };
    expect((await head.request.post(`/api/hazards/${mine?.id}/commands`, { data })).status()).toBe(200);
    // The page asks every thirty seconds, and when its window is looked at again.
    await office.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await office.getByRole('button', { name: '有1条更新，点击显示' }).waitFor({ timeout: 45_000 });
    expect(await first.count()).toBe(1);
    // By the keyboard: a pointer that leaves the rows lets them change by itself.
    await office.getByRole('button', { name: '有1条更新，点击显示' }).press('Enter');
    await first.waitFor({ state: 'detached' });
  });

  it('is shown to a deputy for his zones, and to nobody who has no part in it', async () => {
    const deputy = await pages.windowOf('deputy2', phone, '/stuck');
    await deputy.getByRole('link', { name: '配电箱未上锁' }).waitFor();
    expect(await deputy.getByRole('link', { name: '临边防护缺失' }).count()).toBe(0);
    const head = await pages.windowOf('head2', desk, '/stuck');
    await head.getByText(/卡点供领导小组办公室/).waitFor();
  });

  it('hands on many at once to one zone, with one reason, and says how many', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    for (const title of ['配电箱未上锁', '模板支撑间距过大']) await row(office, title).getByRole('checkbox').check();
    await office.getByRole('button', { name: '改派所选(2/2)' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('button', { name: '改派' }).click();
    await dialog.getByText('请选择责任区').waitFor();
    await dialog.getByLabel('责任区').click();
    await office.keyboard.type('城南');
    await office.keyboard.press('Enter');
    await dialog.getByLabel('理由').fill('两处工地已由同一项目部接手');
    await pages.look(office, 'desk-stuck-reassign-many');
    await dialog.getByRole('button', { name: '改派' }).click();
    await done(office).getByText('已改派2条，交由城南房建责任区。').waitFor();
    const { items } = (await (await office.request.get('/api/hazards')).json()) as { items: { title: string; zone: { code: string } }[] };
    expect(
      items
        .filter(({ zone }) => zone.code === 'z3')
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['模板支撑间距过大', '配电箱未上锁'].sort());
  });

  it('says the title of a hazard once, with each of its steps that is stuck', async () => {
    const head = await pages.windowOf('head3', desk);
    const { owed } = (await (await head.request.get('/api/tasks')).json()) as { owed: { id: string; title: string }[] };
    const mine = owed.find(({ title }) => title === '配电箱未上锁');
    const review = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const data = { type: 'RequestSuspension', review, reason: '拆迁未完成，暂不能进场' };
    expect((await head.request.post(`/api/hazards/${mine?.id}/commands`, { data })).status()).toBe(200);
    const office = await pages.windowOf('office', desk, '/stuck');
    await until(async () => (await counts(office))['overdue'] === 3);
    await office.reload();
    await office.getByText('按责任区').click();
    await office.getByRole('link', { name: '同一隐患的另一步骤' }).waitFor();
    expect(await office.locator('.board').getByRole('link', { name: '配电箱未上锁' }).count()).toBe(1);
    await pages.look(office, 'desk-stuck-two-steps');
    await office.setViewportSize(phone);
    await office.getByRole('link', { name: '同一隐患的另一步骤' }).waitFor();
    await pages.look(office, 'phone-stuck-two-steps');
    await office.setViewportSize({ width: 1920, height: 1080 });
    await pages.look(office, 'wide-stuck');
    const bars = await office.locator('.board-actions').evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
    expect(Math.max(...bars)).toBeLessThan(60);
    await office.setViewportSize(desk);
    await office.getByRole('button', { name: '大字' }).click();
    await office.evaluate(() => window.scrollTo(0, 0));
    await pages.look(office, 'large-stuck');
    expect(await cellsThatRunOver(office)).toEqual([]);
    const lines = await office
      .locator('.board .unbroken')
      .evaluateAll((all) => all.map((each) => each.clientHeight / Number.parseFloat(getComputedStyle(each).lineHeight)));
    expect(Math.max(...lines)).toBeLessThan(1.5);
    await office.getByRole('button', { name: '标准' }).click();
  });
});

describe('the page of a case', () => {
  it('does not say of whom nothing was sent that he was told', async () => {
    const office = await pages.windowOf('office', desk, '/ledger');
    const { items } = (await (await office.request.get('/api/hazards')).json()) as { items: { id: string; title: string; page: string }[] };
    const hazard = items.find(({ title }) => title === '临边防护缺失');
    await pages.inLedger(async ({ pool }) => {
      const kept = await pool.query(`update notice set status = 'overtaken' where case_id = $1 and person = 'deputy1'`, [hazard?.id]);
      expect(kept.rowCount).toBeGreaterThan(0);
    });
    await office.goto(new URL(hazard?.page ?? '', office.url()).href);
    await office.getByText('拟通知李明远，因已办理或移交未发送').first().waitFor();
    expect(
      await office
        .locator('.delivery')
        .filter({ hasText: /^已通知：.*李明远/ })
        .count(),
    ).toBe(0);
    await office
      .getByText(/已通知：周文博 已发邮件/)
      .first()
      .waitFor();
    await pages.look(office, 'desk-not-told');
  });
});

describe('the pages', () => {
  it('keep to their own host, and none complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
