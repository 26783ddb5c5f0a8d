import { accepted, ignored, refused, thenAlso } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice } from '../../people/roster.ts';
import type { AbsorbDuplicate, MergeHazard, ReleaseDuplicate, UnmergeHazard } from '../commands.ts';
import { handOver } from '../duties.ts';
import { openStages } from '../hazard.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';
import { hasReporter } from '../../tip-off/tip-off.ts';
import { acceptedBy, answered } from './answer-reporter.ts';

/** 合并: the office says that this is a duplicate. It ends here; the other hazard hears it, and tells whoever has to know. */
export function merge(hazard: Hazard, { by, into, reason }: MergeHazard, moment: Moment): Decision<HazardEvent> {
  const { number, zone, obligation } = hazard;
  if (!obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (hazard.supervision?.listed) return refused('SUPERVISION_LISTED');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  const told = hasReporter(hazard) ? [answered('merged', '', by, moment)] : [];
  const merged = accepted<HazardEvent>({ type: 'HazardMerged', into, at: moment.now, by, reason }, ...told);
  return thenAlso(merged, {
    to: 'other',
    kind: 'hazard',
    caseId: into,
    command: { type: 'AbsorbDuplicate', by, reason, number, zone, owedBy: obligation.owedBy, ...(hasReporter(hazard) && { tipOff: true }) },
  });
}

/** 撤销合并: it was no duplicate. It is handed over again like a new report, with its full limit. */
export function unmerge(hazard: Hazard, { by, reason }: UnmergeHazard, moment: Moment): Decision<HazardEvent> {
  const { mergedInto, zone, facts } = hazard;
  if (hazard.stage !== 'merged' || mergedInto === null) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  const unmerged: HazardEvent = { type: 'HazardUnmerged', from: mergedInto, by, reason };
  const told = acceptedBy(hazard, by, undefined, moment);
  return thenAlso(accepted(unmerged, ...told, ...handOver(hazard.obligationsOpened + 1, zone, facts, moment)), {
    to: 'other',
    kind: 'hazard',
    caseId: mergedInto,
    command: { type: 'ReleaseDuplicate', by, reason },
  });
}

/** The other hazard must be open: a duplicate of what is done with would be dealt with by nobody. */
export function absorb(hazard: Hazard, { type: _, ...duplicate }: AbsorbDuplicate): Decision<HazardEvent> {
  if (duplicate.number === hazard.number) return refused('INTO_ITSELF');
  if (!openStages.includes(hazard.stage)) return refused('OTHER_ENDED', { number: hazard.number });

  return accepted<HazardEvent>({ type: 'DuplicateAbsorbed', ...duplicate });
}

/** Also of a hazard that has ended meanwhile: its history says what became of the duplicate. */
export function release(hazard: Hazard, { by, reason, from }: ReleaseDuplicate): Decision<HazardEvent> {
  const duplicate = hazard.duplicates.find((each) => each.from === from);
  return duplicate ? accepted<HazardEvent>({ type: 'DuplicateReleased', by, reason, ...duplicate }) : ignored('ALREADY_DONE');
}
