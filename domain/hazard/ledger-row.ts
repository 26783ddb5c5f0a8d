import type { DutyKey } from '../escalation/policy.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import { workdaysBetween } from '../time/days-between.ts';
import { dateIn, instantAt } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import type { Hazard, HazardEvent, HazardSource } from './hazard.ts';

/** 台账: one hazard in the columns of the ledger (DOMAIN §7), codes instead of names; null where nothing is known, never made up. Dates are Shanghai's. */
export type LedgerRow = {
  number: string;
  zone: ZoneCode;
  unit: string | null;
  place: string | null;
  description: string;
  source: HazardSource;
  category: string | null;
  class: Hazard['facts']['class'];
  criterion: string | null;
  /** 排查人: as the older ledger wrote them, or whoever reported it here; null where the public did, whose names are nobody's business. */
  inspectors: { written: string[] } | { person: PersonId } | null;
  foundOn: LocalDate | null;
  measures: string | null;
  fundsYuan: number | null;
  /** As it was first dated, and as it stands after extensions. */
  dueOn: LocalDate | null;
  extendedTo: LocalDate | null;
  extensions: number;
  contingencyPlan: string | null;
  rectifiedOn: LocalDate | null;
  verifiedBy: PersonId | null;
  verifiedOn: LocalDate | null;
  verdict: 'passed' | 'failed' | null;
  opinion: string | null;
  reworks: number;
  /** Workdays by which the repair is, or was, late; null while or where it is not. */
  overdueBy: number | null;
  /** Another step than the repair that is late now, and by how many whole workdays; null where none is. */
  lateStep: { duty: DutyKey; workdays: number } | null;
  level: number;
  isListed: boolean;
  publicisedOn: LocalDate | null;
  closedOn: LocalDate | null;
  photos: { before: number; after: number };
  stage: Hazard['stage'];
  /** 补录: on which day it was entered, and what the older ledger remarked. */
  enteredOn: LocalDate | null;
  remark: string | null;
  /** The moment whose holders of the zone's seats are the row's responsible persons: its end, else now. */
  heldAt: Instant;
};

/** Who holds a seat, by name, and who acts for him; null: he does it himself. */
export type NamedHolder = { name: string; acting: string | null };

/** The row as it is printed: names in the place of codes; null where nobody holds a seat. */
export type NamedLedgerRow = Omit<LedgerRow, 'zone' | 'inspectors' | 'verifiedBy' | 'criterion'> & {
  grid: string;
  zone: string;
  criterion: string | null;
  inspectors: string | null;
  specific: NamedHolder | null;
  supervising: NamedHolder | null;
  verifiedBy: string | null;
};

type Entry = { at: Instant; events: readonly HazardEvent[] };

/** The row of a hazard at that moment, from its state and its whole history. */
export function ledgerRowOf(hazard: Hazard, history: readonly Entry[], now: Instant, calendar: WorkCalendar): LedgerRow {
  const { facts, enteredLater: paper, plan } = hazard;
  const told = toldBy(history);
  // What happened here since counts: a date that was moved, a repair that was returned.
  const isPaperDue = paper !== null && (paper.status === 'closed' || (told.movedTo === null && hazard.reworks === 0));
  const paperDue = isPaperDue ? paper.dueOn : null;
  const paperRepair = hazard.reworks === 0 ? (paper?.rectifiedOn ?? null) : null;
  return {
    number: hazard.number,
    zone: hazard.zone,
    unit: facts.project ?? paper?.unit ?? null,
    place: facts.place,
    description: facts.description,
    source: facts.source,
    category: facts.category,
    class: facts.class,
    criterion: facts.criterion,
    inspectors: paper ? { written: paper.inspectors } : facts.source === 'tipOff' ? null : { person: hazard.reportedBy },
    foundOn: paper ? paper.foundOn : on(told.reportedAt),
    measures: told.measures ?? plan?.measures ?? paper?.measures ?? null,
    fundsYuan: plan?.fundsYuan ?? (paper?.fundsWan != null ? paper.fundsWan * 10_000 : null),
    dueOn: paperDue ?? on(told.dueAt),
    extendedTo: on(told.movedTo),
    extensions: hazard.extensions.granted,
    contingencyPlan: plan?.contingencyPlan ?? null,
    rectifiedOn: paperRepair ?? on(told.rectifiedAt),
    verifiedBy: told.verifiedBy,
    verifiedOn: paper?.verifiedOn ?? on(told.verifiedAt),
    verdict: told.verdict ?? (paper?.verifiedOn ? 'passed' : null),
    opinion: told.opinion,
    reworks: hazard.reworks,
    overdueBy: lateBy(dueOf(paperDue, told), doneOf(paperRepair, told, hazard.stage === 'rectifying' ? now : null), calendar),
    lateStep: lateStepOf(hazard, now, calendar),
    level: hazard.highestLevel,
    isListed: hazard.supervision?.listed ?? false,
    publicisedOn: hazard.publicity.at(-1)?.on ?? null,
    closedOn: paper?.closedOn ?? on(told.closedAt),
    photos: { before: photosOf(hazard, 'before'), after: photosOf(hazard, 'after') },
    stage: hazard.stage,
    enteredOn: paper && on(told.reportedAt),
    remark: paper?.remark ?? null,
    heldAt: told.closedAt ?? told.endedAt ?? now,
  };
}

const photosOf = ({ photos }: Hazard, use: 'before' | 'after') => photos.filter((photo) => photo.use === use).length;

const endOfDay = 24 * 60 - 1;

/** A paper knows days only: its deadline is over with the day. */
const dueOf = (paper: LocalDate | null | undefined, { dueAt, movedTo }: Told) => (paper ? instantAt(paper, endOfDay) : (movedTo ?? dueAt));
const doneOf = (paper: LocalDate | null | undefined, { rectifiedAt }: Told, otherwise: Instant | null) =>
  paper ? instantAt(paper, 0) : (rectifiedAt ?? otherwise);
const lateBy = (due: Instant | null, done: Instant | null, calendar: WorkCalendar) =>
  due !== null && done !== null && due < done ? workdaysBetween(due, done, calendar) : null;

function lateStepOf({ obligation, stage }: Hazard, now: Instant, calendar: WorkCalendar): LedgerRow['lateStep'] {
  if (!obligation || stage === 'rectifying' || obligation.due.at >= now) return null;
  return { duty: obligation.duty, workdays: workdaysBetween(obligation.due.at, now, calendar) };
}

const on = (at: Instant | null) => at && dateIn(at);

type Told = {
  reportedAt: Instant | null;
  dueAt: Instant | null;
  movedTo: Instant | null;
  rectifiedAt: Instant | null;
  measures: string | null;
  verifiedAt: Instant | null;
  verifiedBy: PersonId | null;
  verdict: 'passed' | 'failed' | null;
  opinion: string | null;
  closedAt: Instant | null;
  /** When it was voided or merged away. */
  endedAt: Instant | null;
};

/** What the history says of the last round: a rework or another zone starts one with a deadline of its own. */
function toldBy(history: readonly Entry[]): Told {
  const told: Told = {
    reportedAt: null,
    dueAt: null,
    movedTo: null,
    rectifiedAt: null,
    measures: null,
    verifiedAt: null,
    verifiedBy: null,
    verdict: null,
    opinion: null,
    closedAt: null,
    endedAt: null,
  };
  let repair = 0;
  for (const { at, events } of history)
    for (const event of events)
      switch (event.type) {
        case 'HazardReported':
          told.reportedAt = at;
          break;
        case 'ObligationOpened':
          if (!event.obligation.duty.startsWith('hazard.rectify')) break;
          repair = event.obligation.id;
          Object.assign(told, { dueAt: event.obligation.due.at, movedTo: null, rectifiedAt: null });
          break;
        case 'DeadlineMoved':
          if (event.obligation === repair) told.movedTo = event.to.at;
          break;
        case 'HazardRectified':
          Object.assign(told, { rectifiedAt: at, measures: event.measures });
          break;
        case 'VerificationPassed':
          Object.assign(told, { verifiedAt: at, verifiedBy: event.by, verdict: 'passed', opinion: event.opinion });
          break;
        case 'VerificationFailed':
          Object.assign(told, { verifiedAt: at, verifiedBy: event.by, verdict: 'failed', opinion: event.reason });
          break;
        case 'HazardClosed':
          told.closedAt = event.at;
          break;
        case 'HazardVoided':
        case 'HazardMerged':
          told.endedAt = at;
          break;
        case 'HazardUnmerged':
          told.endedAt = null;
          break;
        default:
      }
  return told;
}
