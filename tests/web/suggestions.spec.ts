import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

/** The next suggestion is received, and the page never hears of it. */
const loseOneAnswer = (page: Page) =>
  page.route(
    '**/api/suggestions',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );

describe('意见建议 in the footer', () => {
  it('takes what somebody writes to the office, says by when it is answered, and keeps it until then', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await inspector.getByRole('button', { name: '意见建议' }).click();
    await inspector.getByLabel('您的意见或建议').fill('照片希望能一次选多张');
    await pages.look(inspector, 'phone-suggestion');
    await inspector.reload();
    await inspector.getByRole('button', { name: '意见建议' }).click();
    expect(await inspector.getByLabel('您的意见或建议').inputValue()).toBe('照片希望能一次选多张');
    await loseOneAnswer(inspector);
    const dialog = inspector.getByRole('dialog');
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText('提交未成功').waitFor();
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText(/已提交，编号YJ-\d{4}-00001/).waitFor();
    await dialog.getByText('书面答复，答复后会通知您').waitFor();
    await pages.look(inspector, 'phone-suggestion-sent');
    await dialog.getByRole('link', { name: '查看' }).click();
    await inspector.waitForURL('**/cases/*');
    await inspector.getByText('等待：孙晓（领导小组办公室）答复意见建议').waitFor();
    await inspector.getByRole('link', { name: '提出时所在的页面' }).waitFor();
    expect(await inspector.getByRole('textbox', { name: '答复' }).count()).toBe(0);
  });

  it('keeps the page on which it was begun, so that what was received already is not refused on another page', async () => {
    const deputy = await pages.windowOf('deputy1', phone, '/zones');
    await deputy.getByRole('button', { name: '意见建议' }).click();
    const dialog = deputy.getByRole('dialog');
    await dialog.getByLabel('您的意见或建议').fill('责任区希望能按街道查看');
    await loseOneAnswer(deputy);
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText('提交未成功').waitFor();
    await deputy.goto(new URL('/dispatches', deputy.url()).href);
    await deputy.getByRole('button', { name: '意见建议' }).click();
    await dialog.getByText('我是在开始填写时所在的页面上提出的').waitFor();
    await pages.look(deputy, 'phone-suggestion-begun-elsewhere');
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText(/已提交，编号YJ-\d{4}-00002/).waitFor();
    await dialog.getByRole('link', { name: '查看' }).click();
    const page = deputy.getByRole('link', { name: '提出时所在的页面' });
    await page.waitFor();
    expect(await page.getAttribute('href')).toBe('/zones');
    await deputy.getByRole('button', { name: '意见建议' }).click();
    await dialog.getByText('我是在当前页面上提出的').waitFor();
    await deputy.context().close();
  });

  it('whose words were changed after it had been received is sent as a new one', async () => {
    const deputy = await pages.windowOf('deputy2', phone, '/dispatches');
    await deputy.getByRole('button', { name: '意见建议' }).click();
    const dialog = deputy.getByRole('dialog');
    const words = dialog.getByLabel('您的意见或建议');
    await words.fill('公示牌希望能加印电话');
    await loseOneAnswer(deputy);
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText('提交未成功').waitFor();
    await words.fill('公示牌希望能加印值班电话');
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText('上次提交的意见建议已经送达').waitFor();
    await pages.look(deputy, 'phone-suggestion-key-reused');
    await dialog.getByRole('button', { name: '作为新的一条提交' }).click();
    await dialog.getByText(/已提交，编号YJ-\d{4}-00004/).waitFor();
    await deputy.context().close();
  });

  it('is owed by the office, which answers it on the page of the case', async () => {
    const office = await pages.windowOf('office', desk);
    await office.getByRole('link', { name: /照片希望能一次选多张/ }).click();
    await office.getByRole('heading', { name: '现在要做的：答复意见建议' }).waitFor();
    await pages.look(office, 'desk-suggestion-to-answer');
    await office.getByRole('textbox', { name: '答复' }).fill('已列入下月改进');
    await office.getByRole('button', { name: '提交答复' }).click();
    await office.getByText('孙晓已答复何青').waitFor();
    await pages.look(office, 'desk-suggestion-answered');
    const { pathname } = new URL(office.url());
    const inspector = await pages.windowOf('inspector', phone, pathname);
    await inspector.getByText('已列入下月改进', { exact: true }).waitFor();
    await inspector.getByRole('button', { name: 'English' }).click();
    await inspector.getByText('nothing further happens by itself').first().waitFor();
    await pages.look(inspector, 'phone-suggestion-answered-english');
  });

  it('stands among what its author started and what the office did', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/tasks?tab=started');
    const asked = inspector.getByRole('link').filter({ hasText: '照片希望能一次选多张' });
    await asked.getByText(/提出意见建议$/).waitFor();
    await asked.getByText('已答复').waitFor();
    const office = await pages.windowOf('office', desk, '/tasks?tab=done');
    const done = office.getByRole('link').filter({ hasText: '答复意见建议｜照片希望能一次选多张' });
    await done.getByText('用时不足1个工作日，按期完成').waitFor();
    await pages.look(office, 'desk-suggestion-done');
  });

  it('says where to write to whoever has not signed in, and to whoever has no cases', async () => {
    const visitor = await pages.opens('somebody', phone, '/track');
    await visitor.getByRole('button', { name: '意见建议' }).click();
    await visitor.getByText('当面、电话、书面均可').waitFor();
    await pages.look(visitor, 'phone-suggestion-public');
    expect(await visitor.getByLabel('您的意见或建议').count()).toBe(0);
  });
});

it('the pages keep to their own host, and none complains of anything but what the test broke', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints.filter((each) => !/ERR_FAILED/.test(each))).toEqual([]);
});
