import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { dateIn } from '../../time/instant.ts';
import type { ReportHazard } from '../commands.ts';
import { criterionFault } from '../criteria.ts';
import { handOver, oweAssignment } from '../duties.ts';
import type { HazardEvent } from '../hazard.ts';
import { attached } from '../photos.ts';
import { isTipOff } from '../../tip-off/tip-off.ts';

/**
 * 上报: goes to whoever is responsible for the zone at once; a tip-off to the office, which looks whether there is anything in it. A major
 * hazard says by which criterion it is one.
 */
export function report(command: ReportHazard, moment: Moment): Decision<HazardEvent> {
  const { number, zone, by, writtenAt } = command;
  if (!moment.roster.zones.has(zone)) return refused('ZONE_UNKNOWN', { zone });
  const { class: of, criterion } = command.facts;
  const fault = criterionFault(of, criterion, dateIn(moment.now));
  if (fault) return refused(fault.code, fault.params);

  const facts = { ...command.facts, criterion: of === 'major' ? criterion : null };
  const reported: HazardEvent = {
    type: 'HazardReported',
    number,
    zone,
    facts,
    reportedBy: by,
    enteredLater: null,
    ...(writtenAt && { writtenAt }),
  };
  const owed = isTipOff({ facts }) ? [oweAssignment(1, zone, moment)] : handOver(1, zone, facts, moment);
  return accepted(reported, ...attached(command.photos, 'before', 0), ...owed);
}
