import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { openObligation } from '../escalation/obligation.ts';
import { isOffice, mayActIn } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import type { Recheck, Rechecked, RecheckEvent } from './recheck.ts';

export type RecheckCommand =
  /** Given by the hazard as it closes, never by a caller. */
  ({ type: 'OpenRecheck' } & Rechecked) | { type: 'RecordRecheck'; by: PersonId; sound: boolean; note: string } | CaseCommand;

export function decideRecheck(recheck: Recheck | null, command: RecheckCommand, moment: Moment): Decision<RecheckEvent> {
  if (command.type === 'OpenRecheck') return recheck ? refused('KEY_REUSED') : open(command, moment);
  if (!recheck) return refused('CASE_UNKNOWN');
  return isCaseCommand(command) ? decideCase(recheck, command, moment) : record(recheck, command, moment);
}

function open({ type: _, ...rechecked }: Extract<RecheckCommand, { type: 'OpenRecheck' }>, moment: Moment): Decision<RecheckEvent> {
  const obligation = openObligation(1, 'hazard.recheck', seatFor('office', rechecked.zone), moment.now, moment);
  return accepted<RecheckEvent>({ type: 'RecheckOpened', ...rechecked }, { type: 'ObligationOpened', obligation });
}

/** The office says how it found the place, like a verification by somebody who neither rectified nor answers for the zone. */
function record(
  recheck: Recheck,
  { by, sound, note }: Extract<RecheckCommand, { type: 'RecordRecheck' }>,
  { roster, now }: Moment,
): Decision<RecheckEvent> {
  if (recheck.stage !== 'rechecking') return refused('WRONG_STAGE', { stage: recheck.stage });
  if (recheck.rectifiedBy === by) return refused('VERIFIER_IS_RECTIFIER');
  if (mayActIn(roster, seatFor('specific', recheck.zone), by, now)) return refused('VERIFIER_OWNS_ZONE');
  if (!isOffice(roster, by, now)) return refused('OFFICE_ONLY');
  if (!sound && note.trim() === '') return refused('REASON_REQUIRED', { field: 'note' });

  return accepted<RecheckEvent>({ type: 'RecheckRecorded', sound, note, by });
}
