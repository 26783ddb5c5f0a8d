import { laterOf, instantOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { anchorOnceADay } from '../ledger/anchors.ts';
import { linkAudit } from '../ledger/audit-chain.ts';
import { climbCase } from '../ledger/climb-case.ts';
import { climbWall } from '../ledger/climb-wall.ts';
import type { Climbed, WallOutcome } from '../ledger/climb-wall.ts';
import { crashPoint } from '../ledger/crash-point.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { lookAtSeats } from '../ledger/look-at-seats.ts';
import { lookAtUnits } from '../ledger/dispatch/look-at-units.ts';
import { watchStatistics } from '../ledger/dispatch/statistics.ts';
import { deleteOldData, usualRetention } from '../ledger/retention.ts';
import type { Retention } from '../ledger/retention.ts';
import { tellWhatIsStuck } from '../ledger/stuck/daily-digest.ts';
import { engineSeen } from '../ledger/stuck/engine-signs.ts';
import { settleWakeUp } from '../ledger/outbox.ts';
import { watchYear } from '../ledger/watch-year.ts';
import { caseTarget } from '../workflows/contract.ts';
import type { BellActivities, ClockActivities } from '../workflows/contract.ts';

// One bell rings at most this often; what is left waits for the next minute.
const wallsPerBell = 50;

/** Hears of each climb once it is recorded, of each that a fault prevented, and of a bell that was rung to its end. */
export type ClimbObserver = {
  climbed(climbed: Climbed): void;
  climbFailed(failed: WallOutcome['failed'][number]): void;
  bellRang(): void;
};

/** An alarm rang: the whole wall climbs first, so that deadlines at one instant go at the database's speed, then the case that rang. */
export function climbActivities(
  ledger: Ledger,
  observer?: ClimbObserver,
  retention: Retention = usualRetention,
): ClockActivities & BellActivities {
  const wall = oneAtATime((now) => climbWholeWall(ledger, now, observer));
  return {
    async climb({ caseId, revision, alarmAt, now }) {
      await wall(instantOf(now));
      crashPoint('climb:after-wall');
      const { kind, standing, hasClimbed } = await climbCase(ledger, { caseId, revision, alarmAt, now: instantOf(now) });
      if (hasClimbed) observer?.climbed({ kind, caseId, revision: standing.revision, level: standing.level, alarmAt });
      crashPoint('climb:before-settle');
      // The clock takes the new alarm from this answer: nobody needs to tell it.
      await settleWakeUp(ledger.pool, { target: caseTarget(kind, standing), moved: standing });
      return standing;
    },
    async ringBell({ now }) {
      const climbed = await wall(instantOf(now));
      crashPoint('bell:after-wall');
      const at = instantOf(now);
      await eachByItself(
        () => lookAtSeats(ledger, at),
        () => watchYear(ledger, at),
        () => lookAtUnits(ledger, at),
        () => watchStatistics(ledger, at),
        () => linkAudit(ledger.pool),
        () => anchorOnceADay(ledger, at),
        () => tellWhatIsStuck(ledger, at),
        () => deleteOldData(ledger, at, retention),
        () => engineSeen(ledger.pool, 'bell', at),
      );
      observer?.bellRang();
      return climbed;
    },
  };
}

/** What fails keeps nothing of the rest back; the first fault is thrown at the end. */
async function eachByItself(...looks: (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const look of looks) await look().catch((cause: unknown) => faults.push(cause));
  if (faults.length > 0) throw faults[0];
}

type WholeWall = { climbed: number; failed: number };

async function climbWholeWall(ledger: Ledger, now: Instant, observer: ClimbObserver | undefined): Promise<WholeWall> {
  let climbed = 0;
  for (let each = 0; each < wallsPerBell; each += 1) {
    const outcome = await climbWall(ledger, now);
    climbed += outcome.climbed.length;
    for (const each of outcome.climbed) observer?.climbed(each);
    for (const each of outcome.failed) observer?.climbFailed(each);
    if (outcome.climbed.length === 0) return { climbed, failed: outcome.failed.length };
  }
  return { climbed, failed: 0 };
}

/** Whoever rings while a wall climbs waits for the next one, together with all who ring meanwhile: thousands of clocks make two walls. */
function oneAtATime(climbAll: (now: Instant) => Promise<WholeWall>): (now: Instant) => Promise<WholeWall> {
  let climbing: Promise<unknown> = Promise.resolve();
  let next: { now: Instant; outcome: Promise<WholeWall> } | null = null;
  return (now) => {
    if (next) {
      next.now = laterOf(next.now, now);
      return next.outcome;
    }
    const waiting = { now, outcome: Promise.resolve({ climbed: 0, failed: 0 }) };
    waiting.outcome = climbing.then(() => {
      next = null;
      return climbAll(waiting.now);
    });
    climbing = waiting.outcome.catch(() => undefined);
    next = waiting;
    return waiting.outcome;
  };
}
