import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { dateIn, instantFromMs, instantOf } from '../../domain/time/instant.ts';
import { mailboxRests, openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { mailboxesToWake, mailboxNotTold, mailboxTold, tellingMailbox } from '../../ledger/outbox.ts';
import { putPolicy } from '../../ledger/register.ts';
import { watchYear } from '../../ledger/watch-year.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger(policyInSeconds);
});
afterEach(() => ledger.close());

const now = () => instantFromMs(Date.now());
const inDays = (days: number) => instantFromMs(Date.now() + days * 24 * 3_600_000);
const toWake = async () => (await mailboxesToWake(ledger.pool)).map(({ person }) => person);
const begins = () => openDelivery(ledger, 'zhang', now(), 'http://example.com');
const tells = async (at: string) => {
  await tellingMailbox(ledger.pool, 'mailbox/zhang', at);
  await mailboxTold(ledger.pool, 'mailbox/zhang');
};

describe('a notice that waited for working hours', () => {
  it('is not sent once what it asked for is done: it would not be true any more; the next one is', async () => {
    const { caseId } = await ledger.reports(now());
    await ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    expect(await begins()).toBeNull();
    expect(await ledger.rows(`select status from notice where person = 'zhang'`)).toEqual([{ status: 'overtaken' }]);
    expect(await toWake()).toEqual(['zhao']);
    await ledger.act(caseId, now(), { type: 'VerifyHazard', by: 'zhao', passed: false, opinion: '仍缺一处' });
    expect((await begins())?.subject).toContain('【返工】');
  });
});

describe('a notice that waited while the seat changed hands overnight', () => {
  const evening = '2026-09-29 20:00';
  const midnight = instantOf('2026-09-30 00:00');
  const morning = instantOf('2026-09-30 08:30');
  const mailAt = (person: string, at = morning) => openDelivery(ledger, person, at, 'http://example.com');
  const fates = async (caseId: string) =>
    (await ledger.rows('select person, kind, status from notice where case_id = $1 order by id', caseId)).map(
      ({ person, kind, status }) => `${person} ${kind} ${status}`,
    );
  /** Reported after hours, so that the notice waits; from midnight on 钱 has the zone. */
  const reportedInTheEvening = async () => {
    await putPolicy(ledger.pool, defaultPolicy, { by: 'zhao', at: instantOf('2026-09-01 09:00') });
    await lookAtSeats(ledger, instantOf(evening));
    const { caseId } = await ledger.reports(evening);
    expect(await fates(caseId)).toEqual(['zhang task queued']);
    const specific = [
      { ...term('zhang'), to: midnight },
      { ...term('qian'), from: midnight },
    ];
    await ledger.puts(anOrganisation({ specific }), '2026-09-29 21:00');
    return caseId;
  };

  it('is not sent to the former holder; the new one is told that he takes over', async () => {
    const caseId = await reportedInTheEvening();
    await lookAtSeats(ledger, instantOf('2026-09-30 00:01'));
    expect(await mailAt('zhang')).toBeNull();
    expect((await mailAt('qian'))?.subject).toContain('【移交】');
    expect(await fates(caseId)).toEqual(['zhang task overtaken', 'qian inherited sending']);
  });

  it('goes to whom it was written to as long as nobody has told the new holder: it is never lost', async () => {
    const caseId = await reportedInTheEvening();
    expect((await mailAt('zhang'))?.subject).toContain('【待办】');
    await lookAtSeats(ledger, instantOf('2026-09-30 08:31'));
    expect((await mailAt('qian', instantOf('2026-09-30 08:32')))?.subject).toContain('【移交】');
    expect(await fates(caseId)).toEqual(['zhang task sending', 'qian inherited sending']);
  });

  it('that handed it over to one who is gone by the morning as well goes to the third only', async () => {
    const caseId = await reportedInTheEvening();
    await lookAtSeats(ledger, instantOf('2026-09-30 00:01'));
    const specific = [
      { ...term('zhang'), to: midnight },
      { person: 'qian', from: midnight, to: instantOf('2026-09-30 06:00') },
      { ...term('sun'), from: instantOf('2026-09-30 06:00') },
    ];
    await ledger.puts(anOrganisation({ specific }), '2026-09-30 05:00');
    await lookAtSeats(ledger, instantOf('2026-09-30 06:01'));
    expect([await mailAt('zhang'), await mailAt('qian')]).toEqual([null, null]);
    expect((await mailAt('sun'))?.subject).toContain('【移交】');
    expect(await fates(caseId)).toEqual(['zhang task overtaken', 'qian inherited overtaken', 'sun inherited sending']);
  });

  it('leads to the office where the seat fell vacant', async () => {
    await putPolicy(ledger.pool, defaultPolicy, { by: 'zhao', at: instantOf('2026-09-01 09:00') });
    await lookAtSeats(ledger, instantOf(evening));
    const { caseId } = await ledger.reports(evening);
    await ledger.puts(anOrganisation({ specific: [{ ...term('zhang'), to: midnight }] }), '2026-09-29 21:00');
    await lookAtSeats(ledger, instantOf('2026-09-30 00:01'));
    expect(await mailAt('zhang')).toBeNull();
    expect((await mailAt('zhao'))?.text).toContain(`/hazards/${caseId}`);
    expect(await fates(caseId)).toEqual(['zhang task overtaken', 'zhao inherited sending']);
  });
});

describe('the link in a mail', () => {
  const linksTo = async (person: string) =>
    [...((await openDelivery(ledger, person, now(), 'http://example.com'))?.text ?? '').matchAll(/http:\S+/g)].map(([link]) => link);

  it('leads to the hazard, also from a request about it and from its recheck', async () => {
    const { caseId } = await ledger.reports(now(), { changes: { class: 'major', criterion: 'mohurd-2024-5' } });
    expect(await linksTo('zhang')).toEqual([`http://example.com/hazards/${caseId}`]);
    const plan = { measures: '回填', responsible: '周强', fundsYuan: 1, contingencyPlan: '撤离', dueOn: dateIn(inDays(7)) };
    await ledger.act(caseId, now(), { type: 'SubmitPlan', by: 'zhang', ...plan });
    await ledger.act(caseId, now(), { type: 'RequestExtension', by: 'zhang', until: dateIn(inDays(20)), reason: '材料未到场' });
    // The deputy was told of the major hazard as well.
    expect(await linksTo('li')).toEqual([`http://example.com/hazards/${caseId}`, `http://example.com/hazards/${caseId}`]);
    await ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已回填', ...noPicture });
    await ledger.act(caseId, now(), { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
    expect(await ledger.rows(`select kind from cases where part_of = $1 order by kind`, caseId)).toEqual([
      { kind: 'recheck' },
      { kind: 'request' },
    ]);
    expect(await linksTo('zhao')).toEqual([`http://example.com/hazards/${caseId}`]);
  });

  it('leads to a page of its own from a vacancy and from a year that is awaited', async () => {
    await lookAtSeats(ledger, now());
    await watchYear(ledger, instantOf('2026-11-02 09:00'));
    const own = await ledger.rows(`select id from cases where kind in ('vacancy', 'year-watch') order by opened_at desc`);
    expect(own).toHaveLength(2);
    expect((await linksTo('zhao')).sort()).toEqual(own.map(({ id }) => `http://example.com/cases/${id}`).sort());
  });
});

describe('a mailbox', () => {
  it('is woken for a notice, once', async () => {
    await ledger.reports(now());
    const [due] = await mailboxesToWake(ledger.pool);
    expect(due?.person).toBe('zhang');
    await tells(due?.at ?? '');
    expect(await toWake()).toEqual([]);
  });

  it('is woken for a mail that was begun and of which nobody knows any more', async () => {
    await ledger.reports(now());
    const begun = await begins();
    expect(await toWake()).toEqual(['zhang']);
    expect(await begins()).toEqual(begun);
    await settleDelivery(ledger.pool, begun?.id ?? '', { status: 'sent', answer: '250' });
    expect(await toWake()).toEqual([]);
  });

  it('that waits for the mail server is not told again at every look, but after five minutes', async () => {
    await ledger.reports(now());
    await tells(instantFromMs(Date.now() - 240_000));
    await begins();
    await ledger.reports(now());
    expect(await toWake()).toEqual([]);
    await ledger.pool.query(`update clock set sent_at = now() - interval '6 minutes'`);
    expect(await toWake()).toEqual(['zhang']);
  });

  it('that could not be told is told at the next look', async () => {
    await ledger.reports(now());
    await tellingMailbox(ledger.pool, 'mailbox/zhang', now());
    await mailboxNotTold(ledger.pool, 'mailbox/zhang');
    expect(await toWake()).toEqual(['zhang']);
  });

  it('whose teller died over it is told again ten seconds later', async () => {
    const at = now();
    await ledger.reports(at);
    await tellingMailbox(ledger.pool, 'mailbox/zhang', at);
    expect(await toWake()).toEqual([]);
    await ledger.pool.query(`update clock set sent_at = now() - interval '11 seconds'`);
    expect(await toWake()).toEqual(['zhang']);
  });

  it('rests when nothing is left, and then hears of the next notice at once', async () => {
    await ledger.reports(now());
    await tells(now());
    const begun = await begins();
    await settleDelivery(ledger.pool, begun?.id ?? '', { status: 'sent', answer: '250' });
    expect(await mailboxRests(ledger.pool, 'zhang')).toBeNull();
    await ledger.reports(now());
    expect(await toWake()).toEqual(['zhang']);
  });
});
