import { accepted, ignored, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice } from '../../people/roster.ts';
import type { VoidHazard } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 作废: the office ends a hazard that should not have been reported; the reason stays in the ledger. */
export function voidHazard(hazard: Hazard, command: VoidHazard, moment: Moment): Decision<HazardEvent> {
  if (hazard.stage === 'void') return ignored('ALREADY_DONE');
  if (hazard.stage === 'closed') return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, command.by, moment.now)) return refused('OFFICE_ONLY');
  if (command.reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  return accepted({ type: 'HazardVoided', reason: command.reason });
}
