import { accepted, ignored, refused, thenAlso } from '../../case/decision.ts';
import type { Decision, FollowUp, Moment } from '../../case/decision.ts';
import { isOffice } from '../../people/roster.ts';
import type { PersonId } from '../../people/seat.ts';
import { hasReporter, isTipOff } from '../../tip-off/tip-off.ts';
import type { TipOffAnswer } from '../../tip-off/answer.ts';
import type { AnswerReporter, PassAnswerOn } from '../commands.ts';
import { evolve } from '../hazard.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 答复: the office writes to whoever reported, at any stage. What it writes is for the public: no names, nothing of the zone's insides. */
export function answerReporter(hazard: Hazard, { by, text }: AnswerReporter, moment: Moment): Decision<HazardEvent> {
  if (!hasReporter(hazard)) return refused('NO_REPORTER');
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (text.trim() === '') return refused('REASON_REQUIRED', { field: 'text' });
  return passedOn(hazard, accepted<HazardEvent>(answered('further', text, by, moment)));
}

/** The hazard into which a tip-off was merged has an answer: its reporter reads it too. */
export function passAnswerOn(hazard: Hazard, { answer, by }: PassAnswerOn): Decision<HazardEvent> {
  if (hazard.stage !== 'merged' || !hasReporter(hazard)) return ignored('NOT_AFFECTED');
  return passedOn(hazard, accepted<HazardEvent>({ type: 'ReporterAnswered', by, ...answer }));
}

/** 派单 of what came in from outside is its acceptance; the reporter is told once. */
export function acceptedBy(hazard: Hazard, by: PersonId, text: string | undefined, moment: Moment): HazardEvent[] {
  const isTold = (hazard.answers ?? []).some(({ kind }) => kind === 'accepted');
  return isTipOff(hazard) && !isTold ? [answered('accepted', text ?? '', by, moment)] : [];
}

/** Why a decision that ends what a reporter waits for may not be made: he is owed an answer in writing (安全生产法 73-76). */
export const lacksAnswer = (hazard: Hazard, answer: string | undefined): boolean => hasReporter(hazard) && (answer ?? '').trim() === '';

/** The end of the case as its reporters read it; nothing where nobody waits. */
export const endedFor = (hazard: Hazard, kind: 'closed' | 'notAccepted', answer: string | undefined, by: PersonId, moment: Moment) =>
  hasReporter(hazard) ? [answered(kind, answer ?? '', by, moment)] : [];

export const answered = (kind: TipOffAnswer['kind'], text: string, by: PersonId, moment: Moment): HazardEvent => ({
  type: 'ReporterAnswered',
  kind,
  text: text.trim(),
  at: moment.now,
  by,
});

/** The same answer to the reporters of what was merged into this hazard. */
export function passedOn(hazard: Hazard, decision: Decision<HazardEvent>): Decision<HazardEvent> {
  if (decision.kind !== 'accepted') return decision;
  const after = decision.events.reduce<Hazard | null>(evolve, hazard);
  const waiting = (after ?? hazard).duplicates.filter(({ tipOff }) => tipOff === true);
  const asks = decision.events.flatMap((event): FollowUp[] => {
    if (event.type !== 'ReporterAnswered') return [];
    const { type: _, by, ...answer } = event;
    return waiting.map(({ from }) => ({
      to: 'other',
      kind: 'hazard',
      caseId: from,
      command: { type: 'PassAnswerOn', by, answer },
    }));
  });
  return asks.length > 0 ? thenAlso(decision, ...asks) : decision;
}
