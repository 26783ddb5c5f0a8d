import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf } from '../../domain/time/instant.ts';
import { placardPdf } from '../../papers/placard.ts';
import { phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(undefined, { startsOffline: true });
});
afterAll(() => pages?.close());

async function aPicture(background: string) {
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name: '现场.jpg', mimeType: 'image/jpeg', buffer };
}

/** The placard of a zone, as a phone photographs it. */
async function aPhotoOfThePlacard(zone: string) {
  const folder = mkdtempSync(join(tmpdir(), 'safety-grid-placard-'));
  const content = await placardPdf(
    [
      {
        code: zone,
        name: '责任区',
        grid: '科室',
        supervising: null,
        specific: null,
        office: { name: '领导小组办公室', phone: null },
        issuer: '青湖区建设管理局',
        address: `https://grid.example.com/p/${zone}`,
        isPrivate: false,
        updatedOn: localDateOf('2026-11-26'),
        version: 1,
      },
    ],
    'A4',
  );
  writeFileSync(join(folder, 'placard.pdf'), content);
  execFileSync('pdftoppm', ['-r', '80', '-jpeg', '-singlefile', join(folder, 'placard.pdf'), join(folder, 'placard')]);
  const buffer = readFileSync(join(folder, 'placard.jpg'));
  rmSync(folder, { recursive: true });
  return { name: '公示牌.jpg', mimeType: 'image/jpeg', buffer };
}

const choosesZone = async (page: Page) => {
  await page.getByLabel('责任区').first().click();
  await page.keyboard.type('城东');
  await page.keyboard.press('Enter');
};
const submits = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click();
const isReported = (page: Page) => page.getByRole('heading', { name: '已上报' }).waitFor();
const tray = (page: Page, count: number) => page.getByRole('region', { name: `待提交(${count})` });
const hazardsOf = (page: Page, what: string) =>
  page.evaluate(async (q) => {
    const answer = await fetch(`/api/hazards?q=${encodeURIComponent(q)}`);
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  }, what);
/** The service worker has taken over the page, and the page keeps what it needs without a network. */
async function startsWithoutNetwork(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null));
  await page.reload();
  await page.getByLabel('发现了什么').waitFor();
  await until(() => page.evaluate(async () => ((await caches.match('/api/zones')) && (await caches.match('/api/criteria'))) !== undefined));
}

/** All reminders of a ladder fall on the moment of the last one, as two of them do in some months. */
const remindsAtOneMoment = (page: Page) =>
  page.context().route(/\/api\/hazards\/[^/]+$/, async (route) => {
    const response = await route.fetch();
    const { ladder, ...rest } = (await response.json()) as { ladder: { at: string; nature: string }[] };
    const last = ladder.findLast(({ nature }) => nature === 'reminder')?.at;
    await route.fulfill({
      response,
      json: { ...rest, ladder: ladder.map((each) => (each.nature === 'reminder' ? { ...each, at: last } : each)) },
    });
  });

describe('the zone of a report', () => {
  it('comes from the code of the placard, which opens the page for the public, and is shown large', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByLabel('发现了什么').fill('塔吊限位失灵');
    await page.goto('/p/z2');
    await pages.look(page, 'phone-public-form-staff');
    await page.getByRole('link', { name: '以工作人员身份上报' }).click();
    const zone = page.getByRole('region', { name: '责任区' });
    await zone.getByText('来自公示牌二维码').waitFor();
    const name = await zone.locator('strong').innerText();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('塔吊限位失灵');
    await pages.look(page, 'phone-report-zone-by-code');
    await page.reload();
    await zone.getByText(name).waitFor();
    await submits(page);
    await isReported(page);
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByText(name).first().waitFor();
  });

  it('is read from a photo of the code, which may be none, or another’s', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('the camera is shut'));
    });
    await page.getByRole('button', { name: '扫公示牌二维码' }).click();
    await page.getByText('此处不能直接打开相机').waitFor();
    await page.getByLabel('用照片识别').setInputFiles(await aPicture('#999'));
    await page.getByText('没有认出二维码').waitFor();
    await pages.look(page, 'phone-report-scan');
    await page.getByLabel('用照片识别').setInputFiles(await aPhotoOfThePlacard('z999'));
    await page.getByText('这不是本局责任区公示牌的二维码').waitFor();
    await page.getByLabel('用照片识别').setInputFiles(await aPhotoOfThePlacard('z3'));
    await page.getByText('来自公示牌二维码').waitFor();
    await page.getByRole('button', { name: '换一个责任区' }).click();
    await choosesZone(page);
    expect(await page.getByText('来自公示牌二维码').count()).toBe(0);
  });

  it('is read by the camera while the placard is held before it', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    const { buffer } = await aPhotoOfThePlacard('z4');
    await page.evaluate(
      async (placard) => {
        const picture = new Image();
        picture.src = placard;
        await picture.decode();
        const canvas = document.createElement('canvas');
        canvas.width = picture.width;
        canvas.height = picture.height;
        const draw = () => canvas.getContext('2d')?.drawImage(picture, 0, 0);
        navigator.mediaDevices.getUserMedia = () => {
          setInterval(draw, 50);
          return Promise.resolve(canvas.captureStream(20));
        };
      },
      `data:image/jpeg;base64,${buffer.toString('base64')}`,
    );
    await page.getByRole('button', { name: '扫公示牌二维码' }).click();
    await page.getByText('来自公示牌二维码').waitFor();
  });

  it('is one of those nearest to where the phone is, which stays in the phone', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    const asks = () => page.getByRole('button', { name: '按所在位置找' }).click();
    await asks();
    await page.getByText('浏览器不允许读取位置').waitFor();
    const context = page.context();
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 36.0802, longitude: 120.3705, accuracy: 25 });
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await asks();
    const near = page.getByRole('group', { name: '附近的责任区' });
    await near.getByText('定位误差约30米，请核对后选择').waitFor();
    expect(await near.getByRole('button').allInnerTexts()).toEqual([
      '湖滨市政责任区（约50米）',
      '老旧小区改造责任区（约1.1公里）',
      '城南房建责任区（约1.1公里）',
    ]);
    await near.getByRole('button', { name: /湖滨市政/ }).click();
    await page.getByText('将交由').waitFor();
    await pages.look(page, 'phone-report-zone-by-position');
    await page.getByLabel('发现了什么').fill('井盖松动');
    await submits(page);
    await isReported(page);
    await page.getByText('井盖松动').waitFor();
    await page
      .getByText(/交办：/)
      .first()
      .waitFor();
    expect(sent.filter((each) => each.includes('36.08'))).toEqual([]);
    await page.getByRole('link', { name: '查看' }).click();
    await page.locator('.hazard-line').getByText('湖滨市政责任区').waitFor();
    await page.goBack();
    await page.getByLabel('发现了什么').waitFor();
  });

  it('is not looked for far from where the phone is', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 31.23, longitude: 121.47, accuracy: 25 });
    await page.getByRole('button', { name: '按所在位置找' }).click();
    await page.getByText('附近5公里内没有登记位置的责任区，请用列表选择。').waitFor();
    expect(await page.getByRole('group', { name: '附近的责任区' }).count()).toBe(0);
    await pages.look(page, 'phone-report-zone-far');
  });

  it('is found by the name of its person too, and what is not found says what to do', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByLabel('责任区').first().click();
    await page.keyboard.type('没有的地方');
    await page.getByText('没有找到，请换个说法，或清空后查看全部责任区。').waitFor();
    await page.getByLabel('责任区').first().fill('周文博');
    await page.locator('.ant-select-item-option', { hasText: '城东房建责任区 周文博' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('将交由周文博').waitFor();
  });

  it('that no placard of ours names is said to be unknown', async () => {
    const page = await pages.windowOf('inspector', phone, '/report?zone=z999');
    await page.getByText('没有编号为z999的责任区').waitFor();
    await pages.look(page, 'phone-report-zone-unknown', ['z999']);
  });
});

describe('a report', () => {
  it('is put into words by phrases of its category', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByRole('button', { name: '脚手架', exact: true }).click();
    await page.getByRole('button', { name: '脚手架连墙件缺失' }).click();
    await page.getByRole('button', { name: '密目网破损' }).click();
    await page.getByRole('button', { name: '脚手架连墙件缺失' }).click();
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('脚手架连墙件缺失；密目网破损');
    await pages.look(page, 'phone-report-phrases');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'wall ties missing' }).waitFor();
    await pages.look(page, 'phone-report-phrases-en');
  });

  it('of a major hazard names its criterion, each shown with its words, those of the category first', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByRole('button', { name: '大字' }).click();
    await page.getByRole('button', { name: '脚手架', exact: true }).click();
    await page.getByText('可能是重大隐患').click();
    const field = page.getByLabel('判定依据');
    await field.waitFor();
    await page.getByText('不必等确认').waitFor();
    expect(await page.getByRole('listbox').count()).toBe(0);
    await field.click();
    await page.getByText('与“脚手架”有关').waitFor();
    const options = page.locator('.ant-select-item-option');
    expect(await options.first().innerText()).toMatch(/^脚手架工程\s+基础承载力不足/);
    await page.keyboard.type('照明');
    await options.filter({ hasText: '施工临时用电' }).waitFor();
    await page.evaluate(() => {
      const [bottom, top] = [
        document.querySelector('.criterion')?.getBoundingClientRect().bottom,
        document.querySelector('.submit-bar')?.getBoundingClientRect().top,
      ];
      window.scrollBy(0, (bottom ?? 0) - (top ?? 0));
    });
    await page.keyboard.press('Enter');
    await page.getByText(/照明未使用安全电压。依据/).waitFor();
    const [bar, words] = await Promise.all([page.locator('.submit-bar').boundingBox(), page.locator('.criterion').boundingBox()]);
    expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThanOrEqual((bar?.y ?? 0) + 1);
    await page.getByRole('button', { name: '标准' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('For “scaffold”').waitFor({ state: 'detached' });
    await pages.look(page, 'phone-report-major-en');
  });

  it('left unfinished is there again, says so, and can be cleared at once', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByLabel('发现了什么').fill('灭火器过期三具');
    expect(await page.getByText('已恢复未提交的草稿').count()).toBe(0);
    await page.reload();
    await page.getByText(/^已恢复未提交的草稿（\d+月\d+日\(周.\)\d\d:\d\d）$/).waitFor();
    await pages.look(page, 'phone-report-restored');
    await page.getByRole('button', { name: '大字' }).click();
    await pages.look(page, 'phone-report-restored-large');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(/^Your unsent draft is here again/).waitFor();
    await pages.look(page, 'phone-report-restored-en');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '清空', exact: true }).click();
    const bubble = page.getByRole('tooltip').filter({ hasText: '清空已填写的内容？' });
    await pages.look(page, 'phone-report-clear-sure');
    const { x, width } = (await bubble.boundingBox()) ?? { x: 0, width: 0 };
    expect([x >= 8, x + width <= phone.width - 8]).toEqual([true, true]);
    await bubble.getByRole('button', { name: '清空重填' }).click();
    await page.getByText('已恢复未提交的草稿').waitFor({ state: 'detached' });
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('');
    await page.reload();
    await page.getByLabel('发现了什么').waitFor();
    expect(await page.getByText('已恢复未提交的草稿').count()).toBe(0);
  });

  it('that was handed in from far down the page says so at its top', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByRole('button', { name: '大字' }).click();
    await choosesZone(page);
    await page.getByLabel('发现了什么').fill('连墙件缺失两处');
    await page.getByRole('button', { name: '脚手架', exact: true }).click();
    await remindsAtOneMoment(page);
    await page.getByText('可能是重大隐患').click();
    await page.getByLabel('判定依据').click();
    await page.keyboard.type('连墙件');
    await page.locator('.ant-select-item-option-active', { hasText: '脚手架工程' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
    await submits(page);
    await isReported(page);
    await until(() => page.evaluate(() => window.scrollY === 0 && document.activeElement?.tagName === 'H1'));
    const reminders = page.getByRole('region', { name: '时限与升级' }).getByText(/仍未提交整改结果：提醒/);
    await until(async () => (await reminders.count()) === 1);
    expect(await reminders.innerText()).toMatch(/，每周提醒，到期前3个工作日，到期前1个工作日$/);
    await pages.look(page, 'phone-reported-major-large');
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByText('脚手架', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('scaffold', { exact: true }).waitFor();
  });

  it('begun without a network: the page opens, keeps the pictures when it is closed, and goes once, with both its times', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await startsWithoutNetwork(page);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByLabel('发现了什么').fill('基坑边堆载');
    await choosesZone(page);
    await page.getByLabel('选择照片').setInputFiles([await aPicture('#c36'), await aPicture('#63c')]);
    await page.getByText('网络不可用，照片尚未上传，已保存在本机').waitFor();
    await page.reload();
    await page.getByText('网络不可用，照片尚未上传，已保存在本机').waitFor();
    await until(() => page.getByRole('img', { name: '照片2' }).evaluate((shown: HTMLImageElement) => shown.naturalWidth > 0));
    await pages.look(page, 'phone-report-photos-offline');
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('基坑边堆载');
    await submits(page);
    await tray(page, 1).getByText('基坑边堆载').waitFor();
    await tray(page, 1).getByText('照片2张').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.getByText('网络不可用，已转为待提交，联网后自动提交').waitFor();
    expect(await page.getByLabel('发现了什么').inputValue()).toBe('');
    await page.getByLabel('发现了什么').fill('配电箱未上锁');
    await choosesZone(page);
    await submits(page);
    await tray(page, 2).waitFor();
    await page.reload();
    await tray(page, 2).waitFor();
    await page.getByRole('link', { name: '上报(2)' }).waitFor();
    await pages.look(page, 'phone-report-tray');
    await page.getByRole('button', { name: '删除：配电箱未上锁' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click();
    await tray(page, 1).waitFor();
    await page.goto('/tasks');
    await page.getByText('网络不可用，目前只能上报').waitFor();
    await page.context().setOffline(false);
    await until(async () => (await hazardsOf(page, '基坑边堆载')).length > 0);
    await page.goto('/report');
    await page.getByRole('link', { name: '上报', exact: true }).waitFor();
    const [id = '', ...others] = await hazardsOf(page, '基坑边堆载');
    expect(others).toEqual([]);
    expect(await hazardsOf(page, '配电箱未上锁')).toEqual([]);
    const { photos, timeline } = (await (await page.request.get(`/api/hazards/${id}`)).json()) as {
      photos: { shotAt: string; receivedAt: string }[];
      timeline: { at: string; events: { type: string; writtenAt?: string }[] }[];
    };
    expect(photos).toHaveLength(2);
    for (const { shotAt, receivedAt } of photos) expect(shotAt < receivedAt).toBe(true);
    const written = timeline[0]?.events[0]?.writtenAt ?? '';
    expect([written < (timeline[0]?.at ?? ''), written.length]).toEqual([true, 24]);
    await page.goto(`/hazards/${id}`);
    await page.getByText('当时没有网络，时间由手机记录').waitFor();
    await pages.look(page, 'phone-hazard-reported-later');
  });

  it('that is refused waits in the tray with the reason, and can be changed', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await page.getByLabel('发现了什么').fill('安全网破损');
    await page.context().setOffline(true);
    await choosesZone(page);
    await submits(page);
    await tray(page, 1).waitFor();
    await page
      .context()
      .route('**/api/hazards', (route) => route.continue({ postData: { ...(route.request().postDataJSON() as object), zone: 'z999' } }));
    await page.context().setOffline(false);
    await tray(page, 1).getByText('z999').waitFor();
    await pages.look(page, 'phone-report-tray-refused', ['z999']);
    await page.context().unroute('**/api/hazards');
    await page.getByRole('button', { name: '修改：安全网破损' }).click();
    await page.getByLabel('发现了什么').fill('安全网破损3处');
    await submits(page);
    await isReported(page);
    expect(await hazardsOf(page, '安全网破损')).toHaveLength(1);
  });

  it('waits for whoever wrote it, and nothing of him is left for the next one who opens the page without a network', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await startsWithoutNetwork(page);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('用户名').waitFor();
    await until(() => page.evaluate(async () => (await caches.match('/api/zones')) === undefined));
    expect(await page.evaluate(() => localStorage.getItem('safety-grid/reader'))).toBeNull();
    await page.context().setOffline(true);
    await page.goto('/report');
    await page.getByText('没有取到最新情况').waitFor();
    expect(await page.getByLabel('发现了什么').count()).toBe(0);
  });
});

it('keeps to its own host, and no page complains', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints.filter((each) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(each))).toEqual([]);
});
