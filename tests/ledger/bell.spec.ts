import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { climbActivities } from '../../activities/climb.ts';
import { aLedger } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
});
afterEach(() => ledger.close());

describe('a bell of which one look fails', () => {
  it('climbs, does all the rest, and says so', async () => {
    await ledger.reports('2026-10-09 09:10');
    await ledger.rows('alter table password_link rename to password_link_away');
    const { ringBell } = climbActivities(ledger);
    await expect(ringBell({ now: '2026-10-20T09:30:00.000Z' })).rejects.toThrow(/password_link/);
    expect(await ledger.rows(`select kind from notice where kind = 'escalation' limit 1`)).toEqual([{ kind: 'escalation' }]);
    expect(await ledger.rows('select day::text from anchor')).toEqual([{ day: '2026-10-20' }]);
    expect(await ledger.rows(`select part from engine_sign where part = 'bell'`)).toEqual([{ part: 'bell' }]);
  });
});
