import { accepted, ignored, refused, thenAlso } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { keyOf } from '../../escalation/dated-ladder.ts';
import { ladderOf } from '../../escalation/obligation.ts';
import { isOffice } from '../../people/roster.ts';
import type { PersonId } from '../../people/seat.ts';
import type { SupervisedHazard } from '../../supervision/supervision.ts';
import type { NoteListing, NoteSupervisionEnd, ProposeSupervision } from '../commands.ts';
import { evolve, openStages } from '../hazard.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 提请挂牌督办, by hand: the office asks with its reason, and the first responsible person decides. */
export function proposeSupervision(hazard: Hazard, { by, reason }: ProposeSupervision, moment: Moment): Decision<HazardEvent> {
  if (!openStages.includes(hazard.stage)) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (hazard.facts.class !== 'major') return refused('NOT_MAJOR');
  if (hazard.supervision) return refused('SUPERVISION_OPEN');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  return propose(hazard, by, reason, []);
}

/** The paper was registered: the hazard is listed from now on. */
export function noteListing({ supervision }: Hazard, { by, number }: NoteListing): Decision<HazardEvent> {
  if (!supervision) return ignored('ALREADY_DONE');
  return accepted<HazardEvent>({ type: 'HazardListed', part: supervision.part, number, by });
}

export function noteSupervisionEnd({ supervision }: Hazard, { type: _, ...how }: NoteSupervisionEnd): Decision<HazardEvent> {
  if (!supervision) return ignored('ALREADY_DONE');
  return accepted<HazardEvent>({ type: 'SupervisionEnded', part: supervision.part, ...how });
}

/**
 * What a decision of the hazard means for its supervision: a rung that says so drafts one, unless one is open; an open one follows the hazard
 * to its zone, its class and its end.
 */
export function supervised(hazard: Hazard, decision: Decision<HazardEvent>, moment: Moment): Decision<HazardEvent> {
  if (decision.kind !== 'accepted') return decision;
  if (!hazard.supervision) return isDraftedBy(hazard, decision.events, moment) ? propose(hazard, null, '', decision.events) : decision;
  const before = shownTo(hazard);
  const after = shownTo(decision.events.reduce<Hazard>(evolve, hazard));
  const moved = (Object.keys(after) as (keyof SupervisedHazard)[]).some((each) => before[each] !== after[each]);
  if (!moved) return decision;
  return thenAlso(decision, {
    to: 'part',
    kind: 'supervision',
    part: hazard.supervision.part,
    command: { type: 'FollowHazard', ...after },
  });
}

function isDraftedBy({ obligation }: Hazard, events: readonly HazardEvent[], moment: Moment): boolean {
  const rungs = obligation ? ladderOf(obligation, moment).rungs : [];
  return events.some(
    (event) => event.type === 'RungFired' && rungs.find(({ key }) => key === keyOf(event.key))?.also === 'draftListedSupervision',
  );
}

/** Its case is opened in the same transaction. `before`: what happened to the hazard first. */
function propose(hazard: Hazard, by: PersonId | null, reason: string, before: readonly HazardEvent[]): Decision<HazardEvent> {
  const { number, facts } = hazard;
  const count = hazard.supervisionsMade + 1;
  const part = `supervision/${count}`;
  const subject = { number: `${number}-督${count}`, title: facts.title, proposedBy: by, reason, ...shownTo(hazard) };
  return thenAlso(accepted<HazardEvent>(...before, { type: 'SupervisionProposed', part, by, reason }), {
    to: 'part',
    kind: 'supervision',
    part,
    command: { type: 'OpenSupervision', ...subject },
  });
}

const shownTo = ({ stage, zone, facts, rectifiedBy }: Hazard): SupervisedHazard => ({
  zone,
  class: facts.class,
  rectifiedBy,
  ended: stage === 'closed' || stage === 'void' || stage === 'merged' ? stage : null,
});
