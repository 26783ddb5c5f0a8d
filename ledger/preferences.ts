import type { PersonId } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';

export type Preferences = { mutesCopies: boolean };

/** What the person wants to be spared; nothing, until he says so. */
export async function preferencesOf({ pool }: Ledger, person: PersonId): Promise<Preferences> {
  const { rows } = await pool.query<{ mutes_copies: boolean }>('select mutes_copies from preference where person = $1', [person]);
  return { mutesCopies: rows[0]?.mutes_copies ?? false };
}

export async function putPreferences({ pool }: Ledger, person: PersonId, { mutesCopies }: Preferences, now: Instant): Promise<void> {
  await pool.query(
    `insert into preference (person, mutes_copies, set_at) values ($1, $2, $3)
     on conflict (person) do update set mutes_copies = excluded.mutes_copies, set_at = excluded.set_at`,
    [person, mutesCopies, now],
  );
}
