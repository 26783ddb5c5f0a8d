import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { mailboxRests, openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { mailboxesToWake, mailboxNotTold, mailboxTold, tellingMailbox } from '../../ledger/outbox.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aLedger } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger(policyInSeconds);
});
afterEach(() => ledger.close());

const now = () => instantFromMs(Date.now());
const toWake = async () => (await mailboxesToWake(ledger.pool)).map(({ person }) => person);
const begins = () => openDelivery(ledger, 'zhang', now(), 'http://example.com');
const tells = async (at: string) => {
  await tellingMailbox(ledger.pool, 'mailbox/zhang', at);
  await mailboxTold(ledger.pool, 'mailbox/zhang');
};

describe('a notice that waited for working hours', () => {
  it('is not sent once what it asked for is done: it would not be true any more; the next one is', async () => {
    const { caseId } = await ledger.reports(now());
    await ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐' });
    expect(await begins()).toBeNull();
    expect(await ledger.rows(`select status from notice where person = 'zhang'`)).toEqual([{ status: 'overtaken' }]);
    expect(await toWake()).toEqual(['zhao']);
    await ledger.act(caseId, now(), { type: 'VerifyHazard', by: 'zhao', passed: false, opinion: '仍缺一处' });
    expect((await begins())?.subject).toContain('【返工】');
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
