import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { mayActIn } from '../../people/roster.ts';
import type { RectifyHazard } from '../commands.ts';
import { oweVerification } from '../duties.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';
import { attached } from '../photos.ts';

/**
 * 整改: whoever owes the repair reports it done, that of a major hazard by its plan, and shows its pictures or says why there are none (no
 * photo is forced: 国办函〔2026〕12号). Somebody else then owes the verification.
 */
export function rectify(hazard: Hazard, command: RectifyHazard, moment: Moment): Decision<HazardEvent> {
  const { obligation } = hazard;
  if (hazard.stage !== 'rectifying' || !obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!mayActIn(moment.roster, obligation.owedBy, command.by, moment.now)) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (hazard.facts.class === 'major' && !hazard.plan) return refused('PLAN_REQUIRED');
  if (command.measures.trim() === '') return refused('REASON_REQUIRED', { field: 'measures' });

  const { by, measures, photos = [], withoutPhoto = '' } = command;
  const isShown = photos.length > 0;
  if (!isShown && withoutPhoto.trim() === '') return refused('PHOTO_EXPECTED');

  const round = hazard.rounds + 1;
  const rectified: HazardEvent = { type: 'HazardRectified', measures, by, round, ...(isShown ? {} : { withoutPhoto }) };
  return accepted(
    rectified,
    ...attached(photos, 'after', round),
    oweVerification(hazard.obligationsOpened + 1, hazard.zone, hazard.facts, moment),
  );
}
