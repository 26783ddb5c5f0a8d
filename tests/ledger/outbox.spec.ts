import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { leaseWakeUps, settleWakeUp } from '../../ledger/outbox.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aLedger } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger(policyInSeconds);
});
afterEach(() => ledger.close());

/** A moment that lies so far back that its wake-up may go out. */
const justNow = () => instantFromMs(Date.now() - 2_000);
const leases = async () => (await leaseWakeUps(ledger.pool, 50)).leased;

describe('a wake-up', () => {
  it('is leased by one, and by nobody else meanwhile', async () => {
    await ledger.reports(justNow());
    expect(await leases()).toHaveLength(1);
    expect(await leases()).toEqual([]);
  });

  it('whose teller died is told by another when the lease has run out', async () => {
    const { caseId } = await ledger.reports(justNow());
    await leases();
    await ledger.pool.query(`update wake set leased_until = now() - interval '1 second'`);
    expect((await leases()).map(({ moved }) => moved.caseId)).toEqual([caseId]);
  });

  it('of a case that moves on while it is told is followed by the news at once', async () => {
    const { caseId } = await ledger.reports(justNow());
    const [first] = await leases();
    await ledger.act(caseId, justNow(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    if (first) await settleWakeUp(ledger.pool, first);
    expect((await leases()).map(({ moved }) => [moved.revision, moved.stage])).toEqual([[2, 'verifying']]);
  });

  it('of a case that ended before its clock began is dropped', async () => {
    const { caseId } = await ledger.reports(justNow());
    await ledger.act(caseId, justNow(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await ledger.act(caseId, justNow(), { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
    expect(await leaseWakeUps(ledger.pool, 50)).toEqual({ leased: [], dropped: 1 });
    expect(await ledger.rows('select from wake')).toEqual([]);
  });
});
