import type { Case, Hazard, Told } from '../api/client.ts';
import { isInSeconds } from '../words/moments.ts';

type Obligation = {
  id: number;
  duty: string;
  openedAt: string;
  owedBy: { post: Told['post'] };
  due: { at: string; certainty: 'firm' | 'provisional' };
};

type Ask =
  | { type: 'extension'; until: { at: string }; reason: string }
  | { type: 'suspension'; review: { at: string }; reason: string }
  | { type: 'void'; reason: string };

type DeadlineMoved = {
  type: 'DeadlineMoved';
  obligation: number;
  cause: 'extension' | 'plan' | 'calendar' | 'policy';
  from: { at: string };
  to: { at: string };
};

/** How a hazard is classed. */
export type Classed = Pick<Hazard, 'class' | 'mode'>;

/** The events of a case, as far as people read of them; the ledger keeps them for good, so they do not change under the page. */
type StoredEvent =
  | { type: 'HazardReported'; enteredLater: unknown; writtenAt?: string }
  | { type: 'HazardAssigned'; automatic: boolean }
  | { type: 'ObligationOpened'; obligation: Obligation }
  | { type: 'RungFired'; obligation: number; key: string; nature: 'reminder' | 'escalation' }
  | { type: 'Acknowledged' }
  | { type: 'HazardRectified'; measures: string; round: number; withoutPhoto?: string }
  | { type: 'VerificationPassed'; opinion: string }
  | { type: 'VerificationFailed'; reason: string }
  | { type: 'HazardClosed' }
  | { type: 'HazardVoided'; reason: string }
  | { type: 'RequestMade'; ask: Ask }
  | { type: 'RequestGranted'; ask: Ask; reason: string }
  | { type: 'RequestNotGranted'; ask: Ask; reason: string }
  | { type: 'HazardSuspended'; workdaysLeft: number }
  | { type: 'HazardResumed'; reason: string }
  | { type: 'HazardReturned'; reason: string }
  | { type: 'HazardReassigned'; from: string; zone: string; reason: string }
  | ({ type: 'HazardReclassified'; from: Classed; reason: string } & Classed)
  | { type: 'PlanSubmitted'; plan: NonNullable<Hazard['plan']> }
  | { type: 'StopWorkAdvised' | 'PublicityRecorded'; on: string; text: string }
  | { type: 'HazardMerged'; reason: string }
  | { type: 'HazardUnmerged'; reason: string }
  | { type: 'DuplicateAbsorbed' | 'DuplicateReleased'; number: string; reason: string }
  | { type: 'HazardChased'; words: string }
  | { type: 'CaseChased'; words: string }
  | { type: 'ContactRecorded'; words: string }
  | { type: 'SupervisionProposed'; by: string | null; reason: string }
  | { type: 'HazardListed'; number: string }
  | { type: 'SupervisionEnded'; as: 'lifted' | 'notListed'; number?: string }
  | { type: 'HazardCommented'; text: string }
  | { type: 'ReporterAnswered'; kind: Hazard['answers'][number]['kind']; text: string }
  | { type: 'HolderChanged'; from: string | null; to: string | null; actingFor?: string | null }
  | { type: 'VacancyOpened'; zone: string; seat: { post: Told['post'] } }
  | { type: 'VacancyFilled'; person: string; by?: string; basis?: string }
  | { type: 'CallOpened' | 'CallAdded' | 'CallSpared' }
  | { type: 'CallMade'; reached: string; note: string }
  | { type: 'YearAwaited' | 'YearPublished'; year: number }
  | { type: 'StatisticsOpened' | 'StatisticsIssued' }
  | { type: 'SuggestionMade'; text: string }
  | { type: 'SuggestionAnswered'; answer: string }
  | DeadlineMoved;

/** Until when an extension or a suspension was asked; null for a voiding. */
export function untilOf(ask: Ask): string | null {
  if (ask.type === 'void') return null;
  return ask.type === 'extension' ? ask.until.at : ask.review.at;
}

export type Delivery = {
  name: string;
  kind: string;
  status: Hazard['notices'][number]['status'];
  sentAt: string | null;
  readAt: string | null;
  deliveries: Hazard['notices'][number]['deliveries'];
};

export type Entry = {
  revision: number;
  at: string;
  /** The name of whoever acted; null: the clock; '': somebody outside, who is not named. */
  by: string | null;
  events: StoredEvent[];
  /** Whom the events name by their id. */
  people: { id: string; name: string }[];
  told: { id: string; name: string }[];
  deliveries: Delivery[];
  opened: { id: number; duty: string; post: Told['post'] } | null;
  rung: { obligation: number; key: string; nature: 'reminder' | 'escalation' } | null;
  moved: DeadlineMoved | null;
};

/** What every case shows of its past. */
export type Past = Pick<Case, 'timeline' | 'notices'>;

/** Whether anything of this case had to be done within the hour: then its times are told to the second. */
export const runsInSeconds = ({ timeline }: Pick<Past, 'timeline'>): boolean =>
  timeline.some(({ events }) =>
    (events as unknown as StoredEvent[]).some(
      (event) => event.type === 'ObligationOpened' && isInSeconds({ since: event.obligation.openedAt, dueAt: event.obligation.due.at }),
    ),
  );

/** The history of a case, oldest first, each entry with what came of its notices. */
export function entriesOf({ timeline, notices }: Past): Entry[] {
  return timeline.map(({ revision, at, actor, events: loose, people, told }) => {
    const events = loose as unknown as StoredEvent[];
    const opened = events.find((event) => event.type === 'ObligationOpened')?.obligation;
    const rung = events.find((event) => event.type === 'RungFired');
    return {
      revision,
      at,
      by: actor === 'clock' ? null : actor.id === '' ? '' : actor.name,
      events,
      people,
      told,
      // A notice is written in the same moment as its entry.
      deliveries: notices
        .filter(({ createdAt, person }) => createdAt === at && told.some(({ id }) => id === person.id))
        .map(({ person, kind, status, sentAt, readAt, deliveries }) => ({ name: person.name, kind, status, sentAt, readAt, deliveries })),
      opened: opened ? { id: opened.id, duty: opened.duty, post: opened.owedBy.post } : null,
      rung: rung ? { obligation: rung.obligation, key: rung.key, nature: rung.nature } : null,
      moved: events.find(isMove) ?? null,
    };
  });
}

/** A calendar or a policy that was adopted may leave the date as it was. */
const isMove = (event: StoredEvent): event is DeadlineMoved => event.type === 'DeadlineMoved' && event.from.at !== event.to.at;

/** The last time that the deadline of what is owed now was moved; null when it stands as it was set. */
export function lastMoveOf(found: Past): DeadlineMoved | null {
  const entries = entriesOf(found);
  const current = entries.findLast(({ opened }) => opened)?.opened?.id;
  return entries.findLast(({ moved }) => moved?.obligation === current)?.moved ?? null;
}

/** What was asked for last and refused, while nothing has come of it since; null otherwise. */
export function lastRefusalOf(hazard: Past) {
  const entries = entriesOf(hazard);
  const settles = ['RequestMade', 'RequestGranted', 'RequestNotGranted', 'ObligationOpened', 'HazardClosed', 'HazardVoided'];
  const last = entries.findLast(({ events }) => events.some(({ type }) => settles.includes(type)));
  const refused = last?.events.find((event) => event.type === 'RequestNotGranted');
  return last && refused ? { at: last.at, by: last.by ?? '', ask: refused.ask, reason: refused.reason } : null;
}

/** The rounds of the repair, each with the reason why it shows no picture, where it gave one. */
export const repairsOf = ({ timeline }: Pick<Hazard, 'timeline'>): { round: number; withoutPhoto: string | undefined }[] =>
  timeline
    .flatMap(({ events }) => events as unknown as StoredEvent[])
    .flatMap((event) => (event.type === 'HazardRectified' ? [{ round: event.round, withoutPhoto: event.withoutPhoto }] : []));

const ends = ['void', 'merged', 'filled', 'called', 'spared', 'published', 'issued', 'answered'] as const;
/** How a case that is no longer dealt with ended. */
export const endOf = ({ stage }: Pick<Case, 'stage'>) => ends.find((end) => end === stage) ?? 'closed';

/** When such an event last happened; null when it did not. */
export const whenOf = (past: Past, type: StoredEvent['type']): string | null =>
  entriesOf(past).findLast(({ events }) => events.some((event) => event.type === type))?.at ?? null;

/** The workdays with which the repair goes on after the suspension, at least one. */
export const daysLeftIn = ({ suspensions }: Pick<Hazard, 'suspensions'>): number => Math.max(1, suspensions.at(-1)?.workdaysLeft ?? 1);

/** The posts that the escalation to that level told. */
export function climbedTo({ ladder }: Pick<Case, 'ladder'>, level: number): Told['post'][] {
  const told = ladder.filter((rung) => rung.firedAt !== null && rung.level === level);
  return [...new Set(told.flatMap(({ tells }) => tells.map(({ post }) => post)))];
}
