import { chaseCase } from '../../case/press.ts';
import { refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import type { ChaseHazard } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 催办 from the hazard's own page: what is done to a case of whatever kind, but one that has ended is refused. */
export const chase = (hazard: Hazard, { by, words }: ChaseHazard, moment: Moment): Decision<HazardEvent> =>
  hazard.obligation ? chaseCase(hazard, { type: 'ChaseCase', by, words }, moment) : refused('WRONG_STAGE', { stage: hazard.stage });
