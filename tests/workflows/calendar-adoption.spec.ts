import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptionTarget } from '../../workflows/contract.ts';
import type { AdoptionActivities } from '../../workflows/contract.ts';
import { skippedTime } from '../support/skipped-time.ts';

let time: Awaited<ReturnType<typeof skippedTime>>;
beforeAll(async () => {
  time = await skippedTime();
});
afterAll(() => time.close());

const adoption = { year: 2027, version: 3 };

describe('the adoption of a year', () => {
  it('asks for batch after batch of its version until the ledger says that none is left, and goes on after a failure', async () => {
    const asked: Parameters<AdoptionActivities['adoptNext']>[0][] = [];
    const adopting = await time.runs('calendarAdoption', adoptionTarget(adoption), [adoption], {
      adoptNext(batch) {
        asked.push(batch);
        if (asked.length === 2) return Promise.reject(new Error('the database is away'));
        return Promise.resolve({ recomputed: 200, moved: 90, failed: 0, isFinished: asked.length === 5 });
      },
    });
    await adopting.clockTo(1);
    expect(await adopting.status()).toBe('COMPLETED');
    expect(asked.map(({ version }) => version)).toEqual([3, 3, 3, 3, 3]);
    expect(asked.every(({ now }) => Date.parse(now) >= adopting.beganAt)).toBe(true);
    await adopting.end();
  });

  it('has an id that names year and version', () => expect(adoptionTarget(adoption)).toBe('calendar/2027/3'));
});
