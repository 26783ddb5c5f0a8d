import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePassword } from '../../stack/example-bureau.ts';
import { desk, phone, signsIn } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

async function writesReport(page: Page, what: string): Promise<void> {
  await page.getByLabel('责任区').first().click();
  await page.keyboard.type('城东');
  await page.keyboard.press('Enter');
  await page.getByLabel('发现了什么').fill(what);
}
const submits = (page: Page) => page.getByRole('button', { name: '提交' }).click();
const isReported = (page: Page) => page.getByRole('heading', { name: '已上报' }).waitFor();
const countOf = (page: Page, what: string) =>
  page.evaluate(async (q) => {
    const answer = await fetch(`/api/hazards?q=${encodeURIComponent(q)}`);
    return ((await answer.json()) as { total: number }).total;
  }, what);

describe('what somebody typed', () => {
  it('is still there after the session has expired, and he comes back to the same page', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await writesReport(page, '消防通道堆放材料');
    await page.context().clearCookies();
    await submits(page);
    await page.getByText('已填写的内容保留在本机').waitFor();
    await signsIn(page, 'inspector', examplePassword);
    await page.waitForURL('**/report');
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('消防通道堆放材料');
    await submits(page);
    await isReported(page);
  });

  it('is reported by itself once the network is back', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await writesReport(page, '配电箱未上锁');
    await page.context().setOffline(true);
    await submits(page);
    await page.getByText('网络不可用，已转为待提交').waitFor();
    await page.context().setOffline(false);
    await isReported(page);
    expect(await countOf(page, '配电箱未上锁')).toBe(1);
  });

  it('is one hazard, though the first answer was lost, and it went again by itself', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await writesReport(page, '基坑边堆载');
    await page.route(
      '**/api/hazards',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await submits(page);
    await isReported(page);
    expect(await countOf(page, '基坑边堆载')).toBe(1);
  });

  it('stays readable when somebody else has dealt with the case meanwhile, whose name is said', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await writesReport(inspector, '塔吊限位失灵');
    await submits(inspector);
    await inspector.getByRole('link', { name: '查看' }).click();
    const address = new URL(inspector.url()).pathname;
    const specific = await pages.windowOf('head1', desk, address);
    await specific.getByLabel('整改措施和结果').fill('已更换限位器');
    await specific.getByLabel('无法拍照的原因').fill('涉密部位，不得拍照');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText('已提交：整改').waitFor();

    const clerk = await pages.windowOf('office', desk, address);
    await clerk.getByLabel('通过，予以销号').click();
    await clerk.getByLabel('复查意见').fill('现场核实，已更换');
    const director = await pages.windowOf('director', desk, address);
    await director.getByLabel('不通过，继续整改').click();
    await director.getByLabel('复查意见').fill('力矩限制器未标定');
    await director.getByRole('button', { name: '提交复查结论' }).click();
    await director.getByText('已提交：复查').waitFor();

    await clerk.getByRole('button', { name: '提交复查结论' }).click();
    await clerk.getByText('该事项已由钱立新办理，请查看最新情况').waitFor();
    expect(await clerk.getByText('现场核实，已更换').count()).toBe(1);
  });
});
