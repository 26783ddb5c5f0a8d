import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../domain/dispatch/period.ts';
import { addDays, dateIn, instantFromMs, plusMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { watchStatistics } from '../../ledger/dispatch/statistics.ts';
import { exampleBureau, examplePassword } from '../../stack/example-bureau.ts';
import { desk } from './a-browser.ts';
import type { phone } from './a-browser.ts';
import { pagesOfTheExampleBureau } from './pages-of-the-example-bureau.ts';

/** Every address that app.tsx knows: a page that nobody visits here fails the first test. */
const known = [...readFileSync(join(import.meta.dirname, '../../web/src/app.tsx'), 'utf8').matchAll(/path="([^"*]+)"/g)].map(
  ([, path = '']) => path,
);

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
const period = periodOf(dateIn(instantFromMs(Date.now())));
const ids: { hazard: string; vacancy: string; supervision: string } = { hazard: '', vacancy: '', supervision: '' };

async function jsonOf(page: Page, method: 'GET' | 'POST', address: string, data?: object): Promise<unknown> {
  const answer = await page.request.fetch(address, { method, ...(data && { data }) });
  expect(answer.ok(), `${method} ${address}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

type Visitor = 'nobody' | 'inspector' | 'head1' | 'office' | 'first' | '审计员' | '管理员';
/** Who visits which page, under the address of app.tsx. */
const visits: Record<string, () => [Visitor, string]> = {
  'p/:zone': () => ['nobody', '/p/z1'],
  track: () => ['nobody', '/track'],
  'sign-in': () => ['nobody', '/sign-in'],
  'first-password': () => ['nobody', '/first-password'],
  office: () => ['管理员', '/office'],
  'office/calendar/:year?': () => ['head1', `/office/calendar/${period.slice(0, 4)}`],
  'office/policies': () => ['first', '/office/policies'],
  'office/policies/draft': () => ['office', '/office/policies/draft'],
  'office/notices': () => ['head1', '/office/notices'],
  'office/engine': () => ['审计员', '/office/engine'],
  audit: () => ['审计员', '/audit'],
  accounts: () => ['管理员', '/accounts'],
  'me/account': () => ['head1', '/me/account'],
  'me/notices': () => ['head1', '/me/notices'],
  home: () => ['first', '/home'],
  tasks: () => ['first', '/tasks'],
  report: () => ['inspector', '/report'],
  ledger: () => ['office', '/ledger'],
  'ledger/import': () => ['office', '/ledger/import'],
  'hazards/:id': () => ['head1', `/hazards/${ids.hazard}`],
  'cases/:id': () => ['office', `/cases/${ids.vacancy}`],
  'supervisions/:id/draft': () => ['office', `/supervisions/${ids.supervision}/draft`],
  stuck: () => ['office', '/stuck'],
  dispatches: () => ['head1', '/dispatches'],
  'dispatches/trends': () => ['office', '/dispatches/trends'],
  'dispatches/:period': () => ['office', `/dispatches/${period}`],
  'dispatches/:period/reports/:unit': () => ['head1', `/dispatches/${period}/reports/u1`],
  'statistics/:term': () => ['office', `/statistics/${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`],
  zones: () => ['office', '/zones'],
  'zones/:code': () => ['head1', '/zones/z1'],
  'organisation/people': () => ['office', '/organisation/people'],
  'organisation/document': () => ['管理员', '/organisation/document'],
};

/** Whom a sentence of the api may name that nothing else on the page does. */
const everybody = exampleBureau(Date.now()).people.map(({ name }) => name);
const commandToType = 'npm run audit:verify -- --against';

const isWord = (text: string) => text.length <= 60 && !/[。.] ?$/.test(text);
const wordsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value].filter(isWord) : value && typeof value === 'object' ? Object.values(value).flatMap(wordsIn) : [];

/** What the api told that page: names, titles, codes. Sentences are not among them: those are ours, and have to be in the reader's language. */
function dataTold(page: Page): () => Promise<string[]> {
  const told: Promise<string[]>[] = [];
  page.on('response', (response: Response) => {
    const isJson = (response.headers()['content-type'] ?? '').includes('json');
    if (isJson && response.url().includes('/api/')) told.push(response.json().then(wordsIn, () => []));
  });
  return async () => [...new Set((await Promise.all(told)).flat())].sort((a, b) => b.length - a.length);
}

async function isThere(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('main').locator('h1, [role=alert], form').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('main .ant-skeleton').first().waitFor({ state: 'hidden' });
}

/** Walks all pages of one visitor in one window. A paper that says of itself in which language it is has no words of the page. */
async function walks(visitor: Visitor, viewport: typeof phone, language: 'zh' | 'en', name: string): Promise<void> {
  const page =
    visitor === 'nobody'
      ? await pages.opens(visitor, viewport, '/sign-in')
      : await pages.windowOf(visitor, viewport, visitor === '管理员' ? '/accounts' : '/tasks');
  const data = dataTold(page);
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  for (const [path, visit] of Object.entries(visits)) {
    const [who, address] = visit();
    if (who !== visitor) continue;
    await isThere(page, address);
    const shown = await page.locator('body').innerText();
    const hashes = shown.match(/[0-9a-f]{12,}/g) ?? [];
    const told = [commandToType, ...everybody, ...hashes, ...(await page.locator('main [lang]').allInnerTexts()), ...(await data())];
    await pages.look(page, `every-${name}-${path.replaceAll(/[/:]+/g, '-')}`, told);
    const left = told.reduce((text, each) => (each === '' ? text : text.replaceAll(each, '')), shown).replaceAll('中文', '');
    if (language === 'en') expect(left.match(/[\u4e00-\u9fff]+/g) ?? [], `${address} speaks English`).toEqual([]);
  }
  await page.context().close();
}

/** Every page, for each who visits it, at those sizes and in those languages: whole, in one language, and without a complaint. */
export function everyPage(sizes: [name: string, viewport: typeof phone, language: 'zh' | 'en'][]): void {
  beforeAll(async () => {
    pages = await pagesOfTheExampleBureau(async (ledger) => {
      await putAccount(ledger, { username: '审计员', password: examplePassword, person: null, role: 'auditor' });
      await putAccount(ledger, { username: '管理员', password: examplePassword, person: null, role: 'administrator' });
    });
    const windows = await Promise.all((['inspector', 'office', 'first'] as const).map((each) => pages.windowOf(each, desk)));
    const [inspector, office, first] = windows as [Page, Page, Page];
    const criteria = (await jsonOf(inspector, 'GET', '/api/criteria')) as { items: { code: string }[] };
    const major = { title: '深基坑超挖', description: '坑底渗水', class: 'major', criterion: criteria.items[0]?.code };
    await jsonOf(inspector, 'POST', '/api/hazards', { zone: 'z2', title: '外架连墙件缺失', description: '二层缺两处' });
    ids.hazard = ((await jsonOf(inspector, 'POST', '/api/hazards', { zone: 'z1', ...major })) as { id: string }).id;
    await jsonOf(office, 'POST', `/api/hazards/${ids.hazard}/commands`, { type: 'ProposeSupervision', reason: '渗水加剧，整改缓慢' });
    const shown = (await jsonOf(office, 'GET', `/api/hazards/${ids.hazard}`)) as { supervisions: { id: string }[] };
    ids.supervision = shown.supervisions[0]?.id ?? '';
    const dueOn = addDays(dateIn(instantFromMs(Date.now())), 20);
    await jsonOf(first, 'POST', `/api/supervisions/${ids.supervision}/commands`, {
      ...{ type: 'DecideSupervision', list: true, requirement: '停止作业，回填反压', dueOn },
    });
    const owed = (await jsonOf(office, 'GET', '/api/tasks')) as { owed: { id: string; page: string }[] };
    ids.vacancy = owed.owed.find(({ page }) => page.startsWith('/cases/'))?.id ?? '';
    await jsonOf(office, 'POST', '/api/dispatches', { period });
    await pages.inLedger((ledger) => watchStatistics(ledger, plusMs(instantFromMs(Date.now()), 92 * 86_400_000)));
    await Promise.all(windows.map((page) => page.context().close()));
  });
  afterAll(() => pages?.close());

  describe('every page', () => {
    it('has somebody who visits it here', () => {
      expect(known.length).toBeGreaterThan(15);
      expect(Object.keys(visits).toSorted()).toEqual(known.toSorted());
    });

    describe.each(sizes)('on a %s', (name, viewport, language) => {
      it.each<Visitor>(['nobody', 'inspector', 'head1', 'office', 'first', '审计员', '管理员'])(
        'is whole and in one language for %s',
        async (visitor) => walks(visitor, viewport, language, name),
      );
    });

    it('complains of nothing', () => {
      expect(pages.complaints).toEqual([]);
      expect(pages.strangers).toEqual([]);
    });
  });
}
