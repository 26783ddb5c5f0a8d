import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time/instant.ts';
import { anchorOnceADay } from '../../ledger/anchors.ts';
import { linkAudit, verifyAudit } from '../../ledger/audit-chain.ts';
import { openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { deleteOldData, usualRetention } from '../../ledger/retention.ts';
import { receiveTipOff } from '../../ledger/tip-off/tip-offs.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger } from '../support/a-ledger.ts';
import { aTipOff, theReporterKeys } from '../support/a-tip-off.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
});
afterEach(() => ledger.close());

describe('what is old and no part of the record', () => {
  it('is deleted once a day and counted in the audit log, while every chain still verifies', async () => {
    await ledger.reports('2026-10-09 09:10');
    const mail = await openDelivery(ledger, 'zhang', instantOf('2026-10-09 09:11'), 'http://grid');
    await settleDelivery(ledger.pool, mail?.id ?? '', { status: 'sent', answer: '250 OK' });
    await anchorOnceADay(ledger, instantOf('2026-10-09 09:12'));
    const deletes = (at: string) => deleteOldData(ledger, instantOf(at), usualRetention);
    const left = async () =>
      (await ledger.rows('select (select text from delivery) as text, (select count(*)::int from anchor_file) as files'))[0];

    expect(await deletes('2027-10-09 00:01')).toBe(true);
    expect(await left(), 'a year and no more').toMatchObject({ text: expect.stringContaining('脚手架'), files: 1 });
    expect(await deletes('2027-10-09 23:59')).toBe(false);
    expect(await deletes('2027-10-10 00:00')).toBe(true);
    expect(await left()).toEqual({ text: '', files: 1 });
    expect(await ledger.rows('select subject, sent_at is not null as sent, answer from delivery')).toMatchObject([
      { sent: true, answer: '250 OK' },
    ]);
    expect(await deletes('2027-11-14 03:00'), 'after a downtime').toBe(true);
    expect(await left()).toEqual({ text: '', files: 0 });
    expect(
      await ledger.rows(`select subject, detail->'messages' as messages from audit where action = 'oldDataDeleted' order by id`),
    ).toEqual([
      { subject: '2027-10-10', messages: 1 },
      { subject: '2027-11-14', messages: 0 },
    ]);
    await linkAudit(ledger.pool);
    expect((await verifyAudit(ledger.pool)).faults).toEqual([]);
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });

  it('holds who reported to the public entry, two years after the case ended', async () => {
    await receiveTipOff(
      ledger,
      theReporterKeys,
      aTipOff({ reporter: { name: '陈桂香', phone: null, email: null } }),
      instantOf('2026-09-29 09:10'),
    );
    const [{ case_id } = {}] = await ledger.rows('select case_id from tip_off');
    await ledger.act(case_id, '2026-09-29 10:00', { type: 'AssignHazard', by: 'zhao', zone: null });
    await ledger.act(case_id, '2026-09-30 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补', ...noPicture });
    await ledger.act(case_id, '2026-09-30 11:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '', answer: '已补' });
    const isKept = async () => (await ledger.rows('select identity is not null as kept from tip_off'))[0]?.kept;
    await deleteOldData(ledger, instantOf('2028-09-29 12:00'), usualRetention);
    expect(await isKept()).toBe(true);
    await deleteOldData(ledger, instantOf('2028-10-01 12:00'), usualRetention);
    expect(await isKept()).toBe(false);
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });

  it('holds the sessions that ended, the links that were not used, and the drafts of reports that were handed in', async () => {
    await ledger.rows(`insert into account (username, person) values ('zhao', 'zhao')`);
    for (const [token, at] of [
      ['old', '2026-10-09T00:00:00Z'],
      ['new', '2026-10-10T00:00:00Z'],
    ])
      await ledger.rows('insert into session (token_hash, username, expires_at, ends_at) values ($1, $2, $3, $3)', token, 'zhao', at);
    await deleteOldData(ledger, instantOf('2026-10-09 12:00'), usualRetention);
    expect(await ledger.rows('select token_hash from session')).toEqual([{ token_hash: 'new' }]);
  });
});

describe('a case', () => {
  it('is not deleted while it is open, nor for two years after its last entry', async () => {
    const { caseId } = await ledger.reports('2026-10-09 09:10');
    const remove = () => ledger.rows('delete from cases where id = $1', caseId);
    await expect(remove()).rejects.toThrow(/is kept: it is open/);
    await ledger.rows('alter table entry disable trigger user');
    await ledger.rows('update cases set finished = true');
    await ledger.rows(`update entry set at = now() - interval '23 months'`);
    await expect(remove()).rejects.toThrow(/younger than two years/);
    await ledger.rows(`update entry set at = now() - interval '25 months'`);
    await expect(remove(), 'its entries still hold it').rejects.toThrow(/foreign key/);
    await expect(ledger.rows('truncate cases cascade')).rejects.toThrow(/append-only/);
  });
});
