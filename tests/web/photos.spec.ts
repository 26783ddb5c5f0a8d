import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, phone } from '../support/a-browser.ts';
import { until } from '../support/until.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau();
});
afterAll(() => pages?.close());

const takenAt = '2026:09:29 09:05:00';

/** A picture as a phone takes it, with the time and the place of the shot; every colour is another picture. */
async function aPicture(background: string) {
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .jpeg()
    .withExif({
      IFD2: { DateTimeOriginal: takenAt },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 4/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 22/1 0/1' },
    })
    .toBuffer();
  return { name: '现场.jpg', mimeType: 'image/jpeg', buffer };
}

async function writesReport(page: Page, what: string): Promise<void> {
  await page.getByLabel('责任区').first().click();
  await page.keyboard.type('城东');
  await page.keyboard.press('Enter');
  await page.getByLabel('发现了什么').fill(what);
}
const submits = (page: Page) => page.getByRole('button', { name: '提交' }).click();
const isReported = (page: Page) => page.getByRole('heading', { name: '已上报' }).waitFor();
const thumbnails = (page: Page) => page.getByRole('group', { name: '照片' }).getByRole('img');
const shownBeside = (page: Page) => page.getByRole('region', { name: '照片' });
const isSeen = (page: Page, name: string) =>
  page.getByRole('img', { name }).evaluate(async (image) => {
    await (image as unknown as { decode(): Promise<void> }).decode();
    return (image as unknown as { naturalWidth: number }).naturalWidth;
  });

describe('a hazard and its repair, shown', () => {
  it('are seen before and after by the office, from the phone of the inspector to the verification', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await inspector.getByLabel('拍照').setInputFiles(await aPicture('#c96'));
    await inspector.getByLabel('选择照片').setInputFiles([await aPicture('#69c')]);
    await inspector.getByRole('img', { name: '照片2' }).waitFor();
    await writesReport(inspector, '预留洞口无盖板');
    await inspector.reload();
    expect(await inspector.getByLabel('发现了什么').inputValue()).toBe('预留洞口无盖板');
    expect(await thumbnails(inspector).count()).toBe(2);
    // A photo that waits is shown as it was taken; once it is there, as the thumbnail.
    await until(async () => (await isSeen(inspector, '照片1')) === 320);
    await pages.look(inspector, 'phone-report-photos');
    await submits(inspector);
    await isReported(inspector);

    const specific = await pages.windowOf('head1', phone);
    await specific
      .getByRole('link', { name: /预留洞口无盖板/ })
      .first()
      .click();
    await specific.getByLabel('整改措施和结果').fill('已加盖并固定');
    await pages.look(specific, 'phone-rectify-without-photo');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText('请添加整改后的照片；确实无法拍照的，请写明原因').waitFor();
    await specific.getByLabel('选择照片').setInputFiles([await aPicture('#9c6')]);
    await specific.getByRole('group', { name: '整改后的照片' }).getByRole('img', { name: '照片1' }).waitFor();
    expect(await specific.getByLabel('无法拍照的原因').count()).toBe(0);
    await pages.look(specific, 'phone-rectify-photo');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText('已提交：整改｜预留洞口无盖板').waitFor();
    await specific.getByRole('link', { name: '查看' }).click();
    await shownBeside(specific).getByText('拍摄时间9月29日').first().waitFor();
    expect(await specific.getByText('拍摄位置').count()).toBe(0);

    const office = await pages.windowOf('office', desk, new URL(specific.url()).pathname);
    for (const name of ['整改前，照片1', '整改前，照片2', '整改后，照片1']) expect(await isSeen(office, name)).toBe(320);
    expect(await shownBeside(office).getByText('拍摄位置36.06667, 120.36667').count()).toBe(3);
    await pages.look(office, 'desk-photos');
    await office.getByRole('button', { name: '前后对比' }).click();
    const compared = office.getByRole('dialog', { name: '前后对比' });
    await compared.getByRole('img', { name: '整改后，照片1' }).waitFor();
    await compared.getByRole('button', { name: '下一张' }).click();
    await compared.getByRole('img', { name: '整改前，照片2' }).waitFor();
    const heights = await compared.getByRole('img', { name: /照片/ }).evaluateAll((all) => all.map((each) => each.clientHeight));
    expect([heights.length, new Set(heights).size]).toEqual([2, 1]);
    await pages.look(office, 'desk-photos-compared');
    await office.setViewportSize(phone);
    await pages.look(office, 'phone-photos-compared');
    await office.setViewportSize(desk);
    await office.keyboard.press('Escape');
    await compared.waitFor({ state: 'hidden' });
    await office.getByRole('button', { name: '整改前，照片2' }).focus();
    await office.keyboard.press('Enter');
    const large = office.getByRole('dialog');
    await large.getByRole('img', { name: '整改前，照片2' }).waitFor();
    await pages.look(office, 'desk-photo-large');
    await office.keyboard.press('ArrowRight');
    await large.getByRole('img', { name: '整改后，照片1' }).waitFor();
    await office.keyboard.press('Escape');
    await large.waitFor({ state: 'hidden' });
    await office.getByLabel('通过，予以销号').click();
    await office.getByRole('button', { name: '提交复查结论' }).click();
    await office.getByText('已销号，后续提醒全部取消。').waitFor();
  });

  it('may go without a picture of the repair when the reason is given, which the office reads', async () => {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await writesReport(inspector, '涉密机房消防器材过期');
    await submits(inspector);
    await isReported(inspector);
    const specific = await pages.windowOf('head1', desk);
    await specific
      .getByRole('link', { name: /涉密机房消防器材过期/ })
      .first()
      .click();
    await specific.getByLabel('整改措施和结果').fill('已全部更换');
    await specific.getByLabel('无法拍照的原因').fill('涉密机房，不得拍照');
    await specific.route('**/commands', (route) =>
      route.continue({ postData: { ...(route.request().postDataJSON() as object), withoutPhoto: '' } }),
    );
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific
      .locator('.ant-form-item-explain-error', { hasText: '请添加整改后的照片；确实无法拍照的（如涉密部位），请写明原因。' })
      .waitFor();
    await pages.look(specific, 'desk-photo-expected');
    await specific.unroute('**/commands');
    await specific.getByRole('button', { name: '提交整改结果' }).click();
    await specific.getByText('已提交：整改｜涉密机房消防器材过期').waitFor();
    await specific.getByRole('link', { name: '查看' }).click();
    const office = await pages.windowOf('office', phone, new URL(specific.url()).pathname);
    await shownBeside(office).getByText('没有照片，原因：涉密机房，不得拍照').waitFor();
    await office.getByText('提交整改结果：已全部更换。没有照片，原因：涉密机房，不得拍照。').waitFor();
    await pages.look(office, 'phone-without-photo');
  });
});

describe('a picture that is chosen', () => {
  it('and is none, or is too large, is refused by its name, and holds up the report until it is removed', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await writesReport(page, '楼梯扶手松动');
    await page
      .getByLabel('选择照片')
      .setInputFiles([
        { name: '合同.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('不是图片') },
        { name: '全景.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(20 * 1024 * 1024 + 1) },
        await aPicture('#333'),
      ]);
    await page.getByText('有2张照片不能用，请移除后再提交，需要时换一张。').waitFor();
    const tile = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    expect(await tile('合同').innerText()).toContain('不是可用的照片');
    expect(await tile('全景').innerText()).toContain('照片超过20MB，请换一张较小的照片。');
    await pages.look(page, 'phone-photos-refused');
    await submits(page);
    expect(await page.getByRole('heading', { name: '已上报' }).count()).toBe(0);
    await page.getByRole('button', { name: '移除照片3' }).click();
    await page.getByRole('button', { name: '移除照片2' }).click();
    await submits(page);
    await isReported(page);
  });

  it('without a network is sent when it is back, and the report follows by itself', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await writesReport(page, '卸料平台超载');
    await page.context().setOffline(true);
    await page.getByLabel('拍照').setInputFiles(await aPicture('#936'));
    await page.getByText('网络不可用，照片尚未上传，已保存在本机').waitFor();
    await submits(page);
    await page.getByRole('region', { name: '待提交(1)' }).getByText('卸料平台超载').waitFor();
    await pages.look(page, 'phone-photos-offline');
    await page.context().setOffline(false);
    await isReported(page);
    await page.getByRole('link', { name: '查看' }).click();
    expect(await isSeen(page, '整改前，照片1')).toBe(320);
  });

  it('is asked for again when the system was away, and named where another hazard shows the same', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    const twice = await aPicture('#123');
    for (const what of ['安全网破损', '安全网又破损']) {
      await writesReport(page, what);
      await page.route(/\/api\/photos/, (route) => route.abort(), { times: 1 });
      await page.getByLabel('选择照片').setInputFiles([twice]);
      await page.getByRole('button', { name: '重试上传照片1' }).click();
      await page.getByRole('img', { name: '照片1' }).waitFor();
      await submits(page);
      await isReported(page);
      if (what === '安全网破损') await page.getByRole('button', { name: '再报一条' }).click();
    }
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByText('同一照片也用于').waitFor();
    await pages.look(page, 'phone-photo-used-twice');
    await shownBeside(page).getByRole('link').click();
    await page.getByRole('heading', { name: '安全网破损' }).waitFor();
  });
});

describe('a picture that cannot be drawn', () => {
  it('is offered as it came', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await writesReport(page, '地下室积水');
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    await page.getByLabel('选择照片').setInputFiles([{ name: '积水.heic', mimeType: 'image/heic', buffer: heic }]);
    await page.getByText('已上传，此格式不能预览').waitFor();
    await submits(page);
    await isReported(page);
    await page.getByRole('link', { name: '查看' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载原图：整改前，照片1' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.heic$/);
    await pages.look(page, 'phone-photo-undrawn');
  });
});

it('keeps to its own host, and no page complains', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints.filter((each) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(each))).toEqual([]);
});
