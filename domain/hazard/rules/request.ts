import { accepted, refused, thenAlso } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice, mayActIn } from '../../people/roster.ts';
import type { PersonId } from '../../people/seat.ts';
import type { DecidingPost } from '../../request/decide-request.ts';
import type { Ask } from '../../request/request.ts';
import { daysBetween } from '../../time/days-between.ts';
import { dueOn } from '../../time/due.ts';
import { addDays, dateIn } from '../../time/instant.ts';
import type { RequestExtension, RequestSuspension, VoidHazard } from '../commands.ts';
import { openStages } from '../hazard.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';
import { lacksAnswer } from './answer-reporter.ts';

const letterOf = { extension: '延', suspension: '挂', void: '废' } as const;

/** One request at a time; the hazard waits on, its clock running, until somebody decides. */
function make(hazard: Hazard, ask: Ask, by: PersonId, decidedBy: DecidingPost): Decision<HazardEvent> {
  if (hazard.pending) return refused('REQUEST_PENDING');
  const count = hazard.requestsMade + 1;
  const part = `request/${count}`;
  const { zone, number, facts } = hazard;
  const subject = { number: `${number}-${letterOf[ask.type]}${count}`, zone, title: facts.title, class: facts.class };
  return thenAlso(accepted<HazardEvent>({ type: 'RequestMade', part, ask, by }), {
    to: 'part',
    kind: 'request',
    part,
    command: { type: 'OpenRequest', by, ...subject, ask, decidedBy },
  });
}

/**
 * 申请延期: by whoever owes the repair, also after the deadline. The supervising deputy decides the first one, the first responsible person
 * every further one; the policy limits their number and days (DOMAIN §5).
 */
export function requestExtension(hazard: Hazard, { by, until, reason }: RequestExtension, moment: Moment): Decision<HazardEvent> {
  const { obligation, extensions } = hazard;
  if (hazard.stage !== 'rectifying' || !obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!mayActIn(moment.roster, obligation.owedBy, by, moment.now)) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  const { most, daysInAll } = moment.policy.extensions;
  if (extensions.granted >= most) return refused('EXTENSION_LIMIT', { most });
  const due = dueOn(until, moment.calendar);
  if (due.at <= obligation.due.at || due.at <= moment.now) return refused('NOT_LATER', { due: obligation.due.at });
  if (extensions.days + daysBetween(obligation.due.at, due.at) > daysInAll) {
    const latest = addDays(dateIn(obligation.due.at), daysInAll - extensions.days);
    return refused('EXTENSION_TOO_LONG', { days: daysInAll, latest });
  }
  return make(hazard, { type: 'extension', until: due, reason }, by, extensions.granted === 0 ? 'supervising' : 'first');
}

/** 申请挂账: the repair can't go on for now. Approved by the supervising deputy, with a review within the policy's days. */
export function requestSuspension(hazard: Hazard, { by, review, reason }: RequestSuspension, moment: Moment): Decision<HazardEvent> {
  const { obligation } = hazard;
  const isPaused = hazard.stage === 'suspended';
  if ((hazard.stage !== 'rectifying' && !isPaused) || !obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!mayActIn(moment.roster, obligation.owedBy, by, moment.now)) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  const due = dueOn(review, moment.calendar);
  if (due.at <= moment.now) return refused('NOT_LATER', { due: moment.now });
  const { reviewWithinDays } = moment.policy.suspension;
  if (daysBetween(moment.now, due.at) > reviewWithinDays) return refused('REVIEW_TOO_FAR', { days: reviewWithinDays });
  return make(hazard, { type: 'suspension', review: due, reason }, by, 'supervising');
}

/**
 * 作废: the office asks with its reason, and the office director, a second person, decides; where somebody outside reported it, also on what
 * he is answered.
 */
export function requestVoid(hazard: Hazard, { by, reason, answer }: VoidHazard, moment: Moment): Decision<HazardEvent> {
  if (!openStages.includes(hazard.stage)) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  if (lacksAnswer(hazard, answer)) return refused('ANSWER_REQUIRED');
  return make(hazard, { type: 'void', reason, ...(answer?.trim() && { answer: answer.trim() }) }, by, 'officeDirector');
}
