import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsAfter, periodOf } from '../../domain/dispatch/period.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { desk, phone } from '../support/a-browser.ts';
import { pagesOfTheExampleBureau } from '../support/pages-of-the-example-bureau.ts';

let pages: Awaited<ReturnType<typeof pagesOfTheExampleBureau>>;
beforeAll(async () => {
  pages = await pagesOfTheExampleBureau(aYearOfMonths);
});
afterAll(() => pages?.close());

const newest = monthsAfter(periodOf(dateIn(instantFromMs(Date.now()))), -1);
const skipped = 4;
const overdue = '深基坑临边防护缺失';

/** Twelve months but for one, of two units; in the newest one unit has a case that is overdue. */
async function aYearOfMonths({ pool }: Ledger): Promise<void> {
  for (let back = 0; back < 12; back += 1) {
    if (back === skipped) continue;
    for (const [zone, name, unit, share] of [
      ['z1', '城东房建责任区', 'u1', 2],
      ['z2', '城西房建责任区', 'u2', 1],
    ] as const) {
      const due = 10 + ((back * 3 + share) % 5);
      const late = back === 0 && unit === 'u1' ? 1 : 0;
      const marks = {
        ...{ due, closedOfDue: due - 1, closedOnTime: due - 2 - ((back + share) % 4), found: 8 + ((back * share) % 6), closed: due - 1 },
        ...{ open: 3 + (back % 4), overdue1to3: late, verified: due, reworked: 1 + (back % 2), active: due + 3, level1: back % 3 },
      };
      await pool.query('insert into dispatch_zone (period, zone, name, unit, marks) values ($1, $2, $3, $4, $5)', [
        ...[monthsAfter(newest, -back), zone, name, unit],
        JSON.stringify(marks),
      ]);
    }
  }
  await pool.query(
    `insert into dispatch_mark (period, case_id, number, title, zone, class, marks, workdays_overdue)
     values ($1, $2, 'AQ-2025-00012', $3, 'z1', 'general', '{"overdue1to3": 1, "open": 1}', 2)`,
    [newest, randomUUID(), overdue],
  );
}

const isDrawn = (page: Page, title: string) =>
  page
    .getByRole('img', { name: `${title}，近12个月走势图` })
    .locator('svg text')
    .first()
    .waitFor();
const rows = (page: Page) => page.getByRole('region', { name: '各月数字' }).getByRole('row');

describe('the trends over months', () => {
  it('are drawn and stand in a table, whose numbers open their cases', async () => {
    const office = await pages.windowOf('office', desk, '/dispatches');
    await isDrawn(office, '按期结案率');
    await pages.look(office, 'desk-dispatches-strip');
    await office.getByRole('link', { name: '查看各月走势' }).click();
    for (const title of ['按期结案率', '新发现与销号', '期末未销号与超期']) await isDrawn(office, title);
    expect(await rows(office).count()).toBe(13);
    await rows(office)
      .nth(1 + skipped)
      .getByText('没有调度')
      .waitFor();
    await pages.look(office, 'desk-trends');
    await rows(office)
      .nth(1)
      .getByRole('button', { name: /超期1至3个工作日/ })
      .click();
    await office.getByRole('dialog').getByRole('link', { name: overdue }).waitFor();
    await office.keyboard.press('Escape');
    await office.emulateMedia({ media: 'print' });
    await pages.look(office, 'print-trends');
  });

  it('of one unit are drawn beside those of the bureau, in the address', async () => {
    const office = await pages.windowOf('office', desk, '/dispatches/trends');
    await isDrawn(office, '按期结案率');
    await office.getByLabel('范围').click();
    await office.locator('.ant-select-item-option', { hasText: '建筑业管理科' }).click();
    await office.waitForURL('**/dispatches/trends?unit=u1');
    await office.getByText('本单位').first().waitFor();
    await pages.look(office, 'desk-trends-unit', ['u1']);
    await rows(office)
      .nth(1)
      .getByRole('button', { name: /超期1至3个工作日/ })
      .click();
    await office.getByRole('dialog').getByRole('link', { name: overdue }).waitFor();
  });

  it('are drawn in the size of the text that the reader chose, in English and at the width of a tablet too', async () => {
    const office = await pages.windowOf('office', desk, '/dispatches/trends');
    await isDrawn(office, '按期结案率');
    const textPx = () => office.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('.chart-place svg text')).fontSize)`);
    expect(await textPx()).toBe(14);
    await office.getByRole('button', { name: '大字' }).click();
    await isDrawn(office, '按期结案率');
    await pages.look(office, 'desk-trends-large');
    expect(await textPx()).toBe(18);
    await office.getByRole('button', { name: 'English' }).click();
    await office.getByRole('heading', { name: 'Trends over months' }).waitFor();
    await office.setViewportSize({ width: 1024, height: 768 });
    await pages.look(office, 'tablet-trends-large-en');
    await office.setViewportSize(phone);
    await office.locator('.chart-place svg text').first().waitFor();
    await pages.look(office, 'phone-trends-large-en');
    await office.context().close();
  });

  it('say in a list how many of the counted lie in zones of others', async () => {
    const head = await pages.windowOf('head2', desk, '/dispatches/trends');
    await rows(head)
      .nth(1)
      .getByRole('button', { name: /超期1至3个工作日/ })
      .click();
    await head.getByRole('dialog').getByText('该数字另外计入1项，所在责任区现在不由您负责，不在此列出。如需了解，请联系办公室。').waitFor();
    await pages.look(head, 'desk-trends-withheld');
    await head.context().close();
  });

  it('show a unit its own and the bureau’s, on a phone as well', async () => {
    const head = await pages.windowOf('head2', phone, '/dispatches/trends?unit=u2');
    await isDrawn(head, '按期结案率');
    await pages.look(head, 'phone-trends-unit', ['u2']);
    await head.getByLabel('范围').click();
    expect(await head.locator('.ant-select-item-option').allInnerTexts()).toEqual(['全局', '工程质量监督站']);
    await head.keyboard.press('Escape');
    await head.goto('/dispatches/trends?unit=u1');
    await head.getByText('没有找到该事项').waitFor();
    await head.goto('/dispatches/trends');
    await isDrawn(head, '按期结案率');
    await head.getByRole('button', { name: 'English' }).click();
    await head.getByRole('heading', { name: 'Trends over months' }).waitFor();
    await pages.look(head, 'phone-trends-en');
  });
});

it('keeps to its own host, and no page complains', () => {
  expect(pages.strangers).toEqual([]);
  expect(pages.complaints).toEqual([]);
});
