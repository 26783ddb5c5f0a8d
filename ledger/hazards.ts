import { preview } from '../domain/escalation/dated-ladder.ts';
import { commandsOpenTo } from '../domain/hazard/commands-open-to.ts';
import { criteria } from '../domain/hazard/criteria.ts';
import type { Hazard, HazardEvent } from '../domain/hazard/hazard.ts';
import { stepsOf } from '../domain/hazard/steps.ts';
import type { Actor } from '../domain/case/actor.ts';
import type { PersonId } from '../domain/people/seat.ts';
import { holidaysBetween } from '../domain/time/days-between.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Moment } from '../domain/case/decision.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/decider.ts';
import { decideRecheck } from '../domain/recheck/decide-recheck.ts';
import type { Recheck, RecheckEvent } from '../domain/recheck/recheck.ts';
import { decideRequest } from '../domain/request/decide-request.ts';
import type { Request, RequestEvent } from '../domain/request/request.ts';
import type { VacancyEvent } from '../domain/vacancy/vacancy.ts';
import { itemOf, namesOf, toldBy } from './case-item.ts';
import type { Names, StoredItem } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { alsoUsedIn } from './photos.ts';
import { momentOf } from './moment.ts';
import type { After } from './transact.ts';

export type HazardFilter = {
  stage?: string | undefined;
  zone?: string | undefined;
  class?: string | undefined;
  /** Whether somebody still owes something. */
  open?: boolean | undefined;
  overdue?: boolean | undefined;
  /** Part of the number or the title. */
  q?: string | undefined;
  /** Newest first, by deadline, or by what climbs next. */
  order: 'opened' | 'due' | 'next';
  page: number;
  pageSize: number;
};

const orders = {
  opened: [{ openedAt: 'desc' }, { id: 'asc' }],
  due: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  next: [{ alarmAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
} as const;

/** One page of the ledger with the number of all that match. */
export async function listHazards(ledger: Ledger, filter: HazardFilter, now: Instant) {
  const { stage, zone, open, overdue, q, order, page, pageSize } = filter;
  const late = { finished: false, dueAt: { lt: now } };
  const where = {
    kind: 'hazard',
    ...(stage === undefined ? {} : { stage }),
    ...(zone === undefined ? {} : { zone }),
    ...(filter.class === undefined ? {} : { class: filter.class }),
    ...(open === undefined ? {} : { finished: !open }),
    ...(overdue === undefined ? {} : overdue ? late : { NOT: late }),
    ...(q === undefined ? {} : { OR: [{ number: containing(q) }, { title: containing(q) }] }),
  };
  const [known, rows, total] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findMany({
      where,
      select: storedColumns,
      orderBy: [...orders[order]],
      take: pageSize,
      skip: (page - 1) * pageSize,
    }),
    ledger.prisma.case.count({ where }),
  ]);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  return { items: rows.map((row) => itemOf(storedItem(row), moment, names)), total, page, pageSize };
}

const containing = (text: string) => ({ contains: text, mode: 'insensitive' as const });

/** What `storedItem` needs of a row of the case table. */
export const storedColumns = { id: true, kind: true, partOf: true, openedAt: true, state: true } as const;

/** A row of the case table as the rules know it. */
export const storedItem = (row: { id: string; kind: string; partOf: string | null; openedAt: Date; state: unknown }): StoredItem => ({
  id: row.id,
  kind: row.kind as CaseKind,
  partOf: row.partOf,
  openedAt: row.openedAt.toISOString() as Instant,
  state: row.state as CaseCore,
});

type AnyEvent = HazardEvent | RequestEvent | VacancyEvent | RecheckEvent;
type Entry = { revision: number; at: Instant; actor: Actor; command: string; events: AnyEvent[] };
type Found = { item: StoredItem; revision: number; history: Entry[]; moment: Moment; names: Names };

/** What a command answers with: the stage, who owes what by when, and the dated ladder with what has rung. Null when there is none. */
export async function caseStanding(ledger: Ledger, id: string, after: After<CaseCore>, now: Instant) {
  // Only what has rung of this obligation is not in the state that the command left.
  if (after && !after.state.obligation?.fired.length) {
    const { known, moment, revision, ...item } = after;
    return standingOf({ item, revision, moment, history: [], names: namesOf(known) });
  }
  const found = await read(ledger, { id }, now, { command: 'Climb' });
  return found && standingOf(found);
}

/** One hazard whole, as that reader may act on it: facts, steps, ladder, history, and who was told what, delivered when. Null when there is none. */
export async function hazardById(ledger: Ledger, id: string, reader: PersonId, now: Instant) {
  const [found, notices, parts] = await Promise.all([
    read(ledger, { id, kind: 'hazard' }, now, {}),
    noticesOf(ledger, id),
    partsOf(ledger, id, reader, now),
  ]);
  if (!found) return null;
  const { history, moment, names } = found;
  const hazard = found.item.state as Hazard;
  const standing = standingOf(found);
  const last = standing.ladder.at(-1)?.at;
  return {
    ...standing,
    ...hazard.facts,
    criterion: criteria.find(({ code }) => code === hazard.facts.criterion) ?? null,
    reportedBy: names.person(hazard.reportedBy),
    enteredLater: hazard.enteredLater,
    reworks: hazard.reworks,
    photos: await alsoUsedIn(ledger, id, hazard.photos),
    extensions: hazard.extensions,
    suspensions: hazard.suspensions,
    plan: hazard.plan,
    stopWorkAdvice: hazard.stopWorkAdvice.map((each) => ({ ...each, by: names.person(each.by) })),
    mergedInto: await namedCase(ledger, hazard.mergedInto),
    duplicates: hazard.duplicates.map(({ from, number }) => ({ id: from, number })),
    publicity: hazard.publicity.map((each) => ({ ...each, by: names.person(each.by) })),
    ...parts,
    steps: stepsOf(
      hazard,
      history.map(({ at, actor, events }) => ({ at, by: 'person' in actor ? actor.person : null, events: events as HazardEvent[] })),
    ).map((step) => ({ ...step, by: step.by && names.person(step.by) })),
    holidays: last ? holidaysBetween(hazard.obligation?.openedAt ?? now, last, moment.calendar) : [],
    commands: commandsOpenTo(hazard, reader, moment),
    timeline: history.map((entry) => ({
      ...entry,
      actor: 'person' in entry.actor ? names.person(entry.actor.person) : ('clock' as const),
      told: notices.filter(({ revision }) => revision === entry.revision).map(({ person }) => names.person(person)),
    })),
    notices: notices.map(({ person, revision: _, ...notice }) => ({ person: names.person(person), ...notice })),
  };
}

const namedCase = async ({ prisma }: Ledger, id: string | null) =>
  id === null ? null : prisma.case.findUnique({ where: { id }, select: { id: true, number: true, title: true } });

/** The cases that are parts of the hazard, newest first, as that reader may act on them. */
async function partsOf(ledger: Ledger, hazard: string, reader: PersonId, now: Instant) {
  const [known, rows] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findMany({
      where: { partOf: hazard },
      select: { ...storedColumns, revision: true },
      orderBy: { openedAt: 'desc' },
    }),
  ]);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const parts = rows.map((row) => ({ ...itemOf(storedItem(row), moment, names), revision: row.revision, state: row.state as unknown }));
  const recheck = parts.find(({ kind }) => kind === 'recheck');
  return {
    requests: parts.filter(({ kind }) => kind === 'request').map((part) => requestShown(part, reader, moment, names)),
    recheck: recheck ? recheckShown(recheck, reader, moment, names) : null,
  };
}

/** What was asked, by whom, and whether the reader may decide it now. */
function requestShown<Part extends { state: unknown }>({ state, ...item }: Part, reader: PersonId, moment: Moment, names: Names) {
  const request = state as Request;
  const { ask, askedBy } = request;
  const until = ask.type === 'extension' ? ask.until.at : ask.type === 'suspension' ? ask.review.at : null;
  const tried = decideRequest(request, { type: 'DecideRequest', by: reader, granted: true, reason: '' }, moment);
  return {
    ...item,
    ask: { type: ask.type, until, reason: ask.reason },
    askedBy: names.person(askedBy),
    mayDecide: tried.kind === 'accepted',
  };
}

/** What the second look found, and whether the reader may record it now. */
function recheckShown<Part extends { state: unknown }>({ state, ...item }: Part, reader: PersonId, moment: Moment, names: Names) {
  const recheck = state as Recheck;
  const { recorded } = recheck;
  const tried = decideRecheck(recheck, { type: 'RecordRecheck', by: reader, sound: true, note: '' }, moment);
  return {
    ...item,
    recorded: recorded && { ...recorded, by: names.person(recorded.by) },
    mayRecord: tried.kind === 'accepted',
  };
}

async function read(
  ledger: Ledger,
  where: { id: string; kind?: CaseKind },
  now: Instant,
  entriesWhere: { command?: string },
): Promise<Found | null> {
  const [known, row] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findUnique({
      where,
      select: {
        ...storedColumns,
        revision: true,
        entries: {
          where: entriesWhere,
          orderBy: { revision: 'asc' },
          select: { revision: true, command: true, actor: true, at: true, events: true },
        },
      },
    }),
  ]);
  if (!row) return null;
  const history = row.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() }) as unknown as Entry);
  return { item: storedItem(row), revision: row.revision, history, moment: momentOf(known, now), names: namesOf(known) };
}

async function noticesOf({ prisma }: Ledger, caseId: string) {
  const rows = await prisma.notice.findMany({
    where: { caseId },
    orderBy: { id: 'asc' },
    select: {
      revision: true,
      person: true,
      kind: true,
      status: true,
      createdAt: true,
      sendAfter: true,
      delivery: { select: { sentAt: true } },
    },
  });
  return rows.map(({ delivery, ...notice }) => ({ ...notice, sentAt: delivery?.sentAt ?? null }));
}

function standingOf({ item, revision, history, moment, names }: Found) {
  const { obligation } = item.state;
  const listed = itemOf(item, moment, names);
  const firedAt = new Map(
    history.flatMap(({ at, events }) =>
      events.flatMap((event) =>
        event.type === 'RungFired' && event.obligation === obligation?.id
          ? [...event.covers, event.key].map((key) => [key, at] as const)
          : [],
      ),
    ),
  );
  const ladder = obligation ? preview(obligation, moment) : [];
  return {
    ...listed,
    revision,
    ladder: ladder.map(({ key, at, rung }) => ({
      key,
      at,
      nature: rung.nature,
      level: rung.level ?? 0,
      tells: toldBy(rung.tells, listed.zone.code, moment, names),
      // A rung that rang before the deadline was moved rings again.
      firedAt: (obligation?.fired.includes(key) && firedAt.get(key)) || null,
    })),
  };
}
