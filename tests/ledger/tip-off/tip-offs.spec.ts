import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../../domain/time/instant.ts';
import { hazardById } from '../../../ledger/hazards.ts';
import { forgetReporters, keysInUse, rotateReporterKeys } from '../../../ledger/tip-off/keep-reporters.ts';
import { lettersToTell, letterTold, openLetter, settleLetter } from '../../../ledger/tip-off/letters.ts';
import { takeTurnOf } from '../../../ledger/tip-off/public-limits.ts';
import { newReporterKey, readReporterKeys, seal, unseal } from '../../../ledger/tip-off/reporter-keys.ts';
import { stagePhoto } from '../../../ledger/tip-off/staged-photos.ts';
import { isSaidAlready, receiveTipOff, trackTipOff } from '../../../ledger/tip-off/tip-offs.ts';
import type { TipOff } from '../../../ledger/tip-off/tip-offs.ts';
import { verifyChain } from '../../../ledger/verify-chain.ts';
import { aLedger } from '../../support/a-ledger.ts';
import { aTipOff, at, reporterKeys, theReporterKeys as keys } from '../../support/a-tip-off.ts';
import { noPicture } from '../../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const receives = async (tipOff: TipOff, moment = at, under = keys) => {
  const received = await receiveTipOff(ledger, under, tipOff, moment);
  if ('refusal' in received) throw new Error(received.refusal.code);
  const [row] = await ledger.rows(
    `select * from tip_off where code_hash = encode(sha256($1::bytea), 'hex')`,
    received.code.replaceAll('-', ''),
  );
  return { code: received.code, id: String(row.case_id), row };
};
const staff = (person: string) => ({ username: person, person, role: 'staff' as const });
const jane = { name: '陈桂香', phone: '13800138000', email: 'chen@example.org' };

describe('a tip-off', () => {
  it('becomes a case of the office, in which nothing says who reported it', async () => {
    const { id, row } = await receives(aTipOff({ text: '我是陈桂香13800138000，外墙脱落', reporter: jane }));
    const hazard = await hazardById(ledger, id, staff('zhao'), at);
    expect(hazard).toMatchObject({
      stage: 'reported',
      source: 'tipOff',
      title: '我是〔已隐去〕〔已隐去〕，外墙脱落',
      reportedBy: { id: '', name: '群众' },
      owes: { duty: 'hazard.assign', post: 'office' },
      answersReporter: true,
      tipOff: { reporter: { isKnown: true, forgottenAt: null, letters: { due: 1, sent: 0, fault: null } } },
    });
    expect((await hazardById(ledger, id, staff('zhang'), at))?.tipOff).toMatchObject({ reporter: null });
    expect(JSON.stringify(row)).not.toContain('chen@');
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });

  it('that comes twice, in parallel or later, is one case with one code; other words under its key are refused', async () => {
    const tipOff = aTipOff();
    const [first, twin] = await Promise.all([receives(tipOff), receives(tipOff)]);
    expect(first.code).toBe(twin.code);
    expect((await receives(tipOff, instantOf('2026-09-29 12:00'))).code).toBe(first.code);
    expect(await receiveTipOff(ledger, keys, { ...tipOff, text: '别的事情' }, at)).toMatchObject({ refusal: { code: 'KEY_REUSED' } });
  });

  it('keeps its code when the key was changed meanwhile', async () => {
    const [old, fresh] = [newReporterKey('a'), newReporterKey('b')];
    const tipOff = aTipOff();
    const { code } = await receives(tipOff, at, reporterKeys(old));
    expect((await receives(tipOff, at, reporterKeys(fresh, old))).code).toBe(code);
  });

  it('with the same words in the same zone is known for a day', async () => {
    const tipOff = aTipOff({ text: `同样的话${randomUUID()}` });
    await receives(tipOff);
    const again = { ...tipOff, formKey: randomUUID(), text: `${tipOff.text} ！` };
    expect(await isSaidAlready(ledger, again, instantOf('2026-09-30 09:00'))).toBe(true);
    expect(await isSaidAlready(ledger, { ...again, zone: 'west' }, at)).toBe(false);
    expect(await isSaidAlready(ledger, again, instantOf('2026-09-30 09:11'))).toBe(false);
    expect(await isSaidAlready(ledger, tipOff, at)).toBe(false);
  });

  it('is found by its code alone, whose hash is all that is kept of it', async () => {
    const { code, row } = await receives(aTipOff());
    expect(Object.values(row).join()).not.toContain(code.replaceAll('-', ''));
    expect(await trackTipOff(ledger, code)).toMatchObject({ receivedAt: at, answers: [], steps: [{ step: 'received', at }, {}, {}, {}] });
    expect(await trackTipOff(ledger, '0000-0000-0000-0000')).toBeNull();
  });

  it('takes with it the pictures of its form, and no others', async () => {
    const picture = { content: Buffer.from('clean'), shown: Buffer.from('shown'), thumbnail: Buffer.from('thumb') };
    const formKey = randomUUID();
    const [mine, other] = [await stagePhoto(ledger, picture, formKey, at), await stagePhoto(ledger, picture, randomUUID(), at)];
    expect(await receiveTipOff(ledger, keys, aTipOff({ formKey, photos: [mine, other] }), at)).toMatchObject({
      refusal: { code: 'PHOTO_UNKNOWN', params: { count: 1 } },
    });
    const { id } = await receives(aTipOff({ formKey, photos: [mine] }));
    expect((await hazardById(ledger, id, staff('zhang'), at))?.photos).toMatchObject([{ id: mine, takenAt: null, isDrawn: true }]);
    expect(await ledger.rows('select id from tip_off_photo where id = any($1)', [mine, other])).toEqual([{ id: other }]);
    await stagePhoto(ledger, picture, randomUUID(), instantOf('2026-09-30 09:11'));
    expect(await ledger.rows('select id from tip_off_photo where id = $1', other)).toEqual([]);
  });
});

describe('who reported', () => {
  it('is sealed to its row, by whichever key, and reads nothing when it was altered', () => {
    const sealed = seal(keys, 'row', '陈桂香');
    expect(unseal(keys, 'row', sealed)).toBe('陈桂香');
    expect(() => unseal(keys, 'another row', sealed)).toThrow();
    sealed.sealed[30] = (sealed.sealed[30] ?? 0) ^ 1;
    expect(() => unseal(keys, 'row', sealed)).toThrow();
    expect(seal(keys, 'row', '陈桂香').sealed.equals(seal(keys, 'row', '陈桂香').sealed)).toBe(false);
    expect(() => unseal(reporterKeys(newReporterKey('other')), 'row', seal(keys, 'row', ''))).toThrow('REPORTER_KEY lacks the key k1');
  });

  it.each([
    ['nothing', ''],
    ['no id', Buffer.alloc(32).toString('base64')],
    ['too short a key', `k1:${Buffer.alloc(16).toString('base64')}`],
    ['an id that stands twice', `${newReporterKey('k1')},${newReporterKey('k1')}`],
    ['a good and a bad one', `${newReporterKey('k1')},nonsense`],
  ])('is not encrypted under %s', (_, text) => {
    expect(readReporterKeys(text)).toBeNull();
  });

  it('is encrypted anew under the newest key, so that the older one may go', async () => {
    const own = await aLedger();
    const [old, fresh] = [newReporterKey('2026'), newReporterKey('2027')];
    for (let i = 0; i < 3; i += 1) await receiveTipOff(own, reporterKeys(old), aTipOff({ reporter: jane }), at);
    await receiveTipOff(own, reporterKeys(old), aTipOff(), at);
    const both = reporterKeys(fresh, old);
    expect(await rotateReporterKeys(own, both)).toBe(3);
    expect(await rotateReporterKeys(own, both)).toBe(0);
    expect(await keysInUse(own)).toEqual([{ id: '2027', count: 3 }]);
    const [row] = await own.rows('select id, identity, key_id from tip_off where identity is not null limit 1');
    expect(unseal(reporterKeys(fresh), row.id, { keyId: row.key_id, sealed: row.identity })).toContain('陈桂香');
    await own.close();
  });

  it('is forgotten once its case has ended long enough, and the chain still verifies', async () => {
    const own = await aLedger();
    const receive = async () => {
      const tipOff = aTipOff({ reporter: jane, text: `瓷砖脱落${randomUUID()}` });
      await receiveTipOff(own, keys, tipOff, at);
      const [row] = await own.rows('select case_id from tip_off order by received_at desc, id limit 1');
      return { tipOff, id: String(row.case_id) };
    };
    const { id } = await receive();
    await own.act(id, '2026-09-29 10:00', { type: 'AssignHazard', by: 'zhao', zone: null });
    await own.act(id, '2026-09-30 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补', ...noPicture });
    const before = instantOf('2026-10-01 10:00');
    expect(await forgetReporters(own.pool, before)).toBe(0);
    await own.act(id, '2026-09-30 11:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '', answer: '已补' });
    expect(await forgetReporters(own.pool, instantOf('2026-09-30 10:30'))).toBe(0);
    expect(await forgetReporters(own.pool, before)).toBe(1);
    expect(await forgetReporters(own.pool, before)).toBe(0);
    expect(
      await own.rows('select identity, key_id, has_email, forgotten_at is not null as gone from tip_off where case_id = $1', id),
    ).toEqual([{ identity: null, key_id: null, has_email: false, gone: true }]);
    expect(await lettersToTell(own.pool)).toEqual([]);
    expect((await verifyChain(own.pool)).faults).toEqual([]);
    await own.close();
  });
});

describe('the letters to a reporter', () => {
  it('are one for the receipt and one for each answer, in their order, each made anew for every try', async () => {
    const { id, code } = await receives(aTipOff({ reporter: jane, language: 'en' }));
    const waiting = async () => (await lettersToTell(ledger.pool)).filter(({ tipOff }) => tipOff === id);
    expect(await waiting()).toEqual([{ tipOff: id, letter: 0 }]);
    await letterTold(ledger.pool, { tipOff: id, letter: 0 });
    expect(await waiting()).toEqual([]);
    const first = await openLetter(ledger, keys, { tipOff: id, letter: 0 }, 'https://grid.example.org');
    expect(first).toMatchObject({ address: jane.email, subject: '[Received] Your report' });
    expect(first?.text).toContain(`code ${code}`);
    expect(first?.text).toContain('https://grid.example.org/track');
    expect(`${first?.text}${first?.html}`).not.toMatch(/瓷砖|城东|陈桂香|13800138000/);
    expect(await openLetter(ledger, keys, { tipOff: id, letter: 0 }, '')).toMatchObject({ messageId: first?.messageId });
    await ledger.act(id, '2026-09-29 10:00', { type: 'AssignHazard', by: 'zhao', zone: null, answer: 'We look into it.' });
    await settleLetter(ledger.pool, { tipOff: id, letter: 0 }, null);
    await settleLetter(ledger.pool, { tipOff: id, letter: 0 }, null);
    expect(await openLetter(ledger, keys, { tipOff: id, letter: 0 }, '')).toBeNull();
    expect(await waiting()).toEqual([{ tipOff: id, letter: 1 }]);
    expect((await openLetter(ledger, keys, { tipOff: id, letter: 1 }, ''))?.text).toContain('We look into it.');
  });

  it('are none for whoever left no address', async () => {
    const { id } = await receives(aTipOff({ reporter: { ...jane, email: null } }));
    expect((await lettersToTell(ledger.pool)).filter(({ tipOff }) => tipOff === id)).toEqual([]);
  });

  it('are not forgotten while the hazard at the end of several mergings is open', async () => {
    const { id } = await receives(aTipOff({ reporter: jane }));
    const [{ caseId: second }, { caseId: third }] = [await ledger.reports('2026-09-29 09:00'), await ledger.reports('2026-09-29 09:00')];
    await ledger.act(id, '2026-09-29 11:00', { type: 'MergeHazard', by: 'zhao', into: second, reason: '同一处' });
    await ledger.act(second, '2026-09-29 12:00', { type: 'MergeHazard', by: 'zhao', into: third, reason: '同一处' });
    const isKnown = async () => (await ledger.rows('select identity is not null as known from tip_off where case_id = $1', id))[0]?.known;
    await forgetReporters(ledger.pool, instantOf('2026-12-01 09:00'));
    expect(await isKnown()).toBe(true);
    await ledger.act(third, '2026-09-30 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补', ...noPicture });
    await ledger.act(third, '2026-09-30 11:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '', answer: '已补' });
    await forgetReporters(ledger.pool, instantOf('2026-12-01 09:00'));
    expect(await isKnown()).toBe(false);
  });

  it('come also of the hazard into which the tip-off was merged', async () => {
    const { id, code } = await receives(aTipOff({ reporter: jane }));
    const { caseId: into } = await ledger.reports('2026-09-29 09:00');
    await ledger.act(id, '2026-09-29 11:00', { type: 'MergeHazard', by: 'zhao', into, reason: '同一处' });
    await ledger.act(into, '2026-09-30 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补', ...noPicture });
    const passes = { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' } as const;
    expect(await ledger.act(into, '2026-09-30 11:00', passes)).toMatchObject({ refusal: { code: 'ANSWER_REQUIRED' } });
    await ledger.act(into, '2026-09-30 11:00', { ...passes, answer: '已补齐' });
    expect(await trackTipOff(ledger, code)).toMatchObject({ answers: [{ kind: 'merged' }, { kind: 'closed', text: '已补齐' }] });
    expect(await ledger.rows('select letters_due from tip_off where case_id = $1', id)).toEqual([{ letters_due: 3 }]);
  });
});

describe('whoever comes too often', () => {
  const comes = (address: string, zone = 'east', act: 'report' | 'lookUp' = 'report', cost = 1) =>
    takeTurnOf(ledger, keys, act, { address, zone, now: at }, cost);

  it('waits, he alone, and his address is nowhere written', async () => {
    for (let i = 0; i < 6; i += 1) expect(await comes('203.0.113.7')).toBeNull();
    expect(await comes('203.0.113.7')).toBeGreaterThan(3000);
    expect(await comes('203.0.113.8')).toBeNull();
    expect(JSON.stringify(await ledger.rows('select key from public_limit'))).not.toContain('203.0');
  });

  it('is one house with all of its IPv6 addresses, and the same with IPv4 written as IPv6', async () => {
    for (let i = 0; i < 6; i += 1) await comes(`2001:db8:1:2::${i}`, 'v6');
    expect(await comes('2001:db8:1:2:ffff::1', 'v6')).not.toBeNull();
    expect(await comes('2001:db8:1:3::b:c:d', 'v6')).not.toBeNull();
    expect(await comes('2001:db8:1:103::1', 'v6')).toBeNull();
    for (let i = 0; i < 6; i += 1) await comes('203.0.113.9', 'v6');
    expect(await comes('::ffff:203.0.113.9', 'v6')).not.toBeNull();
  });

  it('is also the crowd that comes for one zone', async () => {
    const crowd = await Promise.all(Array.from({ length: 61 }, (_, i) => comes(`198.51.100.${i}`, 'crowded')));
    expect(crowd.filter((each) => each !== null)).toHaveLength(1);
  });

  it('with codes that are none is stopped after a dozen', async () => {
    for (let i = 0; i < 12; i += 1) expect(await comes('192.0.2.1', '', 'lookUp', 5)).toBeNull();
    expect(await comes('192.0.2.1', '', 'lookUp', 1)).not.toBeNull();
  });
});
