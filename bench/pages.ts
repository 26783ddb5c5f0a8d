import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { examplePassword } from '../stack/example-bureau.ts';
import { benchStack } from './bench-stack.ts';
import { percentile, untilIdle } from './measure.ts';
import { seed } from './seed.ts';

const cases = 20_000;
const looksPerPage = 10;
const clocksWithinMs = 600_000;
const idleWithinMs = 240_000;

/** The pages in Chromium with twenty thousand open hazards: the first load of a browser that knows nothing yet, then each page from the press of its link until it shows what it is for. */
export async function pages() {
  const stack = await benchStack(defaultPolicy);
  await seed(stack.ledger, cases, instantFromMs(Date.now()));
  const seededAt = Date.now();
  while ((await stack.outbox()).waiting > 0 && Date.now() < seededAt + clocksWithinMs) await sleep(1_000);
  await untilIdle(idleWithinMs);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const first: number[] = [];
  const later: Record<string, number[]> = {};
  for (let each = 0; each < looksPerPage; each += 1) {
    const page = await (await browser.newContext({ baseURL: stack.apiUrl, locale: 'zh-CN' })).newPage();
    first.push(await timed(async () => void (await page.goto('/sign-in'), await page.getByLabel('用户名').waitFor())));
    await page.getByLabel('用户名').fill('office');
    await page.getByLabel('密码', { exact: true }).fill(examplePassword);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('navigation').getByRole('link').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const [name, ms] of await walked(page)) (later[name] ??= []).push(ms);
    await page.context().close();
  }
  await browser.close();
  await stack.end();
  const figures = (values: number[]) => ({ p50Ms: percentile(values, 0.5), worstMs: percentile(values, 1) });
  return {
    cases,
    firstLoad: figures(first),
    later: Object.fromEntries(Object.entries(later).map(([name, values]) => [name, figures(values)])),
  };
}

async function timed(act: () => Promise<void>): Promise<number> {
  const beganAt = performance.now();
  await act();
  return performance.now() - beganAt;
}

/** Each link of the menu in turn, twice round: what was loaded once is measured. */
async function walked(page: Page): Promise<[string, number][]> {
  const measured: [string, number][] = [];
  for (const isMeasured of [false, true]) {
    const names = await page.getByRole('navigation').getByRole('link').allInnerTexts();
    for (const [at, name] of [...names.entries()].toReversed()) {
      const ms = await timed(() => opens(page, at));
      if (isMeasured) measured.push([name.replace(/\(\d+\)/, ''), ms]);
      await page.waitForLoadState('networkidle');
    }
  }
  return measured;
}

/** Until another page than before has its heading and nothing is waited for. */
async function opens(page: Page, at: number): Promise<void> {
  await page.locator('main > *').evaluateAll((shown) => shown.forEach((each) => each.setAttribute('data-before', '')));
  await page.getByRole('navigation').getByRole('link').nth(at).click();
  await page.locator('main > :not([data-before]) h1').first().waitFor();
  await page.locator('main .ant-skeleton').first().waitFor({ state: 'hidden' });
}
