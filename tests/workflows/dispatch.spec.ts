import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStanding, hour, iso, skippedTime } from '../support/skipped-time.ts';
import { monthTarget, movedSignalName } from '../../workflows/contract.ts';
import type { Moved } from '../../workflows/contract.ts';

let time: Awaited<ReturnType<typeof skippedTime>>;
beforeAll(async () => {
  time = await skippedTime();
});
afterAll(() => time.close());

const month = (changes: Partial<Moved>): Moved => ({
  ...aStanding('00000000-0000-4000-8000-000000000002'),
  number: 'DD-2026-10',
  zone: 'bureau',
  ...changes,
});

describe('the workflow of a month', () => {
  it('opens step by step, tries again what failed, and then keeps the month’s clock until it is published', async () => {
    const began = await time.now();
    const asked: string[] = [];
    const rang: number[] = [];
    const running = await time.runs('dispatchLifecycle', monthTarget('2026-10'), [{ period: '2026-10' }], {
      openNext({ period }) {
        asked.push(period);
        if (asked.length === 2) return Promise.reject(new Error('the database is away'));
        const isDone = asked.length === 4;
        const opened = month({ stage: 'collecting', revision: 3, nextAlarm: { key: 'closing', at: iso(began + 120 * hour) } });
        return Promise.resolve({ zonesCounted: asked.length, unitsAsked: 0, standing: isDone ? opened : null });
      },
      climb({ now }) {
        rang.push(Math.round((Date.parse(now) - began) / hour));
        return Promise.resolve(month({ stage: 'compiling', revision: 4, nextAlarm: null }));
      },
    });
    await running.clockTo(200);
    expect([asked.length, rang, await running.status()]).toEqual([4, [120], 'RUNNING']);
    await running.handle.signal(movedSignalName, month({ stage: 'signing', revision: 5, nextAlarm: null }));
    await running.handle.signal(movedSignalName, month({ stage: 'published', revision: 6, finished: true }));
    await running.clockTo(201);
    expect(await running.status()).toBe('COMPLETED');
    await running.end();
  });

  it('whose history was lost goes on from how the month stands', async () => {
    const began = await time.now();
    const rang: number[] = [];
    const standing = month({ stage: 'signing', revision: 9, nextAlarm: { key: 'first', at: iso(began + 10 * hour) } });
    const running = await time.runs('dispatchLifecycle', monthTarget('2026-11'), [standing], {
      climb({ now }) {
        rang.push(Math.round((Date.parse(now) - began) / hour));
        return Promise.resolve({ ...standing, revision: 10, nextAlarm: null });
      },
    });
    await running.clockTo(20);
    expect(rang).toEqual([10]);
    await running.end();
  });
});
