import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Refusal } from '../domain/case/refusals.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';

const minutes = 60;
const pausedFor = 15 * minutes;

/**
 * How many failures are borne: of one name from one address, of one name from anywhere (so that a stranger who keeps guessing shuts its owner out late
 * rather than soon), and from one address (behind which a whole office may sit, and sign in at the same moment).
 */
const borne = {
  nameAndAddress: { points: 5, duration: 15 * minutes },
  name: { points: 50, duration: 60 * minutes },
  address: { points: 100, duration: 15 * minutes },
} as const;

type Limits = Record<keyof typeof borne, RateLimiterPostgres>;
const limitsByPool = new WeakMap<Ledger['pool'], Limits>();

function limitsOf({ pool }: Ledger): Limits {
  const limit = (keyPrefix: keyof typeof borne) =>
    new RateLimiterPostgres({
      ...borne[keyPrefix],
      keyPrefix,
      blockDuration: pausedFor,
      storeClient: pool,
      storeType: 'pool',
      tableName: 'sign_in_try',
      tableCreated: true,
      clearExpiredByTimeout: keyPrefix === 'name',
    });
  const limits = limitsByPool.get(pool) ?? { nameAndAddress: limit('nameAndAddress'), name: limit('name'), address: limit('address') };
  limitsByPool.set(pool, limits);
  return limits;
}

/** Names are kept as hashes, for some type their password into the wrong field. */
const keyOf = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url');

type Try = { username: string; address: string };
const keysOf = ({ username, address }: Try) => {
  const name = username.normalize('NFKC').toLowerCase();
  return { nameAndAddress: keyOf(name, address), name: keyOf(name), address: keyOf(address) };
};

/** `begins`: it is this try that was one too many. */
export type Pause = { refusal: Refusal; begins: boolean };

/**
 * Counts a try before its password is looked at, so that many at once can't slip through; says until when the next one has to wait, alike for names
 * that have an account and for names that have none.
 */
export async function countTry(ledger: Ledger, tried: Try): Promise<Pause | null> {
  const limits = limitsOf(ledger);
  const keys = keysOf(tried);
  // The address first: one that is paused leaves no rows for the names that it makes up.
  for (const each of ['address', 'nameAndAddress', 'name'] as const) {
    try {
      await limits[each].consume(keys[each]);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      // Whoever goes on pressing the button for a paused name must not shut out the office around him.
      if (each !== 'address') await limits.address.reward(keys.address);
      const until = instantFromMs(Date.now() + error.msBeforeNext);
      return { refusal: { code: 'TOO_MANY_TRIES', params: { until } }, begins: error.consumedPoints === borne[each].points + 1 };
    }
  }
  return null;
}

/** The try succeeded: it counts no more, nor do those of that name from that address. */
export async function forgetTry(ledger: Ledger, tried: Try): Promise<void> {
  const { nameAndAddress, name, address } = limitsOf(ledger);
  const keys = keysOf(tried);
  await Promise.all([nameAndAddress.delete(keys.nameAndAddress), name.reward(keys.name), address.reward(keys.address)]);
}
