import { accepted, ignored, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { mayActIn } from '../../people/roster.ts';
import type { Acknowledge } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 签收: whoever owes the repair has seen it; neither the deadline nor the ladder moves (UX §3). */
export function acknowledge(hazard: Hazard, command: Acknowledge, moment: Moment): Decision<HazardEvent> {
  const { obligation } = hazard;
  if (hazard.stage !== 'rectifying' || !obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!mayActIn(moment.roster, obligation.owedBy, command.by, moment.now)) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (obligation.acknowledged) return ignored('ALREADY_DONE');

  return accepted({ type: 'Acknowledged', obligation: obligation.id });
}
