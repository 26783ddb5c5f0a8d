import { ladderOf } from '../escalation/obligation.ts';
import type { Terms } from '../escalation/obligation.ts';
import { openStages } from '../hazard/hazard.ts';
import { daysBetween, workdaysBetween } from '../time/days-between.ts';
import { msOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { HazardRecord } from './hazard-record.ts';
import { isWithin } from './span.ts';
import type { Span } from './span.ts';

/** What can be counted of a hazard in a span (DOMAIN §6); minutes and numbers of extensions are sums, everything else is 0 or 1. */
export const marks = [
  'found',
  'foundGeneral',
  'foundMajor',
  'rectifiedGeneral',
  'rectifiedMajor',
  'repeated',
  'typedIn',
  'due',
  'closedOfDue',
  'closedOnTime',
  'suspended',
  'closed',
  'grossMinutes',
  'netMinutes',
  'verified',
  'reworked',
  'passedFirst',
  'extensions',
  'active',
  'level1',
  'level2',
  'level3',
  'open',
  'overdue1to3',
  'overdue4to7',
  'overdue8to15',
  'overdueOver15',
  'topOfLadder',
] as const;

export type Mark = (typeof marks)[number];
/** How often each was met; what is absent is 0. */
export type Marks = Partial<Record<Mark, number>>;

/** Marks that tell how things stand at the cut-off; all others add up over spans that follow each other. */
const standing: readonly Mark[] = ['suspended', 'open', 'overdue1to3', 'overdue4to7', 'overdue8to15', 'overdueOver15', 'topOfLadder'];

const repeatsWithinDays = 30;

/**
 * What one hazard, recorded up to the cut-off, contributes to the figures of the span. Voided and merged ones contribute nothing. A hazard
 * is due in the span in which the deadline of its repair falls, or in which it was closed before that, so that each is due once for each
 * repair; one that is suspended at the cut-off is not due. It is closed on time when no repair of it was handed in late.
 */
export function marksOf(record: HazardRecord, span: Span, terms: Terms): Marks {
  const { stage, foundAt, closedAt } = record;
  if (stage === 'void' || stage === 'merged') return {};
  if (record.isTypedIn) return isWithin(foundAt, span) ? { typedIn: 1 } : {};
  const isActive = foundAt <= span.to && (closedAt === null || closedAt > span.from);
  if (!isActive) return {};
  return {
    active: 1,
    ...foundMarks(record, span),
    ...dueMarks(record, span),
    ...doneMarks(record, span),
    ...standingMarks(record, span, terms),
  };
}

const counted = (given: Partial<Record<Mark, boolean>>): Marks =>
  Object.fromEntries(Object.entries(given).flatMap(([mark, isMet]) => (isMet ? [[mark, 1]] : [])));

function foundMarks({ foundAt, sameFoundAt, stage, class: of }: HazardRecord, span: Span): Marks {
  if (!isWithin(foundAt, span)) return {};
  const isRectified = stage === 'verifying' || stage === 'closed';
  return counted({
    found: true,
    foundGeneral: of === 'general',
    foundMajor: of === 'major',
    rectifiedGeneral: of === 'general' && isRectified,
    rectifiedMajor: of === 'major' && isRectified,
    repeated: sameFoundAt !== null && daysBetween(sameFoundAt, foundAt) <= repeatsWithinDays,
  });
}

function dueMarks({ repairs, stage, closedAt }: HazardRecord, span: Span): Marks {
  const due = repairs.at(-1)?.due;
  if (due === undefined || stage === 'suspended') return {};
  const countsAt = closedAt !== null && closedAt < due ? closedAt : due;
  if (!isWithin(countsAt, span)) return {};
  const isOnTime = repairs.every((repair) => repair.endedAt !== null && repair.endedAt <= repair.due);
  return counted({ due: true, closedOfDue: closedAt !== null, closedOnTime: closedAt !== null && isOnTime });
}

function doneMarks({ foundAt, closedAt, suspensions, verifications, extendedAt, escalations }: HazardRecord, span: Span): Marks {
  const during = (at: Instant) => isWithin(at, span);
  const verified = verifications.filter(({ at }) => during(at));
  const [first] = verifications;
  const extensions = extendedAt.filter(during).length;
  const level = Math.max(0, ...escalations.filter(({ at }) => during(at)).map((each) => each.level));
  const isClosed = closedAt !== null && during(closedAt);
  return {
    ...counted({
      verified: verified.length > 0,
      reworked: verified.some(({ passed }) => !passed),
      passedFirst: first !== undefined && first.passed && during(first.at),
      level1: level >= 1,
      level2: level >= 2,
      level3: level >= 3,
      closed: isClosed,
    }),
    ...(extensions > 0 && { extensions }),
    ...(isClosed && {
      grossMinutes: minutes(foundAt, closedAt),
      netMinutes: minutes(foundAt, closedAt) - suspensions.reduce((sum, { from, to }) => sum + minutes(from, to ?? closedAt), 0),
    }),
  };
}

const minutes = (from: Instant, to: Instant) => Math.round((msOf(to) - msOf(from)) / 60_000);

/** By how many workdays what is owed at the cut-off is overdue, at least one; 0 when it is not. */
export function workdaysOverdue({ obligation }: HazardRecord, { to }: Span, { calendar }: Terms): number {
  if (!obligation || obligation.due.at >= to) return 0;
  return Math.max(1, workdaysBetween(obligation.due.at, to, calendar));
}

function standingMarks(record: HazardRecord, span: Span, terms: Terms): Marks {
  const { stage, obligation } = record;
  if (!openStages.includes(stage) || !obligation) return {};
  const late = workdaysOverdue(record, span, terms);
  const top = Math.max(...ladderOf(obligation, terms).rungs.map((rung) => rung.level ?? 0));
  return counted({
    open: true,
    suspended: stage === 'suspended',
    overdue1to3: late >= 1 && late <= 3,
    overdue4to7: late >= 4 && late <= 7,
    overdue8to15: late >= 8 && late <= 15,
    overdueOver15: late > 15,
    topOfLadder: obligation.level > 0 && obligation.level >= top,
  });
}

/** The sum of both. */
export function together(a: Marks, b: Marks): Marks {
  const sum: Marks = { ...a };
  for (const [mark, count] of Object.entries(b) as [Mark, number][]) sum[mark] = (sum[mark] ?? 0) + count;
  return sum;
}

/** Marks of spans that follow each other, as those of one span: flows add up, and the last one tells how things stand. */
export function overSpans(inOrder: readonly Marks[]): Marks {
  const flows = inOrder.reduce<Marks>(together, {});
  const last = inOrder.at(-1) ?? {};
  return Object.fromEntries(
    marks.flatMap((mark) => {
      const count = standing.includes(mark) ? last[mark] : flows[mark];
      return count === undefined ? [] : [[mark, count]];
    }),
  );
}
