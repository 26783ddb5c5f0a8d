import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Period } from '../../domain/dispatch/period.ts';
import type { OrganisationCommand } from '../../domain/organisation/commands.ts';
import type { Organisation, Unit } from '../../domain/organisation/organisation.ts';
import { instantOf, localDateOf, plusMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { changeOrganisation, documentAfter, putAndLook } from '../../ledger/organisation/change-organisation.ts';
import { previewEffects } from '../../ledger/organisation/preview-effects.ts';
import { DocumentRefused, OrganisationMoved } from '../../ledger/register.ts';
import { aBureauOfRoles } from '../support/a-bureau-of-roles.ts';
import { aLedger, term } from '../support/a-ledger.ts';
import { commands } from '../support/organisation-commands.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
  await ledger.puts(aBureauOfRoles(), '2026-10-08 08:00');
  await lookAtSeats(ledger, instantOf('2026-10-08 08:00'));
  for (const zone of ['east', 'east', 'west']) await ledger.reports('2026-10-08 09:00', { zone });
});
afterAll(() => ledger.close());

const all = { reads: 'all' } as const;
type Preview = Awaited<ReturnType<typeof previewEffects>>;

/** Everything that the ledger has written of handovers and vacancies since a mark. */
async function mark() {
  const [row] = await ledger.rows('select coalesce(max(id), 0)::text as notice from notice');
  const entries = await ledger.rows('select case_id, revision from entry');
  const seen = new Set(entries.map(({ case_id: id, revision }) => `${id}/${revision}`));
  return async () => {
    const fresh = (await ledger.rows('select case_id, revision, command, events from entry')).filter(
      ({ case_id: id, revision }) => !seen.has(`${id}/${revision}`),
    );
    const events = (command: string) => fresh.filter((entry) => entry['command'] === command);
    const told = await ledger.rows('select person, count(*)::int as notices from notice where id > $1 group by person', row?.['notice']);
    return {
      handed: events('TellSuccessor')
        .map(({ case_id: id, events: [event] }) => `${id} ${event.from} ${event.to}`)
        .sort(),
      vacated: events('OpenVacancy')
        .map(({ events: [event] }) => `${event.seat.post} ${event.seat.scope}`)
        .sort(),
      filled: events('FillVacancy').length,
      told: told.map(({ person, notices }) => `${person} ${notices}`).sort(),
    };
  };
}

function foreseen({ steps, cases }: Preview, at: Instant) {
  const step = steps.find((each) => each.at === at);
  return {
    handed: (cases ?? [])
      .filter((each) => each.at === at)
      .map(({ id, from, to }) => `${id} ${from?.id ?? null} ${to?.id ?? null}`)
      .sort(),
    vacated: (step?.vacated ?? []).map(({ post, scope }) => `${post} ${scope}`).sort(),
    filled: step?.filled.length ?? 0,
    told: (step?.told ?? []).map(({ person, notices }) => `${person.id} ${notices}`).sort(),
  };
}

describe('what the preview says', () => {
  let now = instantOf('2026-10-08 10:00');
  let compared = 0;
  let handed = 0;

  it('is what happens at once when it is saved, whatever was changed before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands(instantOf('2026-10-08 10:00')), { minLength: 1, maxLength: 4 }), async (given) => {
        // Each run begins anew, later than the last one, with the bureau as it was.
        now = plusMs(now, 60_000);
        await putAndLook(ledger, aBureauOfRoles(), { by: 'clerk', at: now });
        for (const command of given) {
          now = plusMs(now, 60_000);
          const { organisation } = await ledger.register.newest(ledger.pool);
          const planned = await Promise.resolve()
            .then(() => documentAfter(organisation, command, now))
            .catch((error: unknown) => {
              if (error instanceof DocumentRefused) return null;
              throw error;
            });
          if (!planned) continue;
          const preview = await previewEffects(ledger, planned, all, now);
          const since = await mark();
          await changeOrganisation(ledger, command, { by: 'clerk', at: now, expected: preview.version });
          const happened = await since();
          expect(happened).toEqual(foreseen(preview, now));
          compared += 1;
          handed += happened.handed.length;
        }
      }),
      { numRuns: 100, seed: 20261126 },
    );
    expect(compared).toBeGreaterThan(150);
    expect(handed).toBeGreaterThan(10);
  }, 120_000);

  it('is what happens on the later days as well', async () => {
    now = plusMs(now, 60_000);
    await putAndLook(ledger, aBureauOfRoles(), { by: 'clerk', at: now });
    const away: OrganisationCommand = {
      ...{ type: 'RecordAbsence', person: 'specific', acting: 'driver' },
      from: localDateOf('2026-10-12'),
      until: localDateOf('2026-10-16'),
    };
    const gone: OrganisationCommand = { type: 'VacateSeat', post: 'specific', scope: 'west', from: localDateOf('2026-10-20') };
    const { organisation } = await ledger.register.newest(ledger.pool);
    const planned = documentAfter(documentAfter(organisation, away, now), gone, now);
    const preview = await previewEffects(ledger, planned, all, now);
    const days = ['2026-10-12', '2026-10-17', '2026-10-20'].map((on) => instantOf(`${on} 00:00`));
    expect(preview.steps.map(({ at }) => at)).toEqual(days);
    const before = await mark();
    await putAndLook(ledger, planned, { by: 'clerk', at: now, expected: preview.version });
    expect(await before()).toEqual({ handed: [], vacated: [], filled: 0, told: [] });
    for (const at of days) {
      const since = await mark();
      await lookAtSeats(ledger, at);
      const happened = await since();
      expect(happened).toEqual(foreseen(preview, at));
      expect(happened.handed.length).toBeGreaterThan(0);
      expect(happened.told.length).toBeGreaterThan(0);
    }
    now = instantOf('2026-10-20 00:01');
  });

  it('writes nothing, and names no case to whoever reads none', async () => {
    const { organisation } = await ledger.register.newest(ledger.pool);
    const command: OrganisationCommand = { type: 'AppointHolder', post: 'specific', scope: 'east', person: 'engineer' };
    const since = await mark();
    const preview = await previewEffects(ledger, documentAfter(organisation, command, now), { reads: 'nothing' }, now);
    expect([preview.steps[0]?.handovers[0]?.cases, preview.cases]).toEqual([2, null]);
    expect(await since()).toEqual({ handed: [], vacated: [], filled: 0, told: [] });
  });
});

describe('while the reports of a month are collected', () => {
  const october = '2026-10' as Period;
  const now = instantOf('2026-10-23 10:00');
  const units = (...changes: (Partial<Unit> | undefined)[]) => {
    const [bureau, ...both] = aBureauOfRoles().grids;
    return { ...aBureauOfRoles(), grids: [bureau, ...(changes.length > 0 ? changes : both)] as Organisation['grids'] };
  };
  const [, u1, u2] = aBureauOfRoles().grids;
  const u3 = { ...u2, code: 'u3', name: '消防科', head: [term('engineer')] };
  beforeAll(async () => {
    await putAndLook(ledger, units(), { by: 'clerk', at: instantOf('2026-10-22 09:00') });
    await askForMonth(ledger, october, 'clerk', instantOf('2026-10-23 08:30'));
    while (!(await openNext(ledger, october, instantOf('2026-10-23 08:31'))).standing);
  });

  const change = (unit: string, what: string) => ({ period: october, unit: expect.objectContaining({ name: unit }), change: what });
  it.each([
    [
      'a unit that comes, and one that is renamed',
      units({ ...u1, name: '建管科' }, u2, u3),
      [change('消防科', 'added'), change('建管科', 'renamed')],
    ],
    ['a unit that goes', units({ ...u1, name: '建管科' }, u2), [change('消防科', 'removed')]],
    ['nothing of them', units({ ...u1, name: '建管科' }, { ...u2, head: [term('driver')] }), []],
  ])('the preview says of %s what is then done', async (_, after, reports) => {
    const preview = await previewEffects(ledger, after, all, now);
    expect(preview.reports).toHaveLength(reports.length);
    expect(preview.reports).toEqual(expect.arrayContaining(reports));
    const since = await mark();
    await putAndLook(ledger, after, { by: 'clerk', at: now, expected: preview.version });
    expect(await since()).toEqual(foreseen(preview, now));
  });

  it('and of the last report that was waited for, that the office is asked for the next step', async () => {
    // As if the other one had come in.
    await ledger.rows(
      `update cases set state = jsonb_set(state, '{reports,u1}', '{"at": "2026-10-23T02:00:00.000Z", "isOnTime": true}') where kind = 'dispatch'`,
    );
    const after = units({ ...u1, name: '建管科' });
    const rehoused = { ...after, zones: after.zones.map((zone) => ({ ...zone, grid: 'u1' })) };
    const preview = await previewEffects(ledger, rehoused, all, now);
    const since = await mark();
    await putAndLook(ledger, rehoused, { by: 'clerk', at: now, expected: preview.version });
    const happened = await since();
    expect(happened).toEqual(foreseen(preview, now));
    expect(happened.told).toEqual(['clerk 2']);
  });
});

describe('two who change the organisation at once', () => {
  const names = (person: string, name: string): OrganisationCommand => ({ type: 'CorrectPerson', person, correction: { name } });
  const nameOf = async (id: string) => (await ledger.register.newest(ledger.pool)).roster.people.get(id)?.name;
  const at = instantOf('2026-10-21 09:00');

  it('both have their change, when neither named a version', async () => {
    const changes = ['head', 'driver', 'engineer', 'first'].map((id) =>
      changeOrganisation(ledger, names(id, `新${id}`), { by: 'clerk', at }),
    );
    await Promise.all(changes);
    expect(await Promise.all(['head', 'driver', 'engineer', 'first'].map(nameOf))).toEqual(['新head', '新driver', '新engineer', '新first']);
  });

  it('in view of the same version the later one is refused and told who was first; his own repetition is not', async () => {
    const { versions } = await ledger.register.newest(ledger.pool);
    const expected = versions.organisation;
    const first = () => changeOrganisation(ledger, names('head', '甲'), { by: 'clerk', at, expected });
    const version = await first();
    const late = changeOrganisation(ledger, names('driver', '乙'), { by: 'director', at, expected });
    await expect(late).rejects.toEqual(expect.objectContaining({ actual: version, by: 'clerk', at }));
    await expect(late).rejects.toBeInstanceOf(OrganisationMoved);
    expect([await first(), await nameOf('driver')]).toEqual([version, '新driver']);
  });

  it('leaves who, what and why in the audit log', async () => {
    await changeOrganisation(ledger, names('head', '丙'), { by: 'clerk', at, reason: '青建任〔2026〕12号' });
    const [line] = await ledger.rows('select actor, action, detail from audit order by id desc limit 1');
    expect(line).toEqual({
      actor: 'clerk',
      action: 'organisationChanged',
      detail: { command: 'CorrectPerson', reason: '青建任〔2026〕12号' },
    });
  });
});
