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
type Board = { counts: Record<string, number> };
const counts = async (page: Page) => ((await (await page.request.get('/api/stuck')).json()) as Board).counts;
const row = (page: Page, title: string) => page.locator('.board tr').filter({ has: page.getByRole('link', { name: title }) });

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
    await pages.look(office, 'desk-stuck-board');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-stuck-board');
    await office.setViewportSize(desk);
    await office.getByRole('button', { name: 'English' }).click();
    await row(office, '临边防护缺失').getByText('Waiting for the result of the repair by 周文博').waitFor();
    expect(await cellsThatRunOver(office)).toEqual([]);
    await pages.look(office, 'desk-stuck-board-in-english');
    await office.getByRole('button', { name: '中文' }).click();

    await office.getByText('按超期长短').click();
    await office.getByRole('rowheader', { name: '今天超期(3)' }).waitFor();
    await office.getByRole('button', { name: '无人负责 1' }).click();
    expect(new URL(office.url()).search).toBe('?kind=vacantSeat');
    const vacancy = row(office, '村镇自建房责任区具体责任人空缺');
    await vacancy.getByText(/村镇自建房责任区自.+起没有具体责任人，新的待办暂由办公室接收。请指定责任人。/).waitFor();
    await vacancy.getByRole('button', { name: '指定责任人' }).click();
    const drawer = office.getByRole('dialog');
    await drawer.getByLabel('责任人').click();
    await office.keyboard.type('郑浩');
    await office.keyboard.press('Enter');
    await pages.look(office, 'desk-stuck-appoint');
    await drawer.getByRole('button', { name: '指定责任人' }).click();
    await office.getByText('没有这类卡住的事项。').waitFor();
    await office.getByRole('button', { name: '到顶 3' }).click();

    await row(office, '配电箱未上锁').getByRole('button', { name: '详情' }).click();
    await drawer.getByRole('heading', { name: '通知送达情况' }).waitFor();
    expect(await drawer.getByRole('link', { name: '在计时服务的页面中查看' }).getAttribute('href')).toMatch(
      /\/namespaces\/default\/workflows\/hazard%2F[0-9a-f-]{36}$/,
    );
    await pages.look(office, 'desk-stuck-details');
    await office.keyboard.press('Escape');
  });

  it('chases many at once after one confirmation that names who hears of it', async () => {
    const office = await pages.windowOf('office', desk, '/stuck');
    await office.getByRole('button', { name: '到顶 3' }).click();
    await until(async () => (await office.locator('.board tbody tr:not(.board-group)').count()) === 3);
    await office.getByLabel('选择本页全部').check();
    await office.getByRole('button', { name: '催办所选(3)' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByText('将发出约4条通知，发给：').waitFor();
    for (const name of ['周文博', '吴静怡', '陈晓岚']) await dialog.getByText(name).waitFor();
    await pages.look(office, 'desk-stuck-chase-many');
    await dialog.getByRole('button', { name: '催办' }).click();
    await office.getByText('已催办3条。').waitFor();
    const { items } = (await (await office.request.get('/api/notices?to=head1')).json()) as { items: { kind: string }[] };
    expect(items[0]?.kind).toBe('chase');
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
    await office.getByRole('button', { name: '有1条更新，点击显示' }).click();
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
    await office.getByRole('button', { name: '改派所选(2)' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('button', { name: '改派' }).click();
    await dialog.getByText('请选择责任区').waitFor();
    await dialog.getByLabel('责任区').click();
    await office.keyboard.type('城南');
    await office.keyboard.press('Enter');
    await dialog.getByLabel('理由').fill('两处工地已由同一项目部接手');
    await pages.look(office, 'desk-stuck-reassign-many');
    await dialog.getByRole('button', { name: '改派' }).click();
    await office.getByText('已改派2条。').waitFor();
    const { items } = (await (await office.request.get('/api/hazards')).json()) as { items: { title: string; zone: { code: string } }[] };
    expect(
      items
        .filter(({ zone }) => zone.code === 'z3')
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['模板支撑间距过大', '配电箱未上锁'].sort());
  });
});

describe('the pages', () => {
  it('keep to their own host, and none complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
