import { refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { climb } from '../escalation/climb.ts';
import type { HazardCommand } from './commands.ts';
import type { Hazard, HazardEvent } from './hazard.ts';
import { acknowledge } from './rules/acknowledge.ts';
import { assign } from './rules/assign.ts';
import { importHazard } from './rules/import-hazard.ts';
import { rectify } from './rules/rectify.ts';
import { report } from './rules/report.ts';
import { verify } from './rules/verify.ts';
import { voidHazard } from './rules/void-hazard.ts';

/** Which rule answers which command; `hazard` is null before the report. */
export function decide(hazard: Hazard | null, command: HazardCommand, moment: Moment): Decision<HazardEvent> {
  if (command.type === 'ReportHazard' || command.type === 'ImportHazard') {
    if (hazard) return refused('KEY_REUSED');
    return command.type === 'ReportHazard' ? report(command, moment) : importHazard(command, moment);
  }
  if (!hazard) return refused('CASE_UNKNOWN');
  switch (command.type) {
    case 'AssignHazard':
      return assign(hazard, command, moment);
    case 'Acknowledge':
      return acknowledge(hazard, command, moment);
    case 'RectifyHazard':
      return rectify(hazard, command, moment);
    case 'VerifyHazard':
      return verify(hazard, command, moment);
    case 'VoidHazard':
      return voidHazard(hazard, command, moment);
    case 'Climb':
      return climb(hazard, moment);
  }
}
