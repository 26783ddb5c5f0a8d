import type { Moment } from '../case/decision.ts';
import { holderOf } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import { instantAfter } from '../time/due.ts';
import { addDays, dateIn, laterOf } from '../time/instant.ts';
import type { HazardCommand } from './commands.ts';
import { criteriaOn } from './criteria.ts';
import { decide } from './decide.ts';
import type { Classed, Hazard } from './hazard.ts';
import { planDays } from './rules/submit-plan.ts';

/** Every command that a person may think of giving, with its words filled in so that nothing but who and when is left to decide. */
export function commandSamples(hazard: Hazard, by: PersonId, moment: Moment): HazardCommand[] {
  const isHeld = (zone: string) => holderOf(moment.roster, seatFor('specific', zone), moment.now).kind !== 'vacant';
  const zone = [hazard.zone, ...moment.roster.zones].find(isHeld) ?? hazard.zone;
  const otherZone = [...moment.roster.zones].find((each) => each !== hazard.zone && isHeld(each)) ?? hazard.zone;
  const today = dateIn(moment.now);
  const planDay = planDays(hazard, moment)?.movesUntil ?? dateIn(instantAfter(moment.now, { workdays: 1 }, moment.calendar));
  const dayAfterDue = addDays(dateIn(laterOf(hazard.obligation?.due.at ?? moment.now, moment.now)), 1);
  const otherClass: Classed =
    hazard.facts.class === 'major'
      ? { class: 'general', mode: 'timeLimited', criterion: null }
      : { class: 'major', mode: 'timeLimited', criterion: criteriaOn(today)[0]?.code ?? null };
  return [
    { type: 'AssignHazard', by, zone },
    { type: 'Acknowledge', by },
    { type: 'RectifyHazard', by, measures: '…', withoutPhoto: '…' },
    { type: 'VerifyHazard', by, passed: true, opinion: '…', answer: '…' },
    { type: 'VoidHazard', by, reason: '…', answer: '…' },
    { type: 'RequestExtension', by, until: dayAfterDue, reason: '…' },
    { type: 'RequestSuspension', by, review: addDays(today, 1), reason: '…' },
    { type: 'ResumeHazard', by, reason: '…' },
    { type: 'ReturnToOffice', by, reason: '…' },
    { type: 'ReassignHazard', by, zone: otherZone, reason: '…' },
    { type: 'SubmitPlan', by, measures: '…', responsible: '…', fundsYuan: 0, dueOn: planDay, contingencyPlan: '…' },
    { type: 'RecordStopWorkAdvice', by, on: today, text: '…' },
    { type: 'RecordPublicity', by, on: today, text: '…' },
    { type: 'ReclassifyHazard', by, ...otherClass, reason: '…' },
    { type: 'MergeHazard', by, into: '…', reason: '…' },
    { type: 'UnmergeHazard', by, reason: '…' },
    { type: 'ChaseHazard', by, words: '' },
    { type: 'ProposeSupervision', by, reason: '…' },
    { type: 'AnswerReporter', by, text: '…' },
    { type: 'CommentOnHazard', by, text: '…' },
  ];
}

/** The commands (`among` these, else of all) that the person may give at this moment: each is asked of the rules themselves. */
export function commandsOpenTo(
  hazard: Hazard,
  by: PersonId,
  moment: Moment,
  among?: readonly HazardCommand['type'][],
): HazardCommand['type'][] {
  const tried = commandSamples(hazard, by, moment);
  const asked = among ? tried.filter(({ type }) => among.includes(type)) : tried;
  return asked.filter((command) => decide(hazard, command, moment).kind === 'accepted').map(({ type }) => type);
}
