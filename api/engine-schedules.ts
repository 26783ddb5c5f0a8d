import { Client, Connection } from '@temporalio/client';
import { bellId, monthOpeningId } from '../workflows/contract.ts';
import type { Elsewhere } from './health.ts';

/** A Schedule of Temporal's: what it starts, whether it is paused, and when it ran and runs next. */
type Scheduled = { id: 'bell' | 'month-opening'; isPaused: boolean; note: string | null; lastAt: string | null; nextAt: string | null };

const withinMs = 2_000;
const known = { bell: bellId, 'month-opening': monthOpeningId } as const;

/** Asks Temporal for what it runs by itself; null where it is not named, or does not answer in time. */
export function schedulesOf({ temporalAddress, temporalNamespace }: Elsewhere): () => Promise<Scheduled[] | null> {
  if (!temporalAddress) return () => Promise.resolve(null);
  const connection = Connection.lazy({ address: temporalAddress });
  const client = new Client({ connection, namespace: temporalNamespace });
  const described = async (id: Scheduled['id']): Promise<Scheduled> => {
    const { state, info } = await client.schedule.getHandle(known[id]).describe();
    return {
      id,
      isPaused: state.paused,
      note: state.note || null,
      lastAt: info.recentActions.at(-1)?.takenAt.toISOString() ?? null,
      nextAt: state.paused ? null : (info.nextActionTimes[0]?.toISOString() ?? null),
    };
  };
  return () =>
    connection.withDeadline(Date.now() + withinMs, () => Promise.all([described('bell'), described('month-opening')])).catch(() => null);
}
