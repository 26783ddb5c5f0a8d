import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice } from '../../people/roster.ts';
import type { ImportHazard } from '../commands.ts';
import { handOver, oweVerification } from '../duties.ts';
import type { HazardEvent } from '../hazard.ts';

/**
 * 补录: a row of an older ledger. A closed row becomes history that no clock follows; an open one runs from the moment of entry, with
 * the times of the paper kept beside the times of entry.
 */
export function importHazard(command: ImportHazard, moment: Moment): Decision<HazardEvent> {
  if (!isOffice(moment.roster, command.by, moment.now)) return refused('OFFICE_ONLY');
  const { number, zone, facts, by, row } = command;
  if (!moment.roster.zones.has(zone)) return refused('ZONE_UNKNOWN', { zone });

  const reported: HazardEvent = { type: 'HazardReported', number, zone, facts, reportedBy: by, enteredLater: row };
  const rectified: HazardEvent = { type: 'HazardRectified', measures: row.measures ?? '', by: null, round: 1 };
  switch (row.status) {
    case 'open':
      return accepted(reported, ...handOver(1, zone, facts, moment));
    case 'rectified':
      return accepted<HazardEvent>(reported, rectified, oweVerification(1, zone, facts, moment));
    case 'closed':
      return accepted<HazardEvent>(
        reported,
        rectified,
        { type: 'VerificationPassed', opinion: '', by: null },
        { type: 'HazardClosed', at: moment.now },
      );
  }
}
