import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, iso, skippedTime } from '../support/skipped-time.ts';

let time: Awaited<ReturnType<typeof skippedTime>>;
beforeAll(async () => {
  time = await skippedTime();
});
afterAll(() => time.close());

describe('the clock of a case', () => {
  it('rings at its alarms, takes the next one from the receipt, and waits when none is left', async () => {
    const clock = await time.aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + 24 * hour) } }),
      (_, { revision }) => ({
        revision: revision + 1,
        nextAlarm: revision < 3 ? { key: 'b', at: iso(clock.beganAt + (revision + 1) * 24 * hour) } : null,
      }),
    );
    await clock.clockTo(24 * 40);
    expect(clock.rang().map(Math.round)).toEqual([24, 48, 72]);
    expect(await clock.status()).toBe('RUNNING');
    await clock.end();
  });

  it('follows an alarm that moves nearer, and one that moves away', async () => {
    const clock = await time.aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + 100 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: null }),
    );
    await clock.moves({ revision: 2, nextAlarm: { key: 'a', at: iso(clock.beganAt + 10 * hour) } });
    await clock.moves({ revision: 3, nextAlarm: { key: 'a', at: iso(clock.beganAt + 20 * hour) } });
    await clock.clockTo(15);
    expect(clock.rang()).toEqual([]);
    await clock.clockTo(200);
    expect(clock.rang().map(Math.round)).toEqual([20]);
    await clock.end();
  });

  it('does not heed older news that comes late', async () => {
    const clock = await time.aClock(
      (now) => ({ revision: 5, nextAlarm: { key: 'a', at: iso(now + 10 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: null }),
    );
    await clock.hears({ revision: 4, stage: 'closed', finished: true });
    await clock.clockTo(30);
    expect(clock.rang().map(Math.round)).toEqual([10]);
    await clock.end();
  });

  it('keeps ringing through rework, and ends with the case', async () => {
    const clock = await time.aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + 10 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: { key: 'z', at: iso(clock.beganAt + 1_000 * hour) } }),
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 10, stage: 'verifying', nextAlarm: { key: 'b', at: iso(clock.beganAt + 30 * hour) } });
    await clock.clockTo(31);
    await clock.moves({ revision: 20, stage: 'rectifying', nextAlarm: { key: 'c', at: iso(clock.beganAt + 50 * hour) } });
    await clock.clockTo(51);
    expect(clock.rang().map(Math.round)).toEqual([10, 30, 50]);
    await clock.moves({ revision: 30, stage: 'closed', nextAlarm: null, finished: true });
    await clock.clockTo(52);
    expect(await clock.status()).toBe('COMPLETED');
    await clock.end();
  });

  it('follows a stage that this version does not name', async () => {
    const clock = await time.aClock(
      (now) => ({ stage: 'somethingNew', nextAlarm: { key: 'a', at: iso(now + 10 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: null }),
    );
    await clock.clockTo(30);
    expect(clock.rang().map(Math.round)).toEqual([10]);
    await clock.end();
  });

  it('whose climb changes nothing pauses before it rings again', async () => {
    const clock = await time.aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + hour) } }),
      () => ({}),
    );
    await clock.clockTo(1 + 5 / 3_600);
    await clock.moves({ revision: 2, nextAlarm: null });
    expect(clock.rang().length).toBeGreaterThan(0);
    expect(clock.rang().length).toBeLessThan(8);
    await clock.end();
  });
});
