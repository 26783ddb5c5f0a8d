import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const what = '深基坑超挖且未进行第三方监测';

/** The criterion of pits, by its first letters; the criteria may be on their way yet. */
async function choosesPits(page: Page): Promise<void> {
  await page.getByLabel('判定依据').click();
  await page.keyboard.type('基坑');
  await page.locator('.ant-select-item-option-active', { hasText: '基坑、边坡工程' }).waitFor();
  await page.keyboard.press('Enter');
}

async function reports(page: Page): Promise<void> {
  await page.getByLabel('责任区').click();
  await page.keyboard.type('城东');
  await page.keyboard.press('Enter');
  await page.getByLabel('发现了什么').fill(what);
  await page.getByRole('switch', { name: '可能是重大隐患' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('请选择判定依据', { exact: true }).waitFor();
  await choosesPits(page);
  await page.getByText(/以标准原文为准/).waitFor();
  await pages.look(page, 'phone-report-major');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已上报' }).waitFor();
}

async function plans(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '现在要做的：整改方案' }).waitFor();
  await page.getByLabel('整改措施').fill('停止坑内作业，分层回填反压');
  await page.getByLabel('责任人', { exact: true }).fill('项目经理周文博');
  await page.getByLabel('资金（元）').fill('120000');
  await page.getByLabel('整改到哪一天').click();
  await page.locator('td.ant-picker-cell:not(.ant-picker-cell-disabled)').last().click();
  await page.getByText(/提交后，期限为.+下班前/).waitFor();
  await page.getByLabel('应急预案').fill('位移超过预警值即撤离人员');
  await pages.look(page, 'phone-plan');
  await page.getByRole('button', { name: '提交整改方案' }).click();
  await page.getByText(`已提交：整改方案｜${what}`).waitFor();
}

async function opens(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

describe('a major hazard', () => {
  it('is reported with its criterion, planned, pressed for, rectified by the plan, verified and closed', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await reports(inspector);

    const specific = await pages.windowOf('head1', phone);
    await specific.getByRole('link', { name: '办理第一项' }).click();
    await plans(specific);

    const office = await pages.windowOf('office', desk, '/stuck');
    await office.getByRole('link', { name: what }).click();
    await office.getByRole('region', { name: '整改方案' }).getByText('分层回填反压').waitFor();
    await opens(office, '催办');
    await office.getByLabel('想说的话').fill('请今天完成回填');
    await pages.look(office, 'desk-chase');
    await office.getByRole('dialog').getByRole('button', { name: '催办' }).click();
    await office.getByText('催办：请今天完成回填。').waitFor();
    await office.getByRole('button', { name: '更多操作' }).click();
    const again = office.getByRole('menuitem', { name: /^催办（一小时内已催办，可于\d\d:\d\d后再催办）$/ });
    await again.waitFor();
    expect(await again.getAttribute('aria-disabled')).toBe('true');
    await office.keyboard.press('Escape');

    await specific.getByRole('link', { name: '查看' }).click();
    await specific.getByRole('heading', { name: '现在要做的：整改', exact: true }).waitFor();
    await specific.getByLabel('整改措施和结果').fill('已回填反压，第三方监测已进场');
    await specific.getByLabel('无法拍照的原因').fill('涉密部位，不得拍照');
    await pages.look(specific, 'phone-rectify-major');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText(`已提交：整改｜${what}`).waitFor();

    await office.reload();
    await office.getByLabel('通过，予以销号').click();
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('已销号，后续提醒全部取消。').waitFor();
  });

  it('is judged anew by the office, and merged as a duplicate, which can be undone', async () => {
    const [inspector, office] = [await pages.windowOf('inspector', desk, '/report'), await pages.windowOf('office', desk, '/stuck')];
    for (const title of ['基坑东侧护栏缺失', '基坑东侧无护栏']) {
      await inspector.getByLabel('责任区').click();
      await inspector.keyboard.type('城东');
      await inspector.keyboard.press('Enter');
      await inspector.getByLabel('发现了什么').fill(title);
      await inspector.getByRole('button', { name: '提交' }).click();
      await inspector.getByRole('button', { name: '再报一条' }).click();
    }
    await office.reload();
    await office.getByRole('link', { name: '基坑东侧护栏缺失' }).click();
    await opens(office, '变更等级');
    await office.getByLabel('重大隐患').click();
    await choosesPits(office);
    await office.getByLabel('理由').fill('超过五米的深基坑，按重大隐患管理');
    await pages.look(office, 'desk-reclassify');
    await office.getByRole('dialog').getByRole('button', { name: '变更等级' }).click();
    await office.getByText(/由一般隐患（限期整改）变更为重大隐患/).waitFor();

    await opens(office, '并案');
    await office.getByLabel('并入哪条隐患').click();
    await office.keyboard.type('东侧无护栏');
    await office.getByTitle(/基坑东侧无护栏/).click();
    await office.getByLabel('理由').fill('两条说的是同一处护栏，合并办理');
    await pages.look(office, 'desk-merge');
    await office.getByRole('dialog').getByRole('button', { name: '并案' }).click();
    await office.getByText(/将本隐患并案/).waitFor();
    await pages.look(office, 'desk-merged');
    await opens(office, '撤销并案');
    await office.getByLabel('理由').fill('现场核实不是同一处，分别办理');
    await office.getByRole('dialog').getByRole('button', { name: '撤销并案' }).click();
    await office.getByText(/撤销并案，理由/).waitFor();
  });

  it('keeps to its own host, and no page complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
