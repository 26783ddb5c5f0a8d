import { callDecider } from '../domain/call/call.ts';
import type { Call, CallCommand, CallEvent } from '../domain/call/call.ts';
import type { Actor } from '../domain/case/actor.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Moment } from '../domain/case/decision.ts';
import { preview } from '../domain/escalation/dated-ladder.ts';
import type { HazardEvent } from '../domain/hazard/hazard.ts';
import type { RecheckEvent } from '../domain/recheck/recheck.ts';
import type { RequestEvent } from '../domain/request/request.ts';
import { suggestionDecider } from '../domain/suggestion/suggestion-decider.ts';
import type { SuggestionCommand } from '../domain/suggestion/decide-suggestion.ts';
import type { Suggestion, SuggestionEvent } from '../domain/suggestion/suggestion.ts';
import type { SupervisionEvent } from '../domain/supervision/supervision.ts';
import { holidaysBetween, makeupWorkdaysBetween } from '../domain/time/days-between.ts';
import type { Instant } from '../domain/time/instant.ts';
import { isOffice } from '../domain/people/roster.ts';
import { sameSeat } from '../domain/people/seat.ts';
import type { PersonId } from '../domain/people/seat.ts';
import { sayAnswer } from '../domain/notices/say-answer.ts';
import type { Vacancy, VacancyEvent } from '../domain/vacancy/vacancy.ts';
import type { YearWatch, YearWatchEvent } from '../domain/year-watch/year-watch.ts';
import { itemOf, namesOf, toldBy } from './case-item.ts';
import type { Names, StoredItem } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { noticesOfCase } from './notices.ts';
import { momentOf } from './moment.ts';
import type { After } from './transact.ts';

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

type AnyEvent = HazardEvent | RequestEvent | VacancyEvent | RecheckEvent | SupervisionEvent | YearWatchEvent | CallEvent | SuggestionEvent;
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

/** A case of whatever kind, whole: how it stands, its history, who was told what. Null when there is none, or none of that kind. */
export async function wholeCase(ledger: Ledger, where: { id: string; kind?: CaseKind }, now: Instant) {
  const [found, notices] = await Promise.all([read(ledger, where, now, {}), noticesOfCase(ledger, where.id)]);
  if (!found) return null;
  const { history, names } = found;
  const standing = standingOf(found);
  return {
    ...found,
    shown: {
      ...standing,
      timeline: history.map((entry) => ({
        ...entry,
        actor: 'person' in entry.actor ? names.person(entry.actor.person) : ('clock' as const),
        people: entry.events.flatMap(peopleIn).map(names.person),
        told: notices.filter(({ revision }) => revision === entry.revision).map(({ person }) => names.person(person)),
      })),
      notices: notices.map(({ person, revision: _, ...notice }) => ({ person: names.person(person), ...notice })),
    },
  };
}

/** Whom an event names as holders of a seat. */
function peopleIn(event: AnyEvent): PersonId[] {
  if (event.type === 'VacancyFilled') return [event.person, ...(event.by === undefined ? [] : [event.by])];
  if (event.type !== 'HolderChanged') return [];
  return [event.from, event.to, event.actingFor ?? null].filter((person) => person !== null);
}

/** One case of whatever kind, with what only a vacancy, an awaited year, a telephone call or a suggestion has to say to that reader. Null when there is none. */
export async function caseById(ledger: Ledger, id: string, reader: PersonId, now: Instant) {
  const found = await wholeCase(ledger, { id }, now);
  if (!found) return null;
  const { item, shown } = found;
  return {
    ...shown,
    vacancy: item.kind === 'vacancy' ? vacancyShown(item.state as Vacancy, found) : null,
    year: item.kind === 'year-watch' ? (item.state as YearWatch).year : null,
    call: item.kind === 'call' ? callShown(item.state as Call, found, reader) : null,
    suggestion: item.kind === 'suggestion' ? suggestionShown(item.state as Suggestion, found, reader) : null,
  };
}

/** Which seat nobody holds, who will hold it on a later day, and who was appointed in the end by whom. */
function vacancyShown({ seat }: Vacancy, { history, moment: { roster, now }, names }: Found) {
  const filled = history.flatMap(({ events }) => events).findLast((event) => event.type === 'VacancyFilled');
  const [coming] = roster.tenures
    .filter((tenure) => sameSeat(tenure.seat, seat) && tenure.from > now)
    .sort((a, b) => a.from.localeCompare(b.from));
  return {
    post: seat.post,
    planned: coming && !filled ? { person: names.person(coming.person), from: coming.from } : null,
    appointed: filled ? names.person(filled.person) : null,
    appointedBy: filled?.by === undefined ? null : names.person(filled.by),
    basis: filled?.basis ?? null,
  };
}

/** Whom to phone and what about; the telephone is shown to the office alone. */
function callShown(call: Call, { moment, names }: Found, reader: PersonId) {
  const { person, about, made } = call;
  const tried: CallCommand = { type: 'AcknowledgeCall', by: reader, reached: '…', calledAt: moment.now, note: '' };
  return {
    person: names.person(person),
    phone: isOffice(moment.roster, reader, moment.now) ? (moment.roster.people.get(person)?.phone ?? null) : null,
    about: about.map(({ answer, cases }) => ({ cases, said: sayAnswer(answer) })),
    made: made && { ...made, by: names.person(made.by) },
    mayAcknowledge: callDecider.decide(call, tried, moment).kind === 'accepted',
  };
}

/** What was written, and what the office answered. */
function suggestionShown(suggestion: Suggestion, { history, moment, names }: Found, reader: PersonId) {
  const { text, about, madeBy, answered } = suggestion;
  const at = history.findLast(({ events }) => events.some(({ type }) => type === 'SuggestionAnswered'))?.at;
  const tried: SuggestionCommand = { type: 'AnswerSuggestion', by: reader, answer: '…' };
  return {
    text,
    about,
    madeBy: names.person(madeBy),
    answered: answered && at ? { text: answered.answer, by: names.person(answered.by), at } : null,
    mayAnswer: suggestionDecider.decide(suggestion, tried, moment).kind === 'accepted',
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
  const last = ladder.at(-1)?.at;
  const span = obligation && last ? ([obligation.openedAt, last, moment.calendar] as const) : null;
  return {
    ...listed,
    revision,
    holidays: span ? holidaysBetween(...span) : [],
    makeupWorkdays: span ? makeupWorkdaysBetween(...span) : [],
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
