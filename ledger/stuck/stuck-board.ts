import type { Moment } from '../../domain/case/decision.ts';
import { mayChaseFrom } from '../../domain/case/press.ts';
import { nextToldRung } from '../../domain/escalation/dated-ladder.ts';
import { commandsOpenTo } from '../../domain/hazard/commands-open-to.ts';
import type { Hazard } from '../../domain/hazard/hazard.ts';
import { awayOf, holderOf, isOffice } from '../../domain/people/roster.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import type { Actor } from '../../domain/rights/actor.ts';
import { actingPerson } from '../../domain/rights/capacity.ts';
import { fieldOf } from '../../domain/rights/scope.ts';
import { unblocksOf } from '../../domain/stuck/unblocks.ts';
import type { Unblock } from '../../domain/stuck/unblocks.ts';
import { whyStuck } from '../../domain/stuck/why-stuck.ts';
import type { StuckKind, StuckReason } from '../../domain/stuck/why-stuck.ts';
import type { StuckSubject } from '../../domain/stuck/wording.ts';
import { en } from '../../domain/stuck/wording.en.ts';
import { zh } from '../../domain/stuck/wording.zh.ts';
import { makeupMarksOf } from '../../domain/time/days-between.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { itemOf, namesOf } from '../case-item.ts';
import type { CaseItem, Names, PersonRef } from '../case-item.ts';
import { deciders } from '../deciders.ts';
import type { Ledger } from '../ledger.ts';
import { momentOf } from '../moment.ts';
import { pressingOf } from '../pressing.ts';
import type { Pressing } from '../pressing.ts';
import { sentBackAmong } from '../sent-back.ts';
import { engineNow } from './engine-signs.ts';
import { findStuck } from './find-stuck.ts';
import type { FoundStuck, StuckCounts, StuckFilter } from './find-stuck.ts';
import { toldAbove } from './told-above.ts';

export type WhyShown = { kind: StuckKind; since: Instant; why: { zh: string; en: string } };

/** A stuck case: its worst reason, and all of them; who is waited for, and for whom he acts; what unblocks it. */
export type StuckItem = CaseItem &
  Pressing & {
    revision: number;
    stuck: StuckKind;
    since: Instant;
    why: { zh: string; en: string };
    reasons: WhyShown[];
    actsFor: PersonRef | null;
    /** Until when whoever is waited for is away, with nobody acting. */
    awayUntil: Instant | null;
    /** Whether pressing would stand in front of the ways on, were it not done within the hour. */
    pressesFirstLater: boolean;
    /** From when on the reader may press again, where that is why he may not. */
    pressableAt: Instant | null;
    /** Who returned what was handed in, and why, so that it is owed again. */
    sentBack: { by: PersonRef; reason: string } | null;
    actions: Unblock[];
  };

export type StuckBoard = {
  items: StuckItem[];
  counts: StuckCounts;
  total: number;
  page: number;
  pageSize: number;
  engine: { clocks: { since: Instant; missing: string[] } | null; mailSince: Instant | null };
};

/** What is stuck at that moment in the reader's field, as he may unblock it. Asks nothing but the ledger. */
export async function stuckBoard(
  ledger: Ledger,
  filter: Omit<StuckFilter, 'zones'>,
  actor: Actor | null,
  now: Instant,
): Promise<StuckBoard> {
  const known = await ledger.register.newest(ledger.pool);
  const moment = momentOf(known, now);
  const zones = fieldOf(actor, moment);
  const reader = actingPerson(actor);
  const [{ counts, found }, engine] = await Promise.all([
    findStuck(ledger, known, moment, { ...filter, zones }),
    engineNow(ledger.pool, now),
  ]);
  const names = namesOf(known);
  const [above, sentBack] = await Promise.all([toldAbove(ledger, found), sentBackAmong(ledger, found)]);
  const items = found.flatMap((each) => {
    const again = sentBack.get(each.id);
    const item = stuckItem(each, above.get(each.id) ?? [], reader, moment, names, filter.kind);
    return item ? [{ ...item, sentBack: again ? { by: names.person(again.by), reason: again.reason } : null }] : [];
  });
  return {
    items,
    counts,
    total: counts[filter.kind ?? 'all'],
    page: filter.page,
    pageSize: filter.pageSize,
    engine,
  };
}

function stuckItem(
  found: FoundStuck,
  above: readonly PersonId[],
  reader: PersonId,
  moment: Moment,
  names: Names,
  asked: StuckKind | undefined,
): Omit<StuckItem, 'sentBack'> | null {
  const { state, kind, facts } = found;
  const { obligation } = state;
  if (!obligation) return null;
  const { stage, zone } = deciders[kind].summaryOf(state);
  const reasons = whyStuck({ ...facts, kind, stage, zone, obligation }, moment);
  // Of the cases of one kind the board says why they are of that kind.
  const main = reasons.find((reason) => reason.kind === asked) ?? reasons[0];
  if (!main) return null;
  const ordered = [main, ...reasons.filter((reason) => reason !== main)];
  const ways = unblocksOf({ kind, stage, dueAt: obligation.due.at }, ordered);
  const isOpen = isOpenTo(found, reader, moment);
  const actions = ways.filter(isOpen);
  const pressing = pressingOf({ ...state, zone }, reader, moment, names);
  const holder = holderOf(moment.roster, obligation.owedBy, moment.now);
  const person = holder.kind === 'vacant' ? null : holder.person;
  const next = nextToldRung(obligation, moment);
  const subject: StuckSubject = {
    duty: obligation.duty,
    owedBy: obligation.owedBy,
    person,
    toldAbove: above.filter((id) => id !== person),
    isReader: person === reader,
    dueAt: obligation.due.at,
    ...makeupMarksOf([obligation.due.at, next?.at, ...reasons.map(({ since }) => since)], moment.calendar),
    next: next && { at: next.at, nature: next.rung.nature, tells: next.rung.tells },
    canBeExtended: kind === 'hazard' && stage === 'rectifying',
    mayReassign: actions.some(({ type }) => type === 'ReassignHazard'),
  };
  const called = { person: (id: PersonId) => names.person(id).name, scope: names.scope };
  const shown = (reason: StuckReason): WhyShown => ({
    kind: reason.kind,
    since: reason.since,
    why: { zh: zh(reason, subject, called), en: en(reason, subject, called) },
  });
  const first = shown(main);
  return {
    ...itemOf(found, moment, names),
    ...pressing,
    revision: found.revision,
    stuck: first.kind,
    since: first.since,
    why: first.why,
    reasons: ordered.map(shown),
    actsFor: holder.kind === 'acting' ? names.person(holder.copyTo) : null,
    awayUntil: holder.kind === 'absent' ? (awayOf(moment.roster, holder.person, moment.now)?.until ?? null) : null,
    pressesFirstLater:
      pressing.notPressed === 'CHASED_LATELY' && ways.find((way) => way.type === 'ChaseCase' || isOpen(way))?.type === 'ChaseCase',
    pressableAt: pressing.notPressed === 'CHASED_LATELY' ? mayChaseFrom(state, reader) : null,
    actions,
  };
}

// Of the commands of a hazard the board offers these.
const offered = ['AssignHazard', 'ReassignHazard', 'ResumeHazard', 'RequestSuspension'] as const;

/** Whether the reader may do it now: what is a command of the case is asked of its own rules. */
function isOpenTo({ kind, state }: FoundStuck, by: PersonId, moment: Moment): (unblock: Unblock) => boolean {
  const ofHazard = kind === 'hazard' ? new Set<string>(commandsOpenTo(state as Hazard, by, moment, offered)) : new Set<string>();
  const mayRun = isOffice(moment.roster, by, moment.now);
  return ({ type }) => {
    switch (type) {
      case 'ChaseCase':
      case 'RecordContact':
        return deciders[kind].decide(state, { type, by, words: '' } as never, moment).kind === 'accepted';
      case 'NameHolder':
      case 'NameActing':
      case 'ResendNotices':
      case 'RestartClock':
      case 'PutCalendarYear':
        return mayRun;
      case 'AssignHazard':
      case 'ReassignHazard':
      case 'ResumeHazard':
      case 'RequestSuspension':
        return ofHazard.has(type);
    }
  };
}
