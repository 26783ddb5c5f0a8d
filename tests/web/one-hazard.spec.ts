import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const seen = { zone: '城东房建责任区', what: '3号楼北侧脚手架连墙件缺失2处' };

async function reports(page: Page): Promise<void> {
  await page.getByLabel('责任区').click();
  await page.keyboard.type('城东');
  await page.keyboard.press('Enter');
  await page.getByLabel('发现了什么').fill(seen.what);
  await pages.look(page, 'phone-report');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已上报' }).waitFor();
}

/** The lines of the ladder that say what happens if nothing is done. */
const ladderAhead = (page: Page) => page.getByRole('region', { name: '时限与升级' }).getByText(/仍未/);

describe('one hazard, from the phone to its closing', () => {
  it('is reported, climbs before everybody’s eyes, is rectified, verified and closed, and its future vanishes', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await reports(inspector);
    expect(await inspector.getByText('已交由周文博（具体责任人）整改').count()).toBe(1);
    await pages.look(inspector, 'phone-reported');
    await inspector.getByRole('link', { name: '查看' }).click();
    await inspector.getByRole('heading', { name: seen.what }).waitFor();
    await inspector.getByText('等待：周文博（具体责任人）整改').waitFor();
    await inspector.getByText('3/5 整改中，下一步：复查').waitFor();
    await pages.look(inspector, 'phone-hazard');
    await inspector.getByRole('button', { name: '展开全部时限与升级' }).click();
    await inspector.getByText('升级，已通知：李明远').first().waitFor();
    await pages.look(inspector, 'phone-hazard-climbed');

    await inspector.getByRole('button', { name: '更多操作' }).click();
    await inspector.getByRole('menuitem', { name: '备注' }).click();
    expect(await inspector.getByRole('link', { name: '另报一条' }).getAttribute('href')).toMatch(/^\/report\?again=.+&zone=z1$/);
    await inspector.getByLabel('备注内容').fill('旁边还有一台未接地的电焊机');
    await pages.look(inspector, 'phone-hazard-comment');
    await inspector.getByRole('dialog').getByRole('button', { name: '备注', exact: true }).click();
    await inspector.getByText('何青备注：旁边还有一台未接地的电焊机').waitFor();

    const specific = await pages.windowOf('head1', desk);
    await pages.look(specific, 'desk-tasks');
    await specific.getByRole('link', { name: '办理第一项' }).click();
    await specific.getByText('何青：旁边还有一台未接地的电焊机').waitFor();
    await specific.getByLabel('整改措施和结果').fill('北侧二层2处连墙件已补齐，并对全楼复核');
    await specific.getByLabel('无法拍照的原因').fill('涉密部位，不得拍照');
    await pages.look(specific, 'desk-rectify');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText(`已提交：整改｜${seen.what}`).waitFor();
    await specific.getByText('目前没有需要您办理的事项。').waitFor();
    await pages.look(specific, 'desk-tasks-done');

    const office = await pages.windowOf('office', desk, '/stuck');
    await office.getByRole('link', { name: seen.what }).waitFor();
    await pages.look(office, 'desk-stuck');
    await office.getByRole('link', { name: seen.what }).click();
    await office.getByText('周文博：北侧二层2处连墙件已补齐，并对全楼复核').waitFor();
    await pages.look(office, 'desk-verify');
    await office.getByLabel('不通过，继续整改').click();
    await office.getByLabel('复查意见').fill('南侧1处未补齐');
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('已提交：复查').waitFor();
    await office.getByRole('link', { name: '查看' }).click();
    await office.getByRole('navigation', { name: '办理进度' }).getByText('第2次整改').waitFor();
    await office.getByText('操作', { exact: true }).click();
    expect(await office.getByText('自动提醒').count()).toBe(0);
    await office.getByText('全部', { exact: true }).click();
    await office.getByText('自动提醒').first().waitFor();
    await pages.look(office, 'desk-rework');
    await inspector.reload();
    await inspector.getByText('3/5').waitFor();
    await inspector.getByText('第2次整改').waitFor();
    await pages.look(inspector, 'phone-rework');
    await specific.goto('/tasks');
    const again = specific.getByRole('link', { name: seen.what });
    await again.getByText('复查未通过', { exact: true }).waitFor();
    await again.getByText('孙晓：南侧1处未补齐').waitFor();
    await pages.look(specific, 'desk-tasks-rework');
    await again.click();
    await specific.getByText('上次复查未通过 孙晓：南侧1处未补齐').waitFor();
    await specific.getByLabel('整改措施和结果').fill('南侧已补齐');
    await specific.getByLabel('无法拍照的原因').fill('涉密部位，不得拍照');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText(`已提交：整改｜${seen.what}`).waitFor();
    await office.reload();
    await office.getByRole('region', { name: '文书' }).getByText('尽职证据包').waitFor();

    await office.getByLabel('通过，予以销号').click();
    expect(await ladderAhead(office).count()).toBeGreaterThan(0);
    await pages.look(office, 'desk-verify');
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('已销号，后续提醒全部取消。').waitFor();

    await inspector.reload();
    await inspector.getByText('已销号，后续提醒全部取消。').first().waitFor();
    expect(await ladderAhead(inspector).count()).toBe(0);
    await pages.look(inspector, 'phone-closed');
    await office.getByRole('link', { name: '查看' }).click();
    await office.getByText('已销号，后续提醒全部取消', { exact: true }).waitFor();
    await pages.look(office, 'desk-closed');
  });

  it('keeps to its own host, and no page complains', () => {
    expect(pages.strangers).toEqual([]);
    expect(pages.complaints).toEqual([]);
  });
});
