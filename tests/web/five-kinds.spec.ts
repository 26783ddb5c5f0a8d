import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const what = '基坑北侧支护变形，坡顶堆放钢筋';

async function aPicture(name: string, background: string) {
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}
/** Opens the page anew until the hazard stands on it, and follows it. */
async function opensIt(username: string, size: typeof phone, path: string): Promise<Page> {
  const page = await pages.windowOf(username, size, path);
  const link = page.getByRole('link', { name: new RegExp(what) }).first();
  await until(async () => {
    await page.reload();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    return link.isVisible();
  });
  await link.click();
  await page.getByRole('heading', { name: what }).waitFor();
  return page;
}
async function chases(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '催办' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('想说的话（选填）').fill(words);
  await drawer.getByRole('button', { name: '催办', exact: true }).click();
  await page.getByText(`催办：${words}`).first().waitFor();
}

/** Each on the machine that he has: the inspector and the deputy on the phone, who repairs as well, the director and the office at their desks. */
describe('one hazard through the hands of five', () => {
  let address = '';

  it('the inspector reports it on the spot, with a picture', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await inspector.getByLabel('选择照片').setInputFiles(await aPicture('整改前.jpg', '#a55'));
    await inspector.getByLabel('责任区').first().click();
    await inspector.keyboard.type('城东');
    await inspector.keyboard.press('Enter');
    await inspector.getByLabel('发现了什么').fill(what);
    await inspector.getByRole('button', { name: '提交', exact: true }).click();
    await inspector.getByRole('heading', { name: '已上报' }).waitFor();
    await inspector.getByRole('link', { name: '查看' }).click();
    await inspector.getByRole('heading', { name: what }).waitFor();
    address = new URL(inspector.url()).pathname;
  });

  it('climbs to the deputy, who finds it on his phone and chases it in his own words', async () => {
    const deputy = await opensIt('deputy1', phone, '/tasks?tab=climbed');
    await deputy.getByText('等待：周文博（具体责任人）整改').waitFor();
    await chases(deputy, '今天下班前必须处理');
    await pages.look(deputy, 'phone-deputy-chased');
  });

  it('climbs to the director, who sees it on his first page and what the deputy has done', async () => {
    const first = await opensIt('first', desk, '/home');
    await first.getByText('李明远催办：今天下班前必须处理').waitFor();
    await first.getByText('升级，已通知：王海平').first().waitFor();
    await chases(first, '请李局长盯住');
    await pages.look(first, 'desk-director-chased');
  });

  it('is repaired by whoever is responsible, on the spot with his phone, who has read what both wanted', async () => {
    const tasks = await pages.windowOf('head1', phone, '/tasks');
    await tasks
      .getByRole('link', { name: new RegExp(what) })
      .getByText(/^王海平\d\d:\d\d催办：请李局长盯住$/)
      .waitFor();
    await pages.look(tasks, 'phone-tasks-chased');
    await tasks.setViewportSize(desk);
    await pages.look(tasks, 'desk-tasks-chased');
    const specific = await opensIt('head1', phone, '/tasks');
    await specific.getByText('李明远催办：今天下班前必须处理').waitFor();
    await specific.getByText('王海平催办：请李局长盯住').waitFor();
    await pages.look(specific, 'phone-hazard-chased');
    await specific.getByLabel('整改措施和结果').fill('钢筋已移走，支护已加固并复测');
    await specific.getByLabel('选择照片').setInputFiles(await aPicture('整改后.jpg', '#5a5'));
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText(`已提交：整改｜${what}`).waitFor();
  });

  it('is verified at the office’s desk, by somebody else, and closed; all five see the same end, and nothing is left to come', async () => {
    const office = await opensIt('office', desk, '/tasks');
    await office.getByText('周文博：钢筋已移走，支护已加固并复测').waitFor();
    await office.getByLabel('通过，予以销号').click();
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('已销号，后续提醒全部取消。').waitFor();
    for (const [username, size] of [
      ['inspector', phone],
      ['deputy1', phone],
      ['first', desk],
      ['head1', phone],
    ] as const) {
      const page = await pages.windowOf(username, size, address);
      await page.getByText('已销号，后续提醒全部取消', { exact: false }).first().waitFor();
      expect(await page.getByRole('region', { name: '时限与升级' }).getByText(/仍未/).count(), username).toBe(0);
    }
    const deputy = await pages.windowOf('deputy1', phone, '/tasks?tab=climbed');
    await deputy.getByRole('button', { name: '升级到我(0)' }).waitFor();
  });

  it('keeps to its own host, and no page complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
