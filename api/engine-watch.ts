import type { EnginePart } from '../domain/stuck/engine-state.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { engineMissed, engineSeen } from '../ledger/stuck/engine-signs.ts';
import { whatItRestsOn } from './health.ts';
import type { Elsewhere } from './health.ts';

const everyMs = 5_000;
const watched: readonly EnginePart[] = ['temporal', 'mail'];

/** Asks now and then whether Temporal and the mail server answer, so that a request for the board need not: what was found lies in the ledger. */
export function watchEngine(ledger: Ledger, elsewhere: Elsewhere, nowAndThenMs = everyMs): { stop(): void } {
  const ask = whatItRestsOn(ledger, elsewhere);
  async function look(): Promise<void> {
    const answers: Partial<Awaited<ReturnType<typeof ask>>> = await ask();
    for (const part of watched) {
      const standing = answers[part];
      if (!standing) continue;
      const note = standing.status === 'ok' ? engineSeen : engineMissed;
      await note(ledger.pool, part, instantFromMs(Date.now()));
    }
  }
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    // While the database is away nobody reads the board either.
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
      });
  }, nowAndThenMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
