import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice } from '../../people/roster.ts';
import { dateIn } from '../../time/instant.ts';
import type { ReclassifyHazard } from '../commands.ts';
import { criterionFault } from '../criteria.ts';
import { dutyOfRepair, dutyOfVerification, oweRectification, oweVerification } from '../duties.ts';
import type { Classed, Hazard, HazardEvent } from '../hazard.ts';

/**
 * 等级变更: the office judges the hazard anew, in either direction. Where that changes the duty, what is owed starts again with the limit of
 * the new class; the history stays. An assignment or a review that is owed runs on.
 */
export function reclassify(hazard: Hazard, command: ReclassifyHazard, moment: Moment): Decision<HazardEvent> {
  const { by, reason, class: of, mode } = command;
  const { obligation, facts } = hazard;
  if (!obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  const fault = criterionFault(of, command.criterion, dateIn(moment.now));
  if (fault) return refused(fault.code, fault.params);
  const to: Classed = { class: of, mode, criterion: of === 'major' ? command.criterion : null };
  const from: Classed = { class: facts.class, mode: facts.mode, criterion: facts.criterion };
  if (to.class === from.class && to.mode === from.mode && to.criterion === from.criterion) return refused('SAME_CLASS');

  const reclassified: HazardEvent = { type: 'HazardReclassified', from, ...to, by, reason };
  return accepted(reclassified, ...owedAnew(hazard, to, moment));
}

function owedAnew(hazard: Hazard, to: Classed, moment: Moment): HazardEvent[] {
  const id = hazard.obligationsOpened + 1;
  const duty = hazard.obligation?.duty;
  if (hazard.stage === 'rectifying' && duty !== dutyOfRepair(to)) return [oweRectification(id, hazard.zone, to, moment)];
  if (hazard.stage === 'verifying' && duty !== dutyOfVerification(to)) return [oweVerification(id, hazard.zone, to, moment)];
  return [];
}
