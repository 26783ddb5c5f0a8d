import type pg from 'pg';
import type { Instant } from '../domain/time/instant.ts';
import { engineSeen } from '../ledger/stuck/engine-signs.ts';

const everyMs = 10_000;

/** The worker says now and then that it lives, so that the board can tell since when it does not. */
export function givePulse(pool: pg.Pool): { stop(): void } {
  // A beat that the database does not take is made up for by the next.
  const beat = () => void engineSeen(pool, 'worker', new Date().toISOString() as Instant).catch(() => undefined);
  beat();
  const timer = setInterval(beat, everyMs);
  return { stop: () => clearInterval(timer) };
}
