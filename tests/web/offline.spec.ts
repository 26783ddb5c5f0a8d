import type { Page, Worker } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePassword } from '../../stack/example-bureau.ts';
import { phone, signsIn } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';
import { until } from '../support/until.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(undefined, { startsOffline: true });
});
afterAll(() => pages?.close());

const aPicture = () =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: '#683' } })
    .png()
    .toBuffer();
const what = (page: Page) => page.getByLabel('发现了什么');
const tray = (page: Page, count: number) => page.getByRole('region', { name: `待提交(${count})` });
const submits = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click();
const choosesZone = async (page: Page) => {
  await page.getByLabel('责任区').first().click();
  await page.keyboard.type('城东');
  await page.keyboard.press('Enter');
};
const keptZones = (page: Page) => page.evaluate(async () => (await (await caches.match('/api/zones'))?.text()) ?? null);
const hazardsOf = (page: Page, title: string) =>
  page.evaluate(async (q) => {
    const answer = await fetch(`/api/hazards?q=${encodeURIComponent(q)}`);
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  }, title);

/** The inspector's page for reporting, once its service worker answers and keeps what it needs. */
async function aPageThatStartsWithoutNetwork(): Promise<Page> {
  const page = await pages.windowOf('inspector', phone, '/report');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null));
  await page.reload();
  await what(page).waitFor();
  await until(async () => (await keptZones(page)) !== null);
  return page;
}

/** The service worker's patience is over at once. */
async function losesPatience(page: Page): Promise<void> {
  const worker = page.context().serviceWorkers()[0] as Worker;
  await worker.evaluate(() => {
    const later = globalThis.setTimeout;
    globalThis.setTimeout = ((act: () => void) => later(act, 0)) as typeof setTimeout;
  });
}

/** What is asked there gets its answer from the server at once, but the page only when it is let go. */
async function holdsBack(page: Page, path: string, change = (body: string) => body) {
  let letGo = () => {};
  let hasAsked = () => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const asked = new Promise<void>((resolve) => (hasAsked = resolve));
  await page.context().route(
    path,
    async (route) => {
      const response = await route.fetch();
      const body = change(await response.text());
      hasAsked();
      await free;
      await route.fulfill({ response, body });
    },
    { times: 1 },
  );
  return { asked, letGo };
}

describe('a slow network', () => {
  it('is waited for as long as it takes where nothing is kept', async () => {
    const page = await aPageThatStartsWithoutNetwork();
    await page.evaluate(async () => {
      await (await caches.open('shell')).delete('/', { ignoreVary: true });
      await caches.delete('answers');
    });
    await losesPatience(page);
    const zones = await holdsBack(page, '**/api/zones');
    const opened = await holdsBack(page, '**/report');
    const reloaded = page.reload();
    await opened.asked;
    await page
      .context()
      .serviceWorkers()[0]
      ?.evaluate(() => new Promise((resolve) => globalThis.setTimeout(resolve, 0)));
    opened.letGo();
    await reloaded;
    await zones.asked;
    await page
      .context()
      .serviceWorkers()[0]
      ?.evaluate(() => new Promise((resolve) => globalThis.setTimeout(resolve, 0)));
    zones.letGo();
    await what(page).waitFor();
  });

  it('is not waited for where something is kept, which the late answer replaces', async () => {
    const page = await aPageThatStartsWithoutNetwork();
    await losesPatience(page);
    const zones = await holdsBack(page, '**/api/zones', (body) => body.replaceAll('城东', '城东新'));
    await page.reload();
    await what(page).waitFor();
    await zones.asked;
    expect(await keptZones(page)).not.toContain('城东新');
    zones.letGo();
    await until(async () => (await keptZones(page))?.includes('城东新') ?? false);
  });
});

describe('who signs out while something is being asked', () => {
  it.each(['**/api/me', '**/api/zones'])('leaves nothing of himself, though %s is answered afterwards', async (path) => {
    const page = await aPageThatStartsWithoutNetwork();
    const other = await page.context().newPage();
    const late = await holdsBack(page, path);
    const answered = other.waitForResponse(path);
    await other.goto('/report');
    await late.asked;
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('用户名').waitFor();
    await until(async () => (await keptZones(page)) === null);
    await page.context().setOffline(true);
    late.letGo();
    await (await answered).finished();
    await page.goto('/report');
    await page.getByText('没有取到最新情况').waitFor();
    expect(await what(page).count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('safety-grid/reader'))).toBeNull();
    expect(await keptZones(page)).toBeNull();
  });
});

type Route = Parameters<Parameters<Page['route']>[1]>[0];

/** A report in the tray, refused by `answer` when the network is back. */
async function aRefusedReport(title: string, answer: (route: Route) => Promise<void>): Promise<Page> {
  const page = await pages.windowOf('inspector', phone, '/report');
  await what(page).waitFor();
  await page.context().route('**/api/hazards', answer);
  await page.context().setOffline(true);
  await choosesZone(page);
  await what(page).fill(title);
  await submits(page);
  await tray(page, 1).waitFor();
  await page.context().setOffline(false);
  await tray(page, 1).locator('.fault').waitFor();
  return page;
}

const unroute = (page: Page) => page.context().unroute('**/api/hazards');
const badZone = (route: Route) => route.continue({ postData: { ...(route.request().postDataJSON() as object), zone: 'z999' } });
const keyReused = (route: Route) =>
  route.fulfill({
    status: 409,
    contentType: 'application/problem+json',
    json: { type: 'about:blank', title: 'Conflict', status: 409, code: 'KEY_REUSED', detail: '已经送达' },
  });

type Kept = { reports: { key: string }[]; shots: { draft: string }[] };
const keptIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<Kept>((resolve) => {
        indexedDB.open('safety-grid').onsuccess = ({ target }) => {
          const open = (target as IDBOpenDBRequest).result.transaction(['reports', 'shots']);
          const [reports, shots] = [open.objectStore('reports').getAll(), open.objectStore('shots').getAll()];
          open.oncomplete = () => resolve({ reports: reports.result as Kept['reports'], shots: shots.result as Kept['shots'] });
        };
      }),
  );

describe('a report in the tray', () => {
  it('that goes as a new one is whole, with its photos, whenever the browser is killed', async () => {
    const page = await aRefusedReport('脚手架立杆悬空', keyReused);
    const [before] = (await keptIn(page)).reports;
    await page.evaluate(
      (draft) =>
        new Promise((resolve) => {
          indexedDB.open('safety-grid').onsuccess = ({ target }) => {
            const writing = (target as IDBOpenDBRequest).result.transaction('shots', 'readwrite');
            writing.objectStore('shots').put({ id: 'shot', draft, file: new File(['x'], '现场.jpg') });
            writing.oncomplete = resolve;
          };
        }),
      before?.key,
    );
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
        if (this.name === 'reports') throw new DOMException('killed', 'AbortError');
        return put.apply(this, given);
      };
    });
    await page.getByRole('button', { name: '作为新的一条上报' }).click();
    await page.getByText('本机没有存下这次改动').waitFor();
    await pages.look(page, 'phone-report-tray-not-kept');
    await page.reload();
    await tray(page, 1).getByText('脚手架立杆悬空').waitFor();
    expect(await keptIn(page)).toMatchObject({ reports: [{ key: before?.key }], shots: [{ draft: before?.key }] });
    const me = await holdsBack(page, '**/api/me');
    await page.getByRole('button', { name: '作为新的一条上报' }).click();
    await me.asked;
    const { reports, shots } = await keptIn(page);
    expect(reports).toHaveLength(1);
    expect(reports[0]?.key).not.toBe(before?.key);
    expect(shots).toMatchObject([{ draft: reports[0]?.key }]);
  });

  it('that is changed stands on the page at once, so that nothing typed meanwhile takes its place', async () => {
    const page = await aRefusedReport('井口无盖板', badZone);
    await unroute(page);
    await page.evaluate(() => {
      const free = new Promise<void>((resolve) => Object.assign(globalThis, { letGo: resolve }));
      Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
        set(this: IDBTransaction, heard: () => void) {
          this.addEventListener('complete', () => void free.then(heard));
        },
      });
    });
    await page.getByRole('button', { name: '修改：井口无盖板' }).click();
    await until(async () => (await what(page).inputValue()) === '井口无盖板');
    await what(page).fill('井口无盖板2处');
    await page.evaluate(() => (globalThis as unknown as { letGo: () => void }).letGo());
    await page.getByRole('region', { name: /待提交/ }).waitFor({ state: 'detached' });
    expect(await what(page).inputValue()).toBe('井口无盖板2处');
    await page.reload();
    await until(async () => (await what(page).inputValue()) === '井口无盖板2处');
    await submits(page);
    await page.getByRole('heading', { name: '已上报' }).waitFor();
    expect(await hazardsOf(page, '井口无盖板2处')).toHaveLength(1);
  });

  it('can’t be put over what is being written, and stays where the browser keeps no draft', async () => {
    const page = await aRefusedReport('洞口无警示', badZone);
    await unroute(page);
    await what(page).fill('另一处');
    await page.getByRole('button', { name: '修改：洞口无警示' }).waitFor({ state: 'detached' });
    await page.getByText('下面正在填写另一条，提交或清空后，才能修改这一条。').waitFor();
    await pages.look(page, 'phone-report-tray-no-edit', ['z999']);
    await page.getByRole('button', { name: '清空重填' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '清空重填' }).click();
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.getByRole('button', { name: '修改：洞口无警示' }).click();
    await page.getByText('本机没有存下这次改动').waitFor();
    await tray(page, 1).getByText('洞口无警示').waitFor();
    expect((await keptIn(page)).reports).toHaveLength(1);
  });

  it('that is deleted while another one is being sent is not sent after all', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().setOffline(true);
    for (const [i, title] of ['电缆拖地', '爬梯松动'].entries()) {
      await choosesZone(page);
      await what(page).fill(title);
      await submits(page);
      await tray(page, i + 1).waitFor();
    }
    const first = await holdsBack(page, '**/api/hazards');
    await page.context().setOffline(false);
    await first.asked;
    await page.getByRole('button', { name: '删除：爬梯松动' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click();
    await tray(page, 1).waitFor();
    first.letGo();
    await page.getByRole('heading', { name: '已上报' }).waitFor();
    expect(await hazardsOf(page, '电缆拖地')).toHaveLength(1);
    expect(await hazardsOf(page, '爬梯松动')).toEqual([]);
  });

  it.each([
    [413, '每张照片不得超过20 MB', 'A photo may have 20 MB at most'],
    [403, '途中的设备拒绝了这次提交（403）', 'turned it away on the way (403)'],
  ])('that something between turned away with a bare %i says what happened and what to do', async (status, zh, en) => {
    const page = await aRefusedReport('配电箱敞开', (route) => route.fulfill({ status, contentType: 'text/html', body: '<h1>no</h1>' }));
    await tray(page, 1).getByText(zh).waitFor();
    await pages.look(page, `phone-report-tray-${status}`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(en).waitFor();
    await pages.look(page, `phone-report-tray-${status}-en`);
  });
});

const handsIn = async (page: Page, title: string) => {
  await choosesZone(page);
  await what(page).fill(title);
  await submits(page);
  await page.getByRole('button', { name: `删除：${title}` }).waitFor();
};

describe('a network that comes and goes', () => {
  it('is named by each page, with the moment of what it shows', async () => {
    const page = await pages.windowOf('inspector', phone, '/ledger');
    await page.getByRole('heading', { name: '台账' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText(/^网络不可用，显示的是\d\d:\d\d的内容。$/).waitFor();
    await pages.look(page, 'phone-offline-ledger');
    await page.getByRole('button', { name: '大字' }).click();
    await pages.look(page, 'phone-offline-ledger-large');
    await page.getByRole('button', { name: '标准' }).click();
    await page.getByRole('link', { name: '上报', exact: true }).click();
    await page.getByText('网络不可用，可照常填写，联网后自动提交。').waitFor();
    await page.getByRole('link', { name: '台账' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(/^No network: you see what was read at \d\d:\d\d\.$/).waitFor();
    await pages.look(page, 'phone-offline-ledger-en');
    await page.context().setOffline(false);
    await page.getByText(/^No network/).waitFor({ state: 'detached' });
  });

  it('keeps a page that was never opened here from being opened, which is said, until it is back', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: '台账' }).click();
    await page.getByText('网络不可用，这个页面联网后才能打开。').waitFor();
    await pages.look(page, 'phone-offline-unopened');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: '台账' }).waitFor();
  });

  it('is not blamed for a page whose files do not come with it either: it is opened anew once', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().route(/assets\/ledger-/, (route) => route.abort());
    let opened = 0;
    page.on('domcontentloaded', () => opened++);
    await page.getByRole('link', { name: '台账' }).click();
    await page.getByText('页面出错，您填写的内容已保存在本机。').waitFor();
    expect(opened).toBe(1);
    await page.context().setOffline(true);
    await page.context().unroute(/assets\/ledger-/);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByRole('heading', { name: '台账' }).waitFor();
  });

  it('is not blamed for a fault of the page', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().route(/api\/hazards\?/, (route) => route.fulfill({ json: {} }));
    await page.getByRole('link', { name: '台账' }).click();
    await page.getByText('页面出错，您填写的内容已保存在本机。').waitFor();
    await page.context().setOffline(true);
    await page.getByText('网络不可用，联网后自动更新。').waitFor();
    expect(await page.getByText('这个页面联网后才能打开').count()).toBe(0);
    await page.getByText('页面出错，您填写的内容已保存在本机。').waitFor();
  });

  it('is tried again by hand, which says what came of it', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().setOffline(true);
    await handsIn(page, '基坑积水');
    await page.getByRole('button', { name: '重试：基坑积水' }).click();
    await page.getByText(/^\d\d:\d\d:\d\d已重试，网络仍不可用，联网后自动提交。$/).waitFor();
    await pages.look(page, 'phone-report-tray-tried');
    await page.context().route('**/api/hazards', (route) => route.abort());
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '重试：基坑积水' }).click();
    await page.getByText(/已重试，仍未提交成功，稍后自动再试。$/).waitFor();
  });

  it('leaves of what it sends a card with its number, its person and its deadline, until that is put away', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().setOffline(true);
    await handsIn(page, '井道无防护');
    await what(page).fill('另一处');
    await page.context().setOffline(false);
    const cards = page.getByRole('region', { name: '离线填写，已提交(1)' });
    await cards.getByText(/^已交由.+整改，期限.+前$/).waitFor();
    await pages.look(page, 'phone-report-sent');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Written offline, sent (1)' }).waitFor();
    await pages.look(page, 'phone-report-sent-en');
    await page.getByRole('button', { name: '中文' }).click();
    await cards.getByRole('link', { name: '查看' }).click();
    await page.getByRole('heading', { name: '井道无防护' }).waitFor();
    expect(await page.getByText('离线上报已提交').count()).toBe(0);
    await page.goBack();
    await cards.waitFor();
    await page.reload();
    await cards.getByRole('button', { name: '不再显示' }).click();
    await cards.waitFor({ state: 'detached' });
    await page.reload();
    await what(page).waitFor();
    expect(await cards.count()).toBe(0);
  });

  it('says on whatever page is open that a report went, and keeps nothing of it for the next one who signs in', async () => {
    const page = await pages.windowOf('inspector', phone, '/ledger');
    await page.getByRole('heading', { name: '台账' }).waitFor();
    await page.getByRole('link', { name: '上报', exact: true }).click();
    await what(page).waitFor();
    await page.context().setOffline(true);
    await handsIn(page, '塔吊基础积水');
    await page.getByRole('link', { name: '台账' }).click();
    await page.context().setOffline(false);
    await page.getByText(/^离线上报已提交：\s*AQ-\d{4}-\d{5}$/).waitFor();
    await pages.look(page, 'phone-sent-elsewhere');
    await page.getByRole('button', { name: '大字' }).click();
    await pages.look(page, 'phone-sent-elsewhere-large');
    await page.getByRole('button', { name: '标准' }).click();
    await page.getByRole('status').getByRole('link', { name: '查看' }).click();
    await page.getByRole('heading', { name: '塔吊基础积水' }).waitFor();
    expect(await page.getByText('离线上报已提交').count()).toBe(0);
    await page.getByRole('link', { name: '上报', exact: true }).click();
    await page.getByRole('region', { name: '离线填写，已提交(1)' }).waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('用户名').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('safety-grid/sent'))).toBeNull();
  });
});

describe('who signs out while reports wait', () => {
  it('is asked once, told how many, and they go when he is back', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await page.context().setOffline(true);
    await handsIn(page, '吊篮钢丝绳断丝');
    const question = page.getByRole('dialog', { name: '尚未提交' });
    await page.getByRole('button', { name: '退出' }).click();
    await question.getByText('有1条上报待提交。退出后仍保存在本机，您再次登录后自动提交。').waitFor();
    await pages.look(page, 'phone-sign-out-asked');
    await question.getByRole('button', { name: '暂不退出' }).click();
    await question.waitFor({ state: 'detached' });
    await tray(page, 1).waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await question.getByRole('button', { name: '退出', exact: true }).click();
    await page.getByLabel('用户名').waitFor();
    await page.context().setOffline(false);
    await signsIn(page, 'inspector', examplePassword);
    await page.getByText(/^离线上报已提交：\s*AQ-\d{4}-\d{5}$/).waitFor();
    expect(await hazardsOf(page, '吊篮钢丝绳断丝')).toHaveLength(1);
  });
});

describe('a form on the page of a hazard that is handed in without a network', () => {
  const measures = (page: Page) => page.getByLabel('整改措施和结果');
  const question = (page: Page) => page.getByRole('dialog', { name: '尚未提交' });
  const handsInRepair = (page: Page) => page.getByRole('button', { name: '提交整改结果' }).click();
  const opensTasks = (page: Page) => page.getByRole('link', { name: /^待办/ }).click();

  /** The page of a new hazard, before whoever has to put it right. */
  async function aHazardToRepair(title: string): Promise<Page> {
    const inspector = await pages.windowOf('inspector', phone, '/report');
    await choosesZone(inspector);
    await what(inspector).fill(title);
    await submits(inspector);
    await inspector.getByRole('link', { name: '查看' }).click();
    await inspector.getByRole('heading', { name: title }).waitFor();
    const page = await pages.windowOf('head1', phone, new URL(inspector.url()).pathname);
    await measures(page).waitFor();
    return page;
  }

  it('waits on that page; whoever leaves it is asked, and finds what is not submitted', async () => {
    const page = await aHazardToRepair('基坑支护开裂');
    await measures(page).fill('已加固支护');
    await page.getByLabel('无法拍照的原因').fill('涉密部位，不得拍照');
    await page.context().setOffline(true);
    await handsInRepair(page);
    await page.getByText('网络不可用，尚未提交。请留在此页，联网后自动提交；离开后须回到此页再提交。').waitFor();
    await pages.look(page, 'phone-offline-repair');
    await opensTasks(page);
    await question(page).getByText('现在离开，联网后不会自动提交。').waitFor();
    await pages.look(page, 'phone-offline-repair-leaving');
    await question(page).getByRole('button', { name: '留在此页' }).click();
    await question(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '退出' }).click();
    await question(page).getByText('此页填写的内容尚未提交。').waitFor();
    await question(page).getByRole('button', { name: '暂不退出' }).click();
    await opensTasks(page);
    await question(page).getByRole('button', { name: '离开' }).click();
    await page.waitForURL('**/tasks');
    await page.context().setOffline(false);
    const row = page.getByRole('link', { name: /基坑支护开裂/ });
    await row.getByText('有未提交的草稿').waitFor();
    await pages.look(page, 'phone-tasks-unsent');
    await page.getByRole('button', { name: 'English' }).click();
    await row.getByText('unsent draft').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await row.click();
    await page.getByText(/^已恢复.+填写的内容，尚未提交。$/).waitFor();
    expect(await measures(page).inputValue()).toBe('已加固支护');
    await pages.look(page, 'phone-repair-restored');
    await page.context().setOffline(true);
    await handsInRepair(page);
    await page.getByText('网络不可用，尚未提交。').waitFor();
    await page.context().setOffline(false);
    await page.getByText('已提交：整改｜基坑支护开裂').waitFor();
  });

  it('keeps its pictures, also those that were taken before a word was written, and waits for them on that page', async () => {
    const page = await aHazardToRepair('料台护栏缺失');
    await page.context().setOffline(true);
    await page.getByLabel('选择照片').setInputFiles([{ name: '护栏.png', mimeType: 'image/png', buffer: await aPicture() }]);
    await page.getByText('网络不可用，照片尚未上传，已保存在本机').waitFor();
    await opensTasks(page);
    await page.waitForURL('**/tasks');
    await page.goBack();
    await page.getByRole('img', { name: '照片1' }).waitFor();
    await measures(page).fill('已补装护栏');
    await handsInRepair(page);
    await page.getByText('网络不可用，照片尚未上传，内容尚未提交。').waitFor();
    await pages.look(page, 'phone-offline-repair-photos');
    await page.goForward();
    await question(page).getByRole('button', { name: '留在此页' }).click();
    await page.context().setOffline(false);
    await page.getByText('已提交：整改｜料台护栏缺失').waitFor();
  });

  it('waits in its drawer, which asks before it is closed', async () => {
    const page = await aHazardToRepair('通道口无防护棚');
    await page.getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '备注' }).click();
    const drawer = page.getByRole('dialog', { name: /^备注/ });
    await page.getByLabel('备注内容').fill('棚架已进场');
    await page.context().setOffline(true);
    await drawer.getByRole('button', { name: '备注', exact: true }).click();
    await drawer.getByText('网络不可用，尚未提交。').waitFor();
    await drawer.getByRole('button', { name: '取消' }).click();
    await question(page).getByRole('button', { name: '留在此页' }).click();
    await question(page).waitFor({ state: 'detached' });
    await page.context().setOffline(false);
    await page.getByText('周文博备注：棚架已进场').waitFor();
  });
});

describe('what arrived though its answer was lost', () => {
  it('is not mistaken for what is written after it, which goes when it is sent once more', async () => {
    const page = await pages.windowOf('inspector', phone, '/report');
    await what(page).waitFor();
    await choosesZone(page);
    await what(page).fill('配电箱未接地');
    await submits(page);
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '备注' }).click();
    const words = page.getByLabel('备注内容');
    const submit = page.getByRole('dialog').getByRole('button', { name: '备注', exact: true });
    await page.context().route(
      '**/commands',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await words.fill('旁边的电焊机也未接地');
    await submit.click();
    await page.getByText('暂时连接不上系统。').waitFor();
    await words.fill('电焊机已断电');
    await submit.click();
    await page.getByText('您先前提交的内容已经送达，与现在填写的不同').waitFor();
    await page.getByText('何青备注：旁边的电焊机也未接地').waitFor();
    await pages.look(page, 'phone-arrived-otherwise');
    await submit.click();
    await page.getByText('何青备注：电焊机已断电').waitFor();
  });
});

it('keeps to its own host, and no page complains', () => {
  expect(pages.strangers).toEqual([]);
  // The last is the fault that a test here makes.
  const expected =
    /ERR_(INTERNET_DISCONNECTED|FAILED)| status of 413 |dynamically imported module|TypeError: Cannot read .+ \(reading 'map'\)/;
  expect(pages.complaints.filter((each) => !expected.test(each))).toEqual([]);
});
