import type { PersonId } from '../people/seat.ts';

/**
 * What an account is for. `staff`: what they may do comes from the posts and seats that they hold at the moment. `auditor` reads all and does
 * nothing; `administrator` looks after accounts and settings, and has no cases.
 */
export type Role = 'staff' | 'auditor' | 'administrator';

/** Who asks, as the session says. `person` is null where the account names nobody of the organisation. */
export type Actor = { username: string; person: PersonId | null; role: Role };
