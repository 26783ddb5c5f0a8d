import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../api/pages.ts';
import { safeHeaders } from '../../api/safe-headers.ts';
import { aBrowser, desk, phone } from '../support/a-browser.ts';

const server = createServer(express().use(safeHeaders).use(pages()));
let browser: Awaited<ReturnType<typeof aBrowser>>;
let address = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await aBrowser(address);
});
afterAll(async () => {
  await browser?.close();
  server.close();
});

const notice = '请用较新的浏览器打开本页';

describe('whoever can’t run the pages', () => {
  it.each([
    ['phone', phone],
    ['desk', desk],
  ])('is told without scripts which browser can, in both languages, %s', async (name, viewport) => {
    const page = await browser.opens('nobody', viewport, '/tasks', { javaScriptEnabled: false });
    await page.getByRole('heading', { name: notice }).waitFor();
    await page.getByRole('heading', { name: 'Please open this page in a newer browser' }).waitFor();
    await page.getByText('极速模式').first().waitFor();
    await page.getByText(/Chrome or Edge 100 or later/).waitFor();
    await page.screenshot({ path: join(tmpdir(), 'safety-grid-pages', `${name}-no-script.png`), fullPage: true });
  });

  it('has an older Chromium, on which the program does not even begin', async () => {
    const page = await browser.opens('nobody', desk, '/tasks', {
      before: async (opened) => {
        await opened.addInitScript(() => Reflect.deleteProperty(AbortSignal.prototype, 'throwIfAborted'));
        await opened.route('**/assets/index-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'class { static {' }));
      },
    });
    await page.getByRole('heading', { name: notice }).waitFor();
    const english = await page.locator('#old-browser [lang=en]').innerText();
    await browser.look(page, 'desk-old-browser', [english, 'Chrome', 'Edge', 'JavaScript']);
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('Unexpected')]);
  });

  it('sees nothing of it where the program runs', async () => {
    const page = await browser.opens('nobody', desk, '/track');
    await page.getByRole('heading').first().waitFor();
    expect(await page.locator('#old-browser').count()).toBe(0);
    expect(browser.complaints).toEqual([]);
    expect(browser.strangers).toEqual([]);
  });

  it('is served a page under a policy that lets no script in but from files', async () => {
    const answer = await fetch(`${address}/tasks`, { headers: { Accept: 'text/html' } });
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    const page = await answer.text();
    expect(page).toMatch(/<script async src="\/old-browser\.js"/);
    expect(page.match(/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/g)).toBeNull();
    const script = await fetch(`${address}/old-browser.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    // What browsers of twenty years ago understand.
    expect(await script.text()).not.toMatch(/=>|\b(const|let|class|async)\b|`|\?\.|\?\?/);
  });
});
