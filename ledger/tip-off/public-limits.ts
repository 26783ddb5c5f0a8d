import { ipKeyGenerator } from 'express-rate-limit';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { keyedDigest } from './reporter-keys.ts';
import type { ReporterKeys } from './reporter-keys.ts';

const hour = 3600;

/** What somebody who is not signed in may do how often, from one address and for one zone. A look-up costs one, a wrong code five. */
const limits = {
  report: [
    { of: 'address', points: 6, seconds: hour },
    { of: 'address', points: 20, seconds: 24 * hour },
    { of: 'zone', points: 60, seconds: hour },
  ],
  photo: [
    { of: 'address', points: 30, seconds: hour },
    { of: 'zone', points: 200, seconds: hour },
  ],
  form: [{ of: 'address', points: 120, seconds: hour }],
  lookUp: [{ of: 'address', points: 60, seconds: hour }],
} as const;

export type LimitedAct = keyof typeof limits;
export type Comer = { address: string; zone: string; now: Instant };

const limitersOf = new WeakMap<Ledger['pool'], Map<string, RateLimiterPostgres>>();

function limiter({ pool }: Pick<Ledger, 'pool'>, keyPrefix: string, points: number, duration: number): RateLimiterPostgres {
  const known = limitersOf.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limitersOf.set(pool, known);
  const found =
    known.get(keyPrefix) ??
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'public_limit',
      tableCreated: true,
      clearExpiredByTimeout: true,
      keyPrefix,
      points,
      duration,
    });
  known.set(keyPrefix, found);
  return found;
}

/** A house has an IPv6 network of its own, and may take any address in it. */
const networkOf = (address: string) => ipKeyGenerator(address.replace(/^::ffff:/, ''), 56);

/** Counts the act; null when it may be done, else after how many seconds it may be tried again. Addresses are kept as digests of that day. */
export async function takeTurnOf(
  ledger: Pick<Ledger, 'pool'>,
  keys: ReporterKeys,
  act: LimitedAct,
  { address, zone, now }: Comer,
  cost = 1,
): Promise<number | null> {
  const comer = keyedDigest(keys, 'address of that day', `${dateIn(now)}\n${networkOf(address)}`).toString('base64url');
  for (const { of, points, seconds } of limits[act]) {
    const key = of === 'address' ? comer : zone;
    try {
      await limiter(ledger, `${act}/${of}/${seconds}`, points, seconds).consume(key, cost);
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  }
  return null;
}
