import type { PersonId } from '../people/seat.ts';

/** Who acted: a person, or the clock that climbs a ladder. */
export type Actor = { person: PersonId } | { system: 'clock' };
