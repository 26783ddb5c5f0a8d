import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export const phone = { width: 360, height: 740 };
export const desk = { width: 1366, height: 768 };
const pictures = join(tmpdir(), 'safety-grid-pages');

/**
 * Chromium of the system (CHROMIUM_PATH names another), which must keep to one address and complain of nothing. `startsOffline`: with the
 * service worker, which answers before a test can.
 */
export async function aBrowser(address: string, { startsOffline = false } = {}) {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}: install it, or set CHROMIUM_PATH.`);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  const complaints: string[] = [];
  const strangers: string[] = [];
  mkdirSync(pictures, { recursive: true });

  /** Somebody's own window on the page, with nobody signed in. `before`: what is done to it before the page is opened. */
  async function opens(
    who: string,
    viewport: typeof phone,
    path: string,
    { before, ...options }: BrowserContextOptions & { before?: (page: Page) => Promise<void> } = {},
  ): Promise<Page> {
    const isPhone = viewport.width < 768;
    const serviceWorkers = startsOffline ? 'allow' : 'block';
    const context = await browser.newContext({
      baseURL: address,
      viewport,
      isMobile: isPhone,
      hasTouch: isPhone,
      locale: 'zh-CN',
      serviceWorkers,
      ...options,
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`${who} ${error.message}`));
    page.on('console', (message) => {
      const isRefusal = / status of 4(01|03|04|09|22|29) /.test(message.text()) && message.location().url.startsWith(`${address}/api/`);
      if (message.type() === 'error' && !isRefusal) complaints.push(`${who} ${message.text()} ${message.location().url}`);
    });
    page.on('request', (request) => {
      if (![address, `blob:${address}`, 'data:'].some((own) => request.url().startsWith(own))) strangers.push(request.url());
    });
    await before?.(page);
    await page.goto(path);
    return page;
  }

  return {
    /** What pages wrote to the console as an error, or threw. The browser's own note that the api refused something is no fault of theirs. */
    complaints,
    /** Requests to another host. */
    strangers,
    opens,
    /** A person's own window on the page, signed in by the form. */
    async windowOf(username: string, password: string, viewport: typeof phone, path = '/tasks'): Promise<Page> {
      const page = await opens(username, viewport, path);
      await signsIn(page, username, password);
      await page.waitForURL(`**${path}`);
      return page;
    },
    /** Keeps a picture of the whole page, and holds it against the rules of accessibility (WCAG 2.1 A and AA). `data`: what is no word of ours. */
    async look(page: Page, name: string, data: readonly string[] = []): Promise<void> {
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => {
        const { axe: rules } = globalThis as unknown as { axe: typeof axe };
        return rules.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
      });
      const faults = found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${any[0]?.message ?? ''} ${html}`));
      expect(faults, name).toEqual([]);
      const isChinese = (await page.evaluate<string>('document.documentElement.lang')).startsWith('zh');
      const shown = isChinese ? await page.evaluate<string>('document.body.innerText') : '';
      const words = data.reduce((text, each) => text.replaceAll(each, ''), shown);
      expect(
        words.replace(/English|\b(jpe?g|png|heic|xlsx|Excel|PDF|JSON|YAML)\b/g, '').match(/[a-z]{3,}/gi) ?? [],
        `${name} speaks Chinese`,
      ).toEqual([]);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    },
    close: () => browser.close(),
  };
}

/** Fills in the form on the page that asks who is there. */
export async function signsIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}
