import { reachedBy } from '../escalation/climb.ts';
import { isOffice, mayActIn } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import { plusMs } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseCore, CaseEvent } from './case-events.ts';
import { accepted, ignored, refused } from './decision.ts';
import type { Decision, Moment } from './decision.ts';

/** 催办 of a case of whatever kind; the words may be empty. */
export type ChaseCase = { type: 'ChaseCase'; by: PersonId; words: string };
/** 已联系: whoever owes was reached by phone or in person; the words may be empty. */
export type RecordContact = { type: 'RecordContact'; by: PersonId; words: string };

type Owed = CaseCore & { zone: ZoneCode };

const hourMs = 60 * 60_000;

/** The office or a leader of the zone presses whoever owes, at most once an hour each; neither deadline nor ladder moves. */
export function chaseCase(state: Owed, { by, words }: ChaseCase, moment: Moment): Decision<CaseEvent> {
  if (!state.obligation) return ignored('CASE_ENDED');
  const fault = whyNotChased(state, by, moment);
  if (fault) return refused(fault);
  return accepted<CaseEvent>({ type: 'CaseChased', at: moment.now, by, words });
}

export const chaseFaults = ['MAY_NOT_CHASE', 'YOURS_TO_DO', 'CHASED_LATELY'] as const;
export type ChaseFault = (typeof chaseFaults)[number];

/** Why the person may not chase at that moment; null when he may. */
export function whyNotChased(state: Owed, by: PersonId, moment: Moment): ChaseFault | null {
  const again = mayChaseFrom(state, by);
  return mayPress(state, by, moment) ?? (again && moment.now < again ? 'CHASED_LATELY' : null);
}

/** From when on the person may chase again; null when he has not chased yet. */
export function mayChaseFrom({ chasedAt }: CaseCore, by: PersonId): Instant | null {
  const last = chasedAt?.[by];
  return last ? plusMs(last, hourMs) : null;
}

/** Likewise for whoever presses many at once: nobody is pressed again within the hour, whoever it was that pressed. */
export function whyNotPressedAgain(state: Owed, by: PersonId, moment: Moment): ChaseFault | null {
  const last = lastPressed(state);
  return whyNotChased(state, by, moment) ?? (last && isWithinHour(last.at, moment) ? 'CHASED_LATELY' : null);
}

const isWithinHour = (at: Instant, { now }: Moment) => now < plusMs(at, hourMs);

/** Who pressed last for what is owed now, and when; null while nobody has. */
export function lastPressed({ obligation, chasedAt = {} }: CaseCore): { by: PersonId; at: Instant } | null {
  const since = Object.entries(chasedAt).filter(([, at]) => obligation !== null && at >= obligation.openedAt);
  const [by, at] = since.sort(([, a], [, b]) => b.localeCompare(a))[0] ?? [];
  return by !== undefined && at !== undefined ? { by, at } : null;
}

/** What was not delivered, or not read, is known to have reached whoever owes. */
export function recordContact(state: Owed, { by, words }: RecordContact, moment: Moment): Decision<CaseEvent> {
  const { obligation } = state;
  if (!obligation) return ignored('CASE_ENDED');
  const fault = mayPress(state, by, moment);
  if (fault) return refused(fault);
  return accepted<CaseEvent>({ type: 'ContactRecorded', obligation: obligation.id, at: moment.now, by, words });
}

/** Why the person may not press whoever owes; null when he may. */
function mayPress({ obligation, zone }: Owed, by: PersonId, { roster, now }: Moment): ChaseFault | null {
  const leads = (['supervising', 'first'] as const).some((post) => mayActIn(roster, seatFor(post, zone), by, now));
  if (!leads && !isOffice(roster, by, now)) return 'MAY_NOT_CHASE';
  const reached = obligation ? reachedBy(obligation.owedBy.post, zone, roster, now) : [];
  return reached.every(({ person }) => person === by) ? 'YOURS_TO_DO' : null;
}
