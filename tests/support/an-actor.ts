import type { PersonId } from '../../domain/people/seat.ts';
import type { Actor } from '../../domain/rights/actor.ts';

/** Somebody of the bureau, signed in under his own name. */
export const staff = (person: PersonId): Actor => ({ username: person, person, role: 'staff' });
export const anAuditor: Actor = { username: 'auditor', person: null, role: 'auditor' };
export const anAdministrator: Actor = { username: 'administrator', person: null, role: 'administrator' };
