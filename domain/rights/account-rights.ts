import type { Refusal } from '../case/refusals.ts';
import type { Actor, Role } from './actor.ts';

/** Who looks after an account: the office after those of staff, an administrator after all of them, nobody else after any. */
export function refusalToLookAfter(actor: Actor, isOffice: boolean, role: Role): Refusal | null {
  if (actor.role === 'administrator') return null;
  if (actor.role !== 'staff' || !isOffice) return { code: 'OFFICE_ONLY', params: {} };
  return role === 'staff' ? null : { code: 'ADMINISTRATOR_ONLY', params: {} };
}
