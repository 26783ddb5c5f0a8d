import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarTarget } from '../../workflows/contract.ts';
import type { AdoptionActivities } from '../../workflows/contract.ts';
import { skippedTime } from '../support/skipped-time.ts';

let time: Awaited<ReturnType<typeof skippedTime>>;
beforeAll(async () => {
  time = await skippedTime();
});
afterAll(() => time.close());

const ofYear = { year: 2027, version: 3 };
const ofPolicy = { id: 'policy/00000000-0000-8000-8000-000000000001' };

describe.each([
  ['a year', 'calendarAdoption', calendarTarget(ofYear), ofYear],
  ['a policy', 'policyAdoption', ofPolicy.id, ofPolicy],
] as const)('the adoption of %s', (_, type, id, adoption) => {
  it('asks for batch after batch until the ledger says that none is left, and goes on after a failure', async () => {
    const asked: Parameters<AdoptionActivities['adoptNext']>[0][] = [];
    const adopting = await time.runs(type, id, [adoption], {
      adoptNext(batch) {
        asked.push(batch);
        if (asked.length === 2) return Promise.reject(new Error('the database is away'));
        return Promise.resolve({ recomputed: 200, moved: 90, failed: 0, isFinished: asked.length === 5 });
      },
    });
    await adopting.clockTo(1);
    expect(await adopting.status()).toBe('COMPLETED');
    expect(asked).toEqual(asked.map(({ now }) => ({ id, now })));
    expect(asked).toHaveLength(5);
    expect(asked.every(({ now }) => Date.parse(now) >= adopting.beganAt)).toBe(true);
    await adopting.end();
  });
});

it('the id of a year’s adoption names year and version', () => expect(calendarTarget(ofYear)).toBe('calendar/2027/3'));
