import type { TipOffAnswer } from './answer.ts';
import type { HazardEvent, Hazard } from '../hazard/hazard.ts';
import type { PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';

/** Whoever reported without signing in is no person of the organisation: no id there is empty. */
export const publicReporter: PersonId = '';

/** Whether somebody outside waits for an answer about this hazard: it came in as a tip-off, or one was merged into it. */
export const hasReporter = ({ facts, duplicates }: Pick<Hazard, 'facts' | 'duplicates'>): boolean =>
  isTipOff({ facts }) || duplicates.some(({ tipOff }) => tipOff === true);

/** 举报 without signing in; what staff report by hearsay is none, and has nobody to answer to. */
export const isTipOff = ({ facts }: Pick<Hazard, 'facts'>): boolean => facts.source === 'tipOff';

/** What the public sees of a case: four steps with their dates and what the office wrote; nothing else. */
export type Progress = {
  steps: { step: (typeof publicSteps)[number]; at: Instant | null }[];
  answers: TipOffAnswer[];
  /** 未予受理: the steps that are left will not be gone. */
  isDeclined: boolean;
};

const publicSteps = ['received', 'dealing', 'verified', 'closed'] as const;

/** What whoever has the tracking code may read; `history` holds the events of the case with their times, the oldest first. */
export function progressOf(
  { answers = [] }: Pick<Hazard, 'answers'>,
  history: readonly { at: Instant; events: readonly HazardEvent[] }[],
): Progress {
  const lastOf = (...types: HazardEvent['type'][]) =>
    history.findLast(({ events }) => events.some(({ type }) => types.includes(type)))?.at ?? null;
  const firstOf = (...types: HazardEvent['type'][]) =>
    history.find(({ events }) => events.some(({ type }) => types.includes(type)))?.at ?? null;
  const answered = (kind: TipOffAnswer['kind']) => answers.findLast((each) => each.kind === kind)?.at ?? null;
  const closedAt = answered('closed');
  const at: Record<(typeof publicSteps)[number], Instant | null> = {
    received: firstOf('HazardReported'),
    dealing: answered('accepted') ?? answered('merged') ?? closedAt,
    // Of what was merged into another one, the other one was verified.
    verified: closedAt && (lastOf('VerificationPassed') ?? closedAt),
    closed: closedAt,
  };
  return {
    steps: publicSteps.map((step) => ({ step, at: at[step] })),
    answers: [...answers],
    isDeclined: answered('notAccepted') !== null,
  };
}
