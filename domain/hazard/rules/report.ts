import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { dateIn } from '../../time/instant.ts';
import type { ReportHazard } from '../commands.ts';
import { criterionFault } from '../criteria.ts';
import { handOver } from '../duties.ts';
import type { HazardEvent } from '../hazard.ts';
import { attached } from '../photos.ts';

/** 上报: goes to whoever is responsible for the zone at once. A major hazard says by which criterion it is one. */
export function report(command: ReportHazard, moment: Moment): Decision<HazardEvent> {
  const { number, zone, by } = command;
  if (!moment.roster.zones.has(zone)) return refused('ZONE_UNKNOWN', { zone });
  const { class: of, criterion } = command.facts;
  const fault = criterionFault(of, criterion, dateIn(moment.now));
  if (fault) return refused(fault.code, fault.params);

  const facts = { ...command.facts, criterion: of === 'major' ? criterion : null };
  const reported: HazardEvent = { type: 'HazardReported', number, zone, facts, reportedBy: by, enteredLater: null };
  return accepted(reported, ...attached(command.photos, 'before', 0), ...handOver(1, zone, facts, moment));
}
