import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, scopeOf } from '../../domain/rights/scope.ts';
import type { Scope } from '../../domain/rights/scope.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { hazardById } from '../../ledger/hazards.ts';
import { listHazards } from '../../ledger/hazard-list.ts';
import type { HazardFilter } from '../../ledger/hazard-list.ts';
import { momentNow } from '../../ledger/moment.ts';
import { isReadable, readableAmong, subjectOf } from '../../ledger/readable.ts';
import { zonesAt } from '../../ledger/zones.ts';
import { actorFor, aBureauOfRoles } from '../support/a-bureau-of-roles.ts';
import { aLedger } from '../support/a-ledger.ts';
import { staff } from '../support/an-actor.ts';

const now = instantOf('2026-10-19 09:00');
let ledger: Awaited<ReturnType<typeof aLedger>>;
let ids: { east: string; west: string; handedOn: string; reported: string };
let scopeFor: (username: string) => Scope;

/** Hazards of every zone; one that was handed on from the east to the west, and one in the west that the inspector reported. */
beforeAll(async () => {
  ledger = await aLedger();
  await ledger.puts(aBureauOfRoles(), '2024-01-01 00:00');
  const [east, west, handedOn, reported] = [
    await ledger.reports('2026-10-09 09:10', { zone: 'east' }),
    await ledger.reports('2026-10-09 09:20', { zone: 'west' }),
    await ledger.reports('2026-10-09 09:30', { zone: 'east', changes: { title: '100%_围挡缺失' } }),
    await ledger.reports('2026-10-09 09:40', { zone: 'west' }),
  ];
  await ledger.act(handedOn.caseId, '2026-10-09 10:00', { type: 'ReassignHazard', by: 'clerk', zone: 'west', reason: '属城西' });
  await ledger.rows(`update cases set state = jsonb_set(state, '{reportedBy}', '"inspector"') where id = $1`, reported.caseId);
  ids = { east: east.caseId, west: west.caseId, handedOn: handedOn.caseId, reported: reported.caseId };
  const moment = await momentNow(ledger, now);
  scopeFor = (username) => scopeOf(username === 'auditor' ? actorFor.auditor : staff(username), moment);
});
afterAll(() => ledger.close());

const list = async (username: string, filter: Partial<HazardFilter> = {}) => {
  const { items, total } = await listHazards(ledger, { order: 'opened', page: 1, pageSize: 20, ...filter }, scopeFor(username), now);
  const named = Object.entries(ids);
  return { total, found: items.map(({ id }) => named.find(([, each]) => each === id)?.[0]) };
};

describe('the ledger as a list', () => {
  it.each([
    ['S5: of whoever owed one before it was handed on, also that one', 'specific', ['handedOn', 'east']],
    ['S5: of the deputy who was told of nothing else, his zones', 'deputy', ['east']],
    ['S4: of the staff of a unit, its zones', 'engineer', ['east']],
    ['S7: of whoever owes it now, all of his zone', 'other-specific', ['reported', 'handedOn', 'west']],
    ['S8: of an inspector, what he reported', 'inspector', ['reported']],
    ['of somebody without a post, nothing', 'driver', []],
    ['S6: of the office, all', 'clerk', ['reported', 'handedOn', 'west', 'east']],
    ['S5: of the first responsible person, all', 'first', ['reported', 'handedOn', 'west', 'east']],
    ['S12: of an auditor, all', 'auditor', ['reported', 'handedOn', 'west', 'east']],
  ])('%s', async (_, username, expected) => expect(await list(username)).toEqual({ total: expected.length, found: expected }));

  it.each<Partial<HazardFilter>>([
    { zone: 'west' },
    { stage: 'rectifying' },
    { stage: 'closed' },
    { class: 'major' },
    { open: true },
    { open: false },
    { overdue: true },
    { overdue: false },
    { q: '围挡' },
    { q: 'AQ-2026' },
    { order: 'due' },
    { order: 'next' },
    { page: 2, pageSize: 1 },
    { page: 9 },
  ])('filtered by %j is that of all, without what lies outside', async (filter) => {
    const whole = { page: 1, pageSize: 20 };
    const all = await list('clerk', { ...filter, ...whole });
    const own = await list('other-specific', { ...filter, ...whole });
    expect(own.found).toEqual(all.found.filter((each) => each !== 'east'));
    const { page = 1, pageSize = 20 } = filter;
    const paged = await list('other-specific', filter);
    expect(paged).toEqual({ total: own.total, found: own.found.slice((page - 1) * pageSize, page * pageSize) });
  });

  it.each<[what: string, q: string, username: string, found: string[]]>([
    ['the name of a zone', '责任区WEST', 'clerk', ['reported', 'handedOn', 'west']],
    ['the name of a zone, of what the reader may see', 'west', 'inspector', ['reported']],
    ['the name of whoever answers for a zone', 'other-deputy', 'auditor', ['reported', 'handedOn', 'west']],
    ['full-width signs', 'ａｑ－２０２６', 'specific', ['handedOn', 'east']],
    ['what nobody and nothing is called', '城中', 'clerk', []],
  ])('finds by %s', async (_, q, username, found) => {
    expect(await list(username, { q })).toEqual({ total: found.length, found });
  });

  it('takes what is searched for as it is written', async () => {
    expect(await list('specific', { q: '100%_' })).toEqual({ total: 1, found: ['handedOn'] });
    expect(await list('specific', { q: '_0%' })).toEqual({ total: 0, found: [] });
  });
});

describe('one case', () => {
  it('is readable where the list shows it, and for nobody else', async () => {
    for (const username of ['specific', 'deputy', 'engineer', 'other-specific', 'inspector', 'driver', 'clerk', 'auditor']) {
      const { found } = await list(username);
      const scope = scopeFor(username);
      const isAmong = await readableAmong(ledger, Object.values(ids), scope);
      for (const [name, id] of Object.entries(ids)) {
        expect([username, name, await isReadable(ledger, id, scope)]).toEqual([username, name, found.includes(name)]);
        expect(isAmong(id), `${username} ${name}`).toBe(found.includes(name));
        const subject = await subjectOf(ledger, id, username);
        expect(subject && covers(scope, subject), `${username} ${name}`).toBe(found.includes(name));
      }
    }
  });

  it('that is no case is nobody’s to read', async () => {
    expect(await isReadable(ledger, '11111111-1111-4111-8111-111111111111', scopeFor('specific'))).toBe(false);
  });
});

describe('the zones', () => {
  it('name their responsible persons to all, and their numbers to whoever sees their cases', async () => {
    const [east, west] = (await zonesAt(ledger, scopeFor('specific'), now)).items;
    expect([east?.specific?.id, east?.open, west?.specific?.id, west?.open, west?.overdue]).toEqual([
      'specific',
      1,
      'other-specific',
      null,
      null,
    ]);
    expect((await zonesAt(ledger, scopeFor('clerk'), now)).items.map(({ open }) => open)).toEqual([1, 3]);
  });
});

describe('a case', () => {
  it('that was merged with one of another zone shows nothing of that one to whoever may not read it', async () => {
    const [duplicate, into] = [
      await ledger.reports('2026-10-12 09:10', { zone: 'west' }),
      await ledger.reports('2026-10-12 09:20', { zone: 'east' }),
    ];
    await ledger.act(duplicate.caseId, '2026-10-12 10:00', { type: 'MergeHazard', by: 'clerk', into: into.caseId, reason: '同一处' });
    const shown = (username: string, id: string) => hazardById(ledger, id, staff(username), now);
    expect((await shown('clerk', into.caseId))?.duplicates).toHaveLength(1);
    const absorbed = await shown('deputy', into.caseId);
    expect(absorbed?.duplicates).toEqual([]);
    expect(JSON.stringify(absorbed?.timeline)).not.toContain('DuplicateAbsorbed');
    expect(await shown('clerk', duplicate.caseId)).toMatchObject({ mergedInto: { id: into.caseId } });
    expect(await shown('other-deputy', duplicate.caseId)).toMatchObject({ mergedInto: null });
  });
});
