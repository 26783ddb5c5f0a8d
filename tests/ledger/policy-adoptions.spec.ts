import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { adoptBatch, allOpenCases } from '../../ledger/adopt-batch.ts';
import type { AdoptionFilter } from '../../ledger/adopt-batch.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import type { CrashPoint } from '../../ledger/crash-point.ts';
import { adoptionsToTell, adoptionTold, wakeAll } from '../../ledger/outbox.ts';
import { askForAdoption, policyAdoptions, previewPolicy } from '../../ledger/policy-adoptions.ts';
import { putPolicy } from '../../ledger/register.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

/** Due on 2026-10-12 by five workdays, on 2026-10-09 by three. */
const opened = '2026-09-29 09:10';
const at = instantOf('2026-09-30 09:00');
const { ladders } = defaultPolicy;
const { rungs } = ladders['hazard.rectify.general'];
const withRepair = (repair: Partial<Policy['ladders']['hazard.rectify.general']>, changes: Partial<Policy> = {}) => ({
  ...defaultPolicy,
  ...changes,
  ladders: { ...ladders, 'hazard.rectify.general': { ...ladders['hazard.rectify.general'], ...repair } },
});
const threeDays = withRepair({ limit: { workdays: 3 } });
/** The first responsible person hears one level higher, as soon as it is overdue. */
const firstAtOnce = withRepair({ rungs: [...rungs.slice(0, 4), { ...rungs[3], key: 'first', level: 2, tells: ['first'] } as never] });

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
});
afterEach(() => ledger.close());

const put = (policy: Policy) => putPolicy(ledger.pool, policy, { by: 'zhao', at: instantOf('2026-09-29 08:00') });
const asks = async (version: number, filter: Partial<AdoptionFilter> = {}, key = 'the same key', when = at) => {
  const asked = await askForAdoption(ledger, { version, filter: { ...allOpenCases, ...filter } }, { by: 'zhao', at: when, key });
  if ('refusal' in asked) throw new Error(asked.refusal.code);
  return asked.id;
};
async function carries(id: string, limit?: number, when = at) {
  for (;;) {
    const progress = await adoptBatch(ledger, id, when, limit);
    if (progress.finishedAt) return progress;
  }
}
const versions = async () => {
  const rows = await ledger.rows(`select number, (state->'obligation'->>'policy')::int as policy from cases order by number`);
  return rows.map(({ policy }) => policy as number);
};
const adopted = () =>
  ledger.rows(`select count(*)::int as entries, count(distinct case_id)::int as cases from entry where command = 'AdoptPolicy'`);

describe('open cases that are to follow another version', () => {
  it('do so in the name of whoever asked, old → new, and only whose date moved is told', async () => {
    const { caseId } = await ledger.reports(opened);
    const { caseId: unassigned } = await ledger.reports(opened, { zone: 'west' });
    await put(threeDays);
    expect(await versions()).toEqual([1, 1]);
    expect(await carries(await asks(2))).toEqual({ recomputed: 2, moved: 1, failed: 0, finishedAt: at });
    const [entry] = await ledger.rows(`select actor, events from entry where command = 'AdoptPolicy' and case_id = $1`, caseId);
    expect(entry).toMatchObject({
      actor: { person: 'zhao' },
      events: [{ cause: 'policy', policy: { from: 1, to: 2 }, from: { at: instantOf('2026-10-12 17:30') } }],
    });
    const [still] = await ledger.rows(`select events from entry where command = 'AdoptPolicy' and case_id = $1`, unassigned);
    expect(still).toMatchObject({ events: [{ policy: { from: 1, to: 2 } }] });
    expect(await ledger.rows(`select person, case_id from notice where kind = 'moved'`)).toEqual([{ person: 'zhang', case_id: caseId }]);
    const [row] = await ledger.rows('select due_at, alarm_at from cases where id = $1', caseId);
    expect(row?.due_at.toISOString()).toBe(instantOf('2026-10-09 17:30'));
    const [wake] = await ledger.rows('select revision, alarm_at from wake where case_id = $1', caseId);
    expect(wake).toMatchObject({ revision: 2, alarm_at: row?.alarm_at });
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });

  it.each([
    ['of a zone', { zone: 'west' }, [1, 2, 1, 1]],
    ['of a class', { class: 'major' }, [1, 1, 2, 1]],
    ['with a duty', { duty: 'hazard.verify.general' }, [1, 1, 1, 2]],
    ['of a zone with a duty', { zone: 'west', duty: 'hazard.rectify.general' }, [1, 1, 1, 1]],
    ['whatever they are', {}, [2, 2, 2, 2]],
  ] as const)('may be those %s', async (_, filter, after) => {
    await ledger.reports(opened);
    await ledger.reports(opened, { zone: 'west' });
    await ledger.reports(opened, { changes: { class: 'major', criterion: 'mohurd-2024-5' } });
    const { caseId } = await ledger.reports(opened);
    await ledger.act(caseId, '2026-09-29 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await put(withRepair({}, { name: '新版' }));
    const previewed = await previewPolicy(ledger, { version: 2, filter: { ...allOpenCases, ...filter } }, at);
    const { recomputed } = await carries(await asks(2, filter), 1);
    expect(previewed).toMatchObject({ open: recomputed, recomputed });
    expect(await versions()).toEqual(after);
    expect(recomputed).toBe(after.filter((version: number) => version === 2).length);
  });

  it('are climbed at once where a higher level should have heard already', async () => {
    const { caseId } = await ledger.reports(opened);
    const overdue = instantOf('2026-10-13 09:00');
    await climbWall(ledger, overdue);
    await put(firstAtOnce);
    const before = await previewPolicy(ledger, { version: 2, filter: allOpenCases }, overdue);
    expect(before).toMatchObject({ recomputed: 1, moved: 0, moves: [], escalated: [{ person: { id: 'wang', name: '王海平' }, cases: 1 }] });
    await carries(await asks(2, {}, 'the same key', overdue), 200, overdue);
    expect(await ledger.rows('select alarm_at <= $1 as due, level from cases', overdue)).toEqual([{ due: true, level: 1 }]);
    expect(await climbWall(ledger, overdue)).toMatchObject({ climbed: [{ caseId, level: 2 }] });
    const told = await ledger.rows(`select person from notice where revision = (select max(revision) from notice) and kind = 'escalation'`);
    expect(told).toEqual([{ person: 'wang' }]);
  });

  it('that are closed meanwhile stay as they are', async () => {
    const { caseId } = await ledger.reports(opened);
    await put(threeDays);
    const id = await asks(2);
    await ledger.act(caseId, '2026-09-29 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await ledger.act(caseId, '2026-09-29 11:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
    expect(await carries(id)).toMatchObject({ recomputed: 0 });
  });
});

describe('what is asked for', () => {
  it('twice with one key is one adoption; another wish with it is refused, and so is what can’t be', async () => {
    await ledger.reports(opened);
    await put(threeDays);
    await put({ ...threeDays, validFrom: localDateOf('2026-12-01') });
    const id = await asks(2);
    expect(await asks(2)).toBe(id);
    expect(await asks(2, {}, 'another key')).not.toBe(id);
    await expect(asks(1)).rejects.toThrow('KEY_REUSED');
    await expect(asks(2, { zone: 'east' })).rejects.toThrow('KEY_REUSED');
    await expect(asks(3)).rejects.toThrow('POLICY_AHEAD');
    await expect(asks(4)).rejects.toThrow('POLICY_UNKNOWN');
    await expect(asks(2, { zone: 'nowhere' })).rejects.toThrow('ZONE_UNKNOWN');
  });

  it('is shown with who asked and how far it came', async () => {
    await ledger.reports(opened);
    await put(threeDays);
    const id = await asks(2, { zone: 'east' });
    const asked = { id, zone: 'east', class: null, duty: null, askedBy: { id: 'zhao', name: '赵敏' }, askedAt: at };
    expect(await policyAdoptions(ledger, 2)).toEqual([{ ...asked, recomputed: 0, moved: 0, failed: 0, finishedAt: null }]);
    await carries(id);
    expect(await policyAdoptions(ledger, 2)).toEqual([{ ...asked, recomputed: 1, moved: 1, failed: 0, finishedAt: at }]);
    expect([await policyAdoptions(ledger, 1), await policyAdoptions(ledger, 3)]).toEqual([[], null]);
  });

  it('is carried out in the order of asking: the next waits for the relay until the one before is done', async () => {
    await ledger.reports(opened);
    await put(threeDays);
    const first = await asks(2);
    const second = await asks(1, {}, 'another key', instantOf('2026-09-30 09:01'));
    expect(await adoptionsToTell(ledger.pool)).toEqual([{ id: first, year: null, version: 2 }]);
    await adoptionTold(ledger.pool, first);
    expect(await adoptionsToTell(ledger.pool)).toEqual([]);
    await wakeAll(ledger.pool);
    expect(await adoptionsToTell(ledger.pool)).toHaveLength(1);
    await carries(first);
    expect(await adoptionsToTell(ledger.pool)).toEqual([{ id: second, year: null, version: 1 }]);
    await carries(second);
    expect(await versions()).toEqual([1]);
  });
});

describe('an adoption that is carried on', () => {
  it('goes on while people decide', async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, () => ledger.reports(opened)));
    await put(threeDays);
    const id = await asks(2);
    const repair = { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture } as const;
    const [, ...receipts] = await Promise.all([
      carries(id, 3),
      ...cases.map(({ caseId }) => ledger.act(caseId, '2026-09-30 09:00', repair)),
    ]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(cases.map(() => 'accepted'));
    expect(await ledger.rows('select distinct stage from cases')).toEqual([{ stage: 'verifying' }]);
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });

  it('by two workers at once, or again from the start, changes each case once', async () => {
    for (let n = 0; n < 12; n += 1) await ledger.reports(opened);
    await put(threeDays);
    const id = await asks(2);
    await Promise.all([carries(id, 2), carries(id, 3)]);
    expect(await adopted()).toEqual([{ entries: 12, cases: 12 }]);
    await ledger.pool.query('update adoption set finished_at = null, reached = null');
    expect(await carries(id, 5)).toMatchObject({ failed: 0 });
    expect(await adopted()).toEqual([{ entries: 12, cases: 12 }]);
  });

  it('and killed half-way is resumed and changes each case once', async () => {
    const inAProcess = async (crashAt?: CrashPoint) => {
      const script = join(import.meta.dirname, '../support/adopt-once.ts');
      const child = spawn(process.execPath, ['--import', 'tsx', script, ledger.url, await asks(2), at, '4'], {
        env: { ...process.env, ...(crashAt ? { SAFETY_GRID_CRASH_AT: crashAt } : {}) },
        stdio: 'inherit',
      });
      const [, signal] = await once(child, 'exit');
      return signal;
    };
    await Promise.all(Array.from({ length: 10 }, () => ledger.reports(opened)));
    await put(threeDays);
    expect(await inAProcess('adopt:before-commit')).toBe('SIGKILL');
    expect(await adopted()).toEqual([{ entries: 0, cases: 0 }]);
    expect(await inAProcess('transact:after-commit')).toBe('SIGKILL');
    expect(await adopted()).toEqual([{ entries: 4, cases: 4 }]);
    expect(await inAProcess()).toBeNull();
    expect(await adopted()).toEqual([{ entries: 10, cases: 10 }]);
    expect(await ledger.rows(`select count(*)::int as told from notice where kind = 'moved'`)).toEqual([{ told: 10 }]);
    expect(await policyAdoptions(ledger, 2)).toMatchObject([{ recomputed: 10, moved: 10, failed: 0, finishedAt: at }]);
  });
});

describe('the preview of an adoption', () => {
  it('is what the adoption and the climb after it then do, and writes nothing', async () => {
    const now = instantOf('2026-10-14 09:00');
    for (const day of ['09-21', '09-24', '09-28', '09-29', '10-09', '10-13']) {
      await ledger.reports(`2026-${day} 09:10`);
      await ledger.reports(`2026-${day} 10:10`, { zone: 'west' });
    }
    await climbWall(ledger, now);
    await put(withRepair({ limit: { workdays: 3 }, rungs: firstAtOnce.ladders['hazard.rectify.general'].rungs }));
    const filter = { ...allOpenCases, zone: 'east' };
    const before = await ledger.rows('select count(*)::int as n from entry');
    const shown = await previewPolicy(ledger, { version: 2, filter }, now);
    if ('refusal' in shown) throw new Error(shown.refusal.code);
    expect(await ledger.rows('select count(*)::int as n from entry')).toEqual(before);
    expect(shown).toMatchObject({ open: 6, recomputed: 6 });
    expect(shown.moves.map(({ from }) => from.at)).toEqual(shown.moves.map(({ from }) => from.at).sort());

    expect(await carries(await asks(2, filter, 'the same key', now), 2, now)).toMatchObject({
      recomputed: shown.recomputed,
      moved: shown.moved,
    });
    for (const { id, to } of shown.moves)
      expect((await ledger.rows('select due_at from cases where id = $1', id))[0]?.due_at.toISOString()).toBe(to.at);
    const [last] = await ledger.rows('select max(id) as id from notice');
    await climbWall(ledger, now);
    const told = await ledger.rows(
      `select person, count(distinct case_id)::int as cases from notice where id > $1 and kind = 'escalation' group by person order by cases desc, person`,
      last?.id,
    );
    expect(told.length).toBeGreaterThan(0);
    expect(shown.escalated.map(({ person, cases }) => ({ person: person.id, cases }))).toEqual(told);
  });
});
