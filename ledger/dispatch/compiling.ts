import type pg from 'pg';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import { draftsAt } from '../../domain/dispatch/drafts-at.ts';
import type { Draft } from '../../domain/dispatch/drafts.ts';
import { criticisms, waitingIn } from '../../domain/dispatch/month.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { UnitReport } from '../../domain/dispatch/unit-report.ts';
import { mayActIn } from '../../domain/people/roster.ts';
import { seatFor } from '../../domain/people/seat.ts';
import type { GridCode, PersonId } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { momentOf } from '../moment.ts';
import { monthCaseId } from './month-case.ts';

/**
 * What a compilation is made of at this moment: the drafts to decide on, and the units whose report waits to be received. Read while the month is
 * locked, which every command to one of its reports waits for.
 */
export async function toCompile(client: Pick<pg.ClientBase, 'query'>, period: Period): Promise<{ drafts: Draft[]; waiting: GridCode[] }> {
  const { rows } = await client.query<{ kind: CaseKind; state: unknown }>(
    `select kind, state from cases where id = $1 or (part_of = $1 and kind = 'unit-report') order by zone`,
    [monthCaseId(period)],
  );
  const month = rows.find(({ kind }) => kind === 'dispatch')?.state as Month | undefined;
  if (!month) return { drafts: [], waiting: [] };
  const reports = rows.flatMap(({ kind, state }) => (kind === 'unit-report' ? [state as UnitReport] : []));
  return { drafts: draftsAt(month, reports), waiting: waitingIn(reports) };
}

/** The months in which a unit that the person heads, or acts for, is to be criticised and has said nothing to it yet; until when he may. */
export async function monthsToAnswer(ledger: Ledger, person: PersonId, now: Instant): Promise<{ period: Period; until: Instant }[]> {
  const [known, rows] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findMany({ where: { kind: 'dispatch', stage: 'hearing', finished: false }, select: { state: true } }),
  ]);
  const { roster } = momentOf(known, now);
  return rows.flatMap(({ state }) => {
    const { period, drafts, compiled, answers, obligation } = state as unknown as Month;
    const heard = compiled ? criticisms(drafts, compiled) : [];
    const isHis = heard.some(({ id, unit }) => !(id in answers) && mayActIn(roster, seatFor('unitHead', unit), person, now));
    return isHis && obligation ? [{ period, until: obligation.due.at }] : [];
  });
}
