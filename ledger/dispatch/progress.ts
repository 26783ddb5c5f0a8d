import type { Moment } from '../../domain/case/decision.ts';
import type { Month, MonthStage } from '../../domain/dispatch/month.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { UnitReport, UnitReportStage } from '../../domain/dispatch/unit-report.ts';
import { seatsOpenTo } from '../../domain/people/roster.ts';
import type { GridCode, PersonId } from '../../domain/people/seat.ts';
import { itemOf } from '../case-item.ts';
import type { Names, Owes } from '../case-item.ts';
import type { Ledger } from '../ledger.ts';
import { storedColumns, storedItem } from '../one-case.ts';

/** How far the reports of a month have come: 已报送, of these 已接收, and the units that have not reported (未报). */
export type Progress = {
  units: number;
  submitted: number;
  received: number;
  missing: { code: GridCode; name: string; isAsked: boolean }[];
};

/** Of a month that is not open yet. */
export const noProgress: Progress = { units: 0, submitted: 0, received: 0, missing: [] };

/** The progress of these months, as far as they are open or over; `null`: of all. */
export async function progressOf({ pool }: Ledger, periods: readonly Period[] | null): Promise<Map<Period, Progress>> {
  const { rows } = await pool.query<Progress & { period: Period }>({
    name: 'progress-of-reports',
    text: `select d.period, count(*)::int as units, count(*) filter (where r.stage in ('submitted', 'accepted'))::int as submitted,
        count(*) filter (where r.stage = 'accepted')::int as received,
        coalesce(jsonb_agg(jsonb_build_object('code', u.unit, 'name', coalesce(c.state->'names'->>u.unit, u.unit), 'isAsked', r.id is not null) order by u.place)
          filter (where r.stage is null or r.stage in ('drafting', 'unreported')), '[]') as missing
      from dispatch d join cases c on c.id = d.case_id cross join lateral jsonb_object_keys(c.state->'reports') with ordinality as u (unit, place)
      left join cases r on r.part_of = c.id and r.kind = 'unit-report' and r.zone = u.unit
      where $1::text[] is null or d.period = any($1) group by d.period`,
    values: [periods],
  });
  return new Map(rows.map(({ period, ...progress }) => [period, progress]));
}

/** The months that are not published yet, newest first, with what is owed for them. */
export async function openMonths({ prisma }: Ledger, moment: Moment, names: Names) {
  const rows = await prisma.case.findMany({ where: { kind: 'dispatch', finished: false }, select: storedColumns });
  return rows
    .map((row): { period: Period; stage: MonthStage; owes: Owes | null } => {
      const { period, stage } = row.state as unknown as Month;
      return { period, stage, owes: itemOf(storedItem(row), moment, names).owes };
    })
    .sort((a, b) => (a.period < b.period ? 1 : -1));
}

/** The reports that are on their way of the units that the person heads, or in which he acts for the head. */
export async function ownReports({ prisma }: Ledger, person: PersonId, moment: Moment, names: Names) {
  const units = seatsOpenTo(moment.roster, person, moment.now).flatMap(({ post, scope }) => (post === 'unitHead' ? [scope] : []));
  if (units.length === 0) return [];
  const rows = await prisma.case.findMany({
    where: { kind: 'unit-report', zone: { in: units } },
    select: storedColumns,
    orderBy: { zone: 'asc' },
  });
  return rows.map((row) => {
    const { period, zone, stage } = row.state as unknown as UnitReport;
    const unit = { code: zone, name: names.scope(zone) };
    return { period, unit, stage: stage as UnitReportStage, owes: itemOf(storedItem(row), moment, names).owes };
  });
}
