import type pg from 'pg';
import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { UnitToReport } from '../../domain/dispatch/decide-month.ts';
import type { UnitNamed } from '../../domain/dispatch/month.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { OverdueCase, Prefilled } from '../../domain/dispatch/unit-report.ts';
import { together } from '../../domain/metrics/marks.ts';
import type { Marks } from '../../domain/metrics/marks.ts';
import type { Span } from '../../domain/metrics/span.ts';
import type { Actor } from '../../domain/case/actor.ts';
import type { Standing } from '../../domain/case/standing.ts';
import { unitOfZones, unitsOf } from '../../domain/organisation/organisation.ts';
import { holderOf } from '../../domain/people/roster.ts';
import { seatFor } from '../../domain/people/seat.ts';
import type { GridCode, ZoneCode } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { crashPoint } from '../crash-point.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Ledger } from '../ledger.ts';
import { momentOf } from '../moment.ts';
import type { Known } from '../moment.ts';
import { transact } from '../transact.ts';
import { countHazards } from './count-hazards.ts';

const hazardsAStep = 2_000;
const zonesAStep = 200;
const unitsAStep = 50;

/** How far the opening came; `standing` once every unit was asked. */
export type Opening = { zonesCounted: number; unitsAsked: number; standing: Standing | null };

/**
 * The next step of opening a month: counts and freezes the hazards of some zones, then opens the month's case, then asks some units for
 * their report. How far it came is committed with each step, so that a process which dies loses the step that it was at and repeats none.
 */
export async function openNext(ledger: Ledger, period: Period, now: Instant): Promise<Opening> {
  const known = await ledger.register.newest(ledger.pool);
  const zones = known.organisation.zones.map(({ code }) => code).sort();
  const counted = await countNext(ledger, period, zones, known);
  if (counted < zones.length) return { zonesCounted: counted, unitsAsked: 0, standing: null };
  crashPoint('dispatch:counted');
  return { zonesCounted: counted, ...(await askNext(ledger, period, known, now)) };
}

type Progress = {
  caseId: string;
  span: Span;
  askedBy: string;
  reachedZone: ZoneCode | null;
  reachedCase: string | null;
  unitsAsked: number;
  isOpened: boolean;
};

async function progressOf(client: pg.ClientBase | pg.Pool, period: Period, lock = ''): Promise<Progress> {
  const { rows } = await client.query(`select * from dispatch where period = $1 ${lock}`, [period]);
  const [row] = rows;
  if (!row) throw new Error(`nobody asked for the dispatch of ${period}`);
  return {
    caseId: row.case_id,
    span: { from: row.since.toISOString(), to: row.cut_off.toISOString() },
    askedBy: row.asked_by,
    reachedZone: row.reached_zone,
    reachedCase: row.reached_case,
    unitsAsked: row.units_asked,
    isOpened: row.opened_at !== null,
  };
}

/** Answers how many zones are counted. The zone that was reached is counted whole once `reachedCase` is null. */
async function countNext({ pool }: Ledger, period: Period, zones: readonly ZoneCode[], known: Known): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { span, ...progress } = await progressOf(client, period, 'for update');
    const moment = momentOf(known, span.to);
    let { reachedZone, reachedCase } = progress;
    const isBehind = (zone: ZoneCode) => reachedZone !== null && (zone < reachedZone || (zone === reachedZone && reachedCase === null));
    let hazards = 0;
    let done = 0;
    for (const zone of zones.filter((each) => !isBehind(each))) {
      if (hazards >= hazardsAStep || done >= zonesAStep) break;
      let after = zone === reachedZone ? reachedCase : null;
      do {
        const { counted, last } = await countHazards(client, period, zone, span, after, moment);
        hazards += counted;
        after = last;
      } while (after !== null && hazards < hazardsAStep);
      reachedZone = zone;
      reachedCase = after;
      done += 1;
    }
    await client.query('update dispatch set reached_zone = $2, reached_case = $3 where period = $1', [period, reachedZone, reachedCase]);
    crashPoint('dispatch:before-commit');
    return zones.filter(isBehind).length;
  });
}

async function askNext(ledger: Ledger, period: Period, known: Known, now: Instant): Promise<Pick<Opening, 'unitsAsked' | 'standing'>> {
  const { caseId, span, askedBy, unitsAsked, isOpened } = await progressOf(ledger.pool, period);
  if (isOpened) return { unitsAsked, standing: await standingOfCase(ledger.pool, caseId) };
  const actor: Actor = askedBy === 'clock' ? { system: 'clock' } : { person: askedBy };
  const give = { caseId, actor, at: now };
  const units = unitsOf(known.organisation).map(({ code, name }) => ({ unit: code, name }));
  if (unitsAsked === 0) {
    await countMoved(ledger.pool, period, span, known);
    await freezeZones(ledger.pool, period, known, span);
    crashPoint('dispatch:frozen');
    await transact(ledger, monthDecider, {
      ...give,
      commandId: 'open',
      command: { type: 'OpenMonth', period, span, units },
    });
    crashPoint('dispatch:opened');
  }
  const next = units.slice(unitsAsked, unitsAsked + unitsAStep);
  const asked = await unitsToReport(ledger.pool, period, next);
  const receipt = await transact(ledger, monthDecider, {
    ...give,
    commandId: `ask/${unitsAsked}`,
    command: { type: 'AskUnits', units: asked },
  });
  if (receipt.outcome === 'refused') throw new Error(`the units of ${period} were not asked: ${receipt.refusal.code}`);
  crashPoint('dispatch:asked');
  const isDone = unitsAsked + next.length >= units.length;
  await ledger.pool.query(
    'update dispatch set units_asked = greatest(units_asked, $2), opened_at = coalesce(opened_at, $3) where period = $1',
    [period, unitsAsked + next.length, isDone ? now : null],
  );
  crashPoint('dispatch:noted');
  return { unitsAsked: unitsAsked + next.length, standing: isDone ? receipt : null };
}

/** A hazard that went to another zone just after the cut-off may have been passed over in both: its zone is counted again. */
async function countMoved(pool: pg.Pool, period: Period, span: Span, known: Known): Promise<void> {
  const { rows } = await pool.query<{ zone: ZoneCode }>(
    `select distinct c.zone from entry e join cases c on c.id = e.case_id
      where e.at > $2 and c.kind = 'hazard' and c.opened_at <= $2
        and not exists (select from dispatch_mark m where m.period = $1 and m.case_id = c.id)`,
    [period, span.to],
  );
  const moment = momentOf(known, span.to);
  for (const { zone } of rows)
    await inTransaction(pool, async (client) => {
      let after: string | null = null;
      do after = (await countHazards(client, period, zone, span, after, moment)).last;
      while (after !== null);
    });
}

async function standingOfCase(pool: pg.Pool, caseId: string): Promise<Standing> {
  const { rows } = await pool.query<{ receipt: Standing }>(
    'select e.receipt from cases c join entry e on e.case_id = c.id and e.revision = c.revision where c.id = $1',
    [caseId],
  );
  const [row] = rows;
  if (!row) throw new Error(`there is no case ${caseId}`);
  return row.receipt;
}

/** Keeps every zone as it stands at the cut-off, with its two responsible persons and the sum of what its hazards count for. */
async function freezeZones(pool: pg.Pool, period: Period, { organisation, roster }: Known, { to }: Span): Promise<void> {
  const { rows } = await pool.query<{ zone: ZoneCode; marks: Marks }>(
    `select zone, jsonb_object_agg(key, n) as marks from (
       select zone, key, sum(value::bigint) as n from dispatch_mark, jsonb_each_text(marks) where period = $1 group by zone, key
     ) summed group by zone`,
    [period],
  );
  const sums = new Map(rows.map(({ zone, marks }) => [zone, marks]));
  const units = unitOfZones(organisation);
  const holder = (post: 'specific' | 'supervising', zone: ZoneCode) => {
    const held = holderOf(roster, seatFor(post, zone), to);
    return held.kind === 'vacant' ? null : held.kind === 'acting' ? held.copyTo : held.person;
  };
  const zones = organisation.zones.map(({ code, name }) => ({
    zone: code,
    name,
    unit: units.get(code) ?? null,
    specific: holder('specific', code),
    supervising: holder('supervising', code),
    marks: sums.get(code) ?? {},
  }));
  await pool.query(
    `insert into dispatch_zone (period, zone, name, unit, specific, supervising, marks)
     select $1, * from jsonb_to_recordset($2::jsonb) as z(zone text, name text, unit text, specific text, supervising text, marks jsonb)
     on conflict do nothing`,
    [period, JSON.stringify(zones)],
  );
}

/** What the reports of these units begin with, as it was frozen; a unit that has no zone begins with nothing. */
export async function unitsToReport(pool: pg.Pool, period: Period, units: readonly UnitNamed[]): Promise<UnitToReport[]> {
  const codes = units.map(({ unit }) => unit);
  const [zones, overdue] = await Promise.all([
    pool.query<{ zone: ZoneCode; unit: GridCode; specific: string | null; supervising: string | null; marks: Marks }>(
      'select zone, unit, specific, supervising, marks from dispatch_zone where period = $1 and unit = any($2) order by zone',
      [period, codes],
    ),
    pool.query<OverdueCase & { unit: GridCode }>(
      `select z.unit, m.case_id as id, m.number, m.title, m.zone, m.workdays_overdue as "workdaysOverdue"
       from dispatch_mark m join dispatch_zone z using (period, zone)
       where period = $1 and z.unit = any($2) and m.workdays_overdue > 0 and m.marks ? 'open' order by m.workdays_overdue desc, m.number`,
      [period, codes],
    ),
  ]);
  return units.map(({ unit, name }) => {
    const own = zones.rows.filter((zone) => zone.unit === unit);
    const gaps = own.filter(({ specific, supervising }) => specific === null || supervising === null).map(({ zone }) => zone);
    const prefilled: Prefilled = {
      marks: own.reduce<Marks>((sum, { marks }) => together(sum, marks), {}),
      zones: { total: own.length, complete: own.length - gaps.length, gaps },
      overdue: overdue.rows.filter((each) => each.unit === unit).map(({ unit: _, ...each }) => each),
    };
    return { unit, name, prefilled };
  });
}
