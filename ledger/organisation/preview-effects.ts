import type { CaseCore } from '../../domain/case/case-events.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { Moment } from '../../domain/case/decision.ts';
import { pageOf } from '../../domain/case/page-of.ts';
import type { Notice } from '../../domain/notices/notices-for.ts';
import type { TellSuccessor } from '../../domain/escalation/tell-successor.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { differenceOf } from '../../domain/organisation/difference.ts';
import type { UnitChange } from '../../domain/organisation/difference.ts';
import { effectsOf } from '../../domain/organisation/effects.ts';
import type { Handover } from '../../domain/organisation/effects.ts';
import { faultsOf, rosterOf, unitsOf } from '../../domain/organisation/organisation.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { sameSeat } from '../../domain/people/seat.ts';
import type { PersonId, Seat } from '../../domain/people/seat.ts';
import type { Scope } from '../../domain/rights/scope.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { vacancyDecider } from '../../domain/vacancy/vacancy.ts';
import type { Vacancy, VacancyCommand } from '../../domain/vacancy/vacancy.ts';
import { namesOf } from '../case-item.ts';
import type { Names } from '../case-item.ts';
import { deciders } from '../deciders.ts';
import { unitChanges } from '../dispatch/look-at-units.ts';
import { foresee } from '../foresee.ts';
import type { Foreseen } from '../foresee.ts';
import type { Ledger } from '../ledger.ts';
import { isOwedBySeat, owedBy } from '../look-at-seats.ts';
import { momentOf } from '../moment.ts';
import type { Known } from '../moment.ts';
import { movedOrganisation, refuseFaults } from '../register.ts';

const casesShown = 200;

type Owed = { id: string; kind: CaseKind; part_of: string | null; state: CaseCore };
type Moved = { handover: Handover; owed: Owed[] };

/**
 * What putting the document would do, now and at each later moment that it plans: which open cases change hands, who is told how often, which
 * seats fall vacant or are filled, which placards are to be printed anew. Nothing is written. By the same rules as it then happens, for the
 * cases that are open now. Cases are named to whoever reads all of them. Throws DocumentRefused; OrganisationMoved, where it would change
 * another version than the `expected` one.
 */
export async function previewEffects(ledger: Ledger, after: Organisation, scope: Scope, now: Instant, expected?: number) {
  refuseFaults(faultsOf(after));
  const known = await ledger.register.newest(ledger.pool);
  const { isSame, ...differs } = differenceOf(known.organisation, after);
  if (expected !== undefined && expected !== known.versions.organisation && !isSame) throw await movedOrganisation(ledger.pool);
  const effects = effectsOf(known.organisation, after, now);
  const afterwards: Known = { ...known, organisation: after, roster: rosterOf(after, known.versions.organisation) };
  const [names, namesBefore] = [namesOf(afterwards), namesOf(known)];
  const owedBySeat = await owedIn(
    ledger,
    effects.handovers.map(({ seat }) => seat),
  );
  const moved = effects.handovers.map((handover): Moved => ({ handover, owed: owedBySeat(handover.seat) }));
  const reports = await ofReports(ledger, after, momentOf(afterwards, now));
  const moments = [
    ...new Set(
      [...effects.handovers, ...effects.vacated, ...effects.filled, ...(reports.changes.length > 0 ? [{ at: now }] : [])].map(
        ({ at }) => at,
      ),
    ),
  ].sort();
  const seatShown = ({ post, scope: of }: Seat) => ({ post, scope: of, scopeName: names.scope(of) });
  const shown = ({ seat, from, to }: Handover) => ({
    ...seatShown(seat),
    from: from === null ? null : namesBefore.person(from),
    to: to === null ? null : names.person(to),
  });
  const open = await openIn(ledger, effects.gone);
  return {
    version: known.versions.organisation,
    inViewOf: expected ?? null,
    isSame,
    moved: new Set(moved.flatMap(({ owed }) => owed.map(({ id }) => id))).size,
    differs,
    steps: moments.map((at) => {
      const moment = momentOf(afterwards, at);
      const here = moved.filter(({ handover }) => handover.at === at);
      const isFilled = ({ seat }: Handover) => effects.filled.some((each) => each.at === at && sameSeat(each.seat, seat));
      const vacated = effects.vacated.filter((each) => each.at === at).map(({ seat }) => seat);
      const notices = [
        ...here.flatMap(({ handover, owed }) => owed.flatMap((each) => inherited(each, handover, moment))),
        ...vacated.flatMap((seat) => ofVacancy(seat, moment)),
        ...here.filter(({ handover }) => isFilled(handover)).flatMap((each) => ofAppointment(each, moment)),
        ...(at === now ? reports.notices : []),
      ];
      return {
        at,
        isNow: at === now,
        handovers: here.map(({ handover, owed }) => ({ ...shown(handover), cases: owed.length })),
        vacated: vacated.map(seatShown),
        filled: effects.filled.filter((each) => each.at === at).map(({ seat }) => seatShown(seat)),
        told: toldBy(notices, names),
      };
    }),
    dropped: effects.dropped.map((each) => ({ ...shown(each), at: each.at })),
    cases: scope.reads === 'all' ? moved.flatMap((each) => casesOf(each, names, namesBefore)).slice(0, casesShown) : null,
    reports: reports.changes,
    placards: effects.placards.map(names.zone),
    gone: effects.gone.map((code) => ({ ...namesBefore.zone(code), open: open.get(code) ?? 0 })),
  };
}

/** What is owed in each of these seats, read at once. */
async function owedIn({ pool }: Ledger, seats: readonly Seat[]): Promise<(seat: Seat) => Owed[]> {
  const asked = [...new Map(seats.map((seat) => [keyOf(seat), seat])).values()];
  const { rows } = await pool.query<Owed & { seat: string }>(
    `select seat.key as seat, id, kind, part_of, state
     from unnest($1::text[], $2::text[], $3::text[]) as seat (key, post, scope) join cases on ${isOwedBySeat('seat.post', 'seat.scope')}
     order by due_at, id`,
    [asked.map(keyOf), asked.map(({ post }) => post), asked.map((seat) => owedBy(seat)[1])],
  );
  const bySeat = new Map(asked.map((seat): [string, Owed[]] => [keyOf(seat), []]));
  for (const { seat, ...owed } of rows) bySeat.get(seat)?.push(owed);
  return (seat) => bySeat.get(keyOf(seat)) ?? [];
}

const keyOf = ({ post, scope }: Seat) => `${post}/${scope}`;

const changeOf: Partial<Record<MonthCommand['type'], UnitChange['change']>> = {
  AddUnit: 'added',
  RenameUnit: 'renamed',
  RemoveUnit: 'removed',
};

/** Which reports of the months that collect them come, go or get another name, and who is told of it. */
async function ofReports(ledger: Ledger, after: Organisation, moment: Moment) {
  const names = new Map(unitsOf(after).map(({ code, name }) => [code, name]));
  const changes: { period: Period; unit: { code: string; name: string }; change: UnitChange['change'] }[] = [];
  const notices: Notice[] = [];
  for (const month of await unitChanges(ledger, after)) {
    let state: Month | null = month.state;
    for (const [code, command] of month.changes) {
      const foreseen: Foreseen<Month> = await foresee(ledger, monthDecider, { id: month.id, partOf: null, state }, command, moment);
      state = foreseen.state;
      notices.push(...foreseen.notices);
      const name = names.get(code) ?? month.state.names[code] ?? code;
      const change = changeOf[command.type];
      if (change) changes.push({ period: month.state.period, unit: { code, name }, change });
    }
  }
  return { changes, notices };
}

async function openIn({ pool }: Ledger, zones: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ zone: string; open: number }>(
    'select zone, count(*)::int as open from cases where not finished and zone = any($1) group by zone',
    [zones],
  );
  return new Map(rows.map(({ zone, open }) => [zone, open]));
}

/** Whom the handover of the case is told to, by its own rules. */
function inherited({ kind, state }: Owed, { from, to }: Handover, moment: Moment): Notice[] {
  const decider = deciders[kind];
  const command: TellSuccessor = { type: 'TellSuccessor', from, to };
  const decision = decider.decide(state, command, moment);
  if (decision.kind !== 'accepted') return [];
  const told = decision.events.reduce<CaseCore>((folded, event) => decider.evolve(folded, event), state);
  return decider.noticesFor(told, decision.events, moment, state);
}

/** Whom the vacancy is told to. */
const ofVacancy = (seat: Seat, moment: Moment): Notice[] => vacancyAfter(null, openingOf(seat), moment).notices;

/** Whom the end of the vacancy is told to. */
function ofAppointment({ handover: { seat, to }, owed }: Moved, moment: Moment): Notice[] {
  const { vacancy } = vacancyAfter(null, openingOf(seat), moment);
  return to === null ? [] : vacancyAfter(vacancy, { type: 'FillVacancy', person: to, inherits: owed.length }, moment).notices;
}

const openingOf = (seat: Seat): VacancyCommand => ({ type: 'OpenVacancy', number: '', zone: seat.scope, seat, title: '' });

function vacancyAfter(before: Vacancy | null, command: VacancyCommand, moment: Moment) {
  const decision = vacancyDecider.decide(before, command, moment);
  if (decision.kind !== 'accepted') return { vacancy: before, notices: [] };
  const vacancy = decision.events.reduce<Vacancy | null>((state, event) => vacancyDecider.evolve(state, event), before);
  return { vacancy, notices: vacancy ? vacancyDecider.noticesFor(vacancy, decision.events, moment, before) : [] };
}

function toldBy(notices: readonly Notice[], names: Names) {
  const counts = new Map<PersonId, number>();
  for (const { person } of notices) counts.set(person, (counts.get(person) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([person, count]) => ({ person: names.person(person), notices: count }));
}

function casesOf({ handover, owed }: Moved, names: Names, namesBefore: Names) {
  return owed.map(({ id, kind, part_of: partOf, state }) => {
    const { number, title, zone } = deciders[kind].summaryOf(state);
    return {
      id,
      kind,
      number,
      title,
      zone: names.zone(zone),
      page: pageOf({ id, kind, number, partOf }),
      at: handover.at,
      dueAt: state.obligation?.due.at ?? null,
      from: handover.from === null ? null : namesBefore.person(handover.from),
      to: handover.to === null ? null : names.person(handover.to),
    };
  });
}
