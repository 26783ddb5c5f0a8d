import type { Moment } from '../domain/case/decision.ts';
import { deciding } from '../domain/case/own-acts.ts';
import { monthsAfter, periodOf } from '../domain/dispatch/period.ts';
import type { Period } from '../domain/dispatch/period.ts';
import type { HazardClass } from '../domain/hazard/hazard-class.ts';
import { ageOf, ages, reportedWithin } from '../domain/metrics/ages.ts';
import type { Age } from '../domain/metrics/ages.ts';
import { isCountedAs, ratedAs, sayCounted } from '../domain/metrics/counted.ts';
import type { RatedAs, StoodAs } from '../domain/metrics/counted.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Actor } from '../domain/rights/actor.ts';
import { actingPerson } from '../domain/rights/capacity.ts';
import { deputiesFor, scopeOf, zonesHeldBy } from '../domain/rights/scope.ts';
import { dateIn, instantAt, localDateOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import type { Names, PersonRef } from './case-item.ts';
import { frozenMonths, runningMonth } from './dispatch/counted.ts';
import type { CountedMonth, CountedOf } from './dispatch/counted.ts';
import { openMonths, progressOf } from './dispatch/progress.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { tasksOf } from './tasks.ts';

/** A number with the query by which GET /api/hazards lists what it counts. */
export type Listed = { count: number; cases: Record<string, string> };
/** 按期结案率 with what it is made of; `rate` null where nothing was due. */
export type Rate = Record<RatedAs, Listed> & { rate: number | null };
export type RateOf = { deputy: PersonRef; rate: Rate };
export type RateMonth = { period: Period; basis: CountedMonth['basis'] | null; all: Rate | null; fields: RateOf[] };

/** Of whose hazards: of all, or of the zones in which the reader holds, or acts in, a seat. */
type Whose = { zones: readonly string[] | null; deputies: readonly PersonId[] | null };

const monthsShown = 12;
const tasksShown = 7;

/** 首页: four figures with those of the month before, what waits for the reader, the open hazards by age, the rate of the last twelve months. */
export async function overviewFor(ledger: Ledger, actor: Actor | null, now: Instant) {
  const known = await ledger.register.newest(ledger.pool);
  const moment = momentOf(known, now);
  const reader = actingPerson(actor);
  const readsAll = scopeOf(actor, moment).reads === 'all';
  const whose: Whose = readsAll
    ? { zones: null, deputies: null }
    : { zones: zonesHeldBy(reader, moment), deputies: deputiesFor(reader, moment) };
  const period = periodOf(dateIn(now));
  const [open, before, months, concerns, reports] = await Promise.all([
    openHazards(ledger, whose, now),
    standingBefore(ledger, monthsAfter(period, -1), whose),
    rateMonths(ledger, period, whose, moment, namesOf(known)),
    reader === '' ? null : concernsOf(ledger, reader, period, now),
    readsAll ? reportsNow(ledger, moment, namesOf(known)) : null,
  ]);
  return { now, isWhole: readsAll, ...openFigures(open, whose, now), before, months, concerns, reports };
}

type OpenRow = { class: HazardClass; days: number; count: number; overdue: number };

/** The open hazards by class and by the days since they were reported, Shanghai dates. */
async function openHazards({ pool }: Ledger, { zones }: Whose, now: Instant): Promise<OpenRow[]> {
  const { rows } = await pool.query<OpenRow>({
    name: 'open-hazards',
    text: `select class, $2::date - (opened_at at time zone interval '8 hours')::date as days, count(*)::int,
        count(*) filter (where due_at < $1)::int as overdue
      from cases where kind = 'hazard' and not finished and ($3::text[] is null or zone = any($3)) group by 1, 2`,
    values: [now, dateIn(now), zones],
  });
  return rows;
}

function openFigures(rows: readonly OpenRow[], { zones }: Whose, now: Instant) {
  const own: Record<string, string> = zones ? { mine: 'true' } : {};
  const sum = (of: readonly OpenRow[], what: 'count' | 'overdue' = 'count') => of.reduce((total, row) => total + row[what], 0);
  const aged = (age: Age, of: HazardClass) => {
    const { from, to } = reportedWithin(age, dateIn(now));
    const cases = { open: 'true', class: of, ...(from && { from }), to, ...own };
    return { count: sum(rows.filter((row) => row.class === of && ageOf(row.days) === age)), cases };
  };
  return {
    open: { count: sum(rows), cases: { open: 'true', ...own } },
    major: { count: sum(rows.filter((row) => row.class === 'major')), cases: { open: 'true', class: 'major', ...own } },
    overdue: { count: sum(rows, 'overdue'), cases: { overdue: 'true', ...own } },
    ages: ages.map(({ age }) => ({ age, general: aged(age, 'general'), major: aged(age, 'major') })),
  };
}

/** How it stood at the cut-off of that month, as it was frozen; null when that was not done. */
async function standingBefore({ pool }: Ledger, period: Period, { deputies }: Whose) {
  const { rows } = await pool.query<{ cut_off: Date; open: number; major: number; overdue: number }>({
    name: 'standing-before',
    text: `select d.cut_off, count(m.period)::int as open, count(*) filter (where m.class = 'major')::int as major,
        count(*) filter (where m.workdays_overdue > 0)::int as overdue
      from dispatch d left join dispatch_mark m on m.period = d.period and m.marks ? 'open'
        and ($2::text[] is null or m.zone in (select z.zone from dispatch_zone z where z.period = $1 and z.supervising = any($2)))
      where d.period = $1 and d.opened_at is not null group by d.cut_off`,
    values: [period, deputies],
  });
  const [row] = rows;
  if (!row) return null;
  const stood = (as: StoodAs): Listed => ({ count: row[as], cases: { counted: sayCounted({ period, as, deputies }) } });
  return { period, at: row.cut_off.toISOString() as Instant, open: stood('open'), major: stood('major'), overdue: stood('overdue') };
}

/** The twelve months up to this one, oldest first; this one so far, while it is not frozen. */
async function rateMonths(ledger: Ledger, period: Period, { deputies }: Whose, moment: Moment, names: Names): Promise<RateMonth[]> {
  const since = monthsAfter(period, 1 - monthsShown);
  const [frozen, running] = await Promise.all([frozenMonths(ledger, since, deputies), countedSoFar(ledger, deputies, moment)]);
  const months = [...frozen, ...(running ? [running] : [])];
  return Array.from({ length: monthsShown }, (_, i) => {
    const each = monthsAfter(since, i);
    const month = months.find((counted) => counted.period === each);
    if (!month) return { period: each, basis: null, all: null, fields: [] };
    const { basis, of } = month;
    const all = of.reduce<Sums>((sum, { due, onTime }) => ({ due: sum.due + due, onTime: sum.onTime + onTime }), { due: 0, onTime: 0 });
    const fields = of.flatMap(({ deputy, ...sums }) =>
      deputy === null ? [] : [{ deputy: names.person(deputy), rate: rateOf(each, sums, [deputy]) }],
    );
    return { period: each, basis, all: rateOf(each, all, deputies), fields: fields.sort((a, b) => (a.deputy.id < b.deputy.id ? -1 : 1)) };
  });
}

type Sums = Omit<CountedOf, 'deputy'>;

function rateOf(period: Period, { due, onTime }: Sums, deputies: readonly PersonId[] | null): Rate {
  const counts = { due, onTime, late: due - onTime };
  const listed = ratedAs.map((as) => [as, { count: counts[as], cases: { counted: sayCounted({ period, as, deputies }) } }]);
  return { ...(Object.fromEntries(listed) as Record<RatedAs, Listed>), rate: due === 0 ? null : onTime / due };
}

/** This month as the ledger stands; null once it is frozen, or where there is too much of it to be counted for a page. */
async function countedSoFar(ledger: Ledger, deputies: readonly PersonId[] | null, moment: Moment): Promise<CountedMonth | null> {
  const running = await runningMonth(ledger, moment);
  if (!running) return null;
  const sums = new Map<PersonId | null, CountedOf>();
  for (const { deputy, marks } of running.hazards) {
    if (deputies && (deputy === null || !deputies.includes(deputy))) continue;
    const sum = sums.get(deputy) ?? { deputy, due: 0, onTime: 0 };
    sums.set(deputy, {
      deputy,
      due: sum.due + Number(isCountedAs('due', marks)),
      onTime: sum.onTime + Number(isCountedAs('onTime', marks)),
    });
  }
  return { period: running.period, basis: 'running', of: [...sums.values()] };
}

/** What waits for the reader: decisions, then what has climbed to him, the first seven of them; and how many he decided last month. */
async function concernsOf(ledger: Ledger, reader: PersonId, period: Period, now: Instant) {
  const [{ owed, climbed }, decided] = await Promise.all([
    tasksOf(ledger, reader, now),
    ledger.pool.query<{ count: number }>({
      name: 'decided-within',
      text: `select count(*)::int from entry where actor->>'person' = $1 and actor ? 'person' and at >= $2 and at < $3 and command = any($4)`,
      values: [reader, monthBegins(monthsAfter(period, -1)), monthBegins(period), deciding],
    }),
  ]);
  const toDecide = owed.filter((task) => task.isDecision);
  const shown = { toDecide: toDecide.slice(0, tasksShown), climbed: climbed.slice(0, Math.max(0, tasksShown - toDecide.length)) };
  return {
    toDecide: { count: toDecide.length, items: shown.toDecide },
    climbed: { count: climbed.length, items: shown.climbed },
    decidedBefore: decided.rows[0]?.count ?? 0,
  };
}

/** How far the reports of the month have come that is not published yet; null when there is none. */
async function reportsNow(ledger: Ledger, moment: Moment, names: Names) {
  const [month] = await openMonths(ledger, moment, names);
  const progress = month && (await progressOf(ledger, [month.period])).get(month.period);
  return progress ? { ...month, ...progress } : null;
}

const monthBegins = (period: Period): Instant => instantAt(localDateOf(`${period}-01`), 0);
