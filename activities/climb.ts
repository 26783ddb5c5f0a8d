import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import { instantOf } from '../domain/time/instant.ts';
import { climbCase } from '../ledger/climb-case.ts';
import { climbWall } from '../ledger/climb-wall.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { BellActivities, ClockActivities } from '../workflows/contract.ts';

// One bell rings at most this often; what is left waits for the next minute.
const wallsPerBell = 50;

/** The alarm rang: the case's own climb first, then the whole wall, so that deadlines at one instant go at the database's speed. */
export function climbActivities(ledger: Ledger): ClockActivities & BellActivities {
  return {
    async climb({ caseId, revision, alarmAt, now }) {
      const standing = await climbCase(ledger, { caseId, revision, alarmAt, now: instantOf(now) });
      await climbWall(ledger, hazardDecider, instantOf(now));
      return standing;
    },
    async ringBell({ now }) {
      let climbed = 0;
      for (let wall = 0; wall < wallsPerBell; wall += 1) {
        const outcome = await climbWall(ledger, hazardDecider, instantOf(now));
        climbed += outcome.climbed.length;
        if (outcome.climbed.length === 0) return { climbed, failed: outcome.failed.length };
      }
      return { climbed, failed: 0 };
    },
  };
}
