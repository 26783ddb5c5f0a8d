import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Absence } from '../../domain/people/roster.ts';
import type { Actor } from '../../domain/rights/actor.ts';
import type { Capacity } from '../../domain/rights/capacity.ts';
import { anAdministrator, anAuditor, staff } from './an-actor.ts';
import { term } from './a-ledger.ts';

/** Zone east lies in unit u1, west in u2; each has its own specific responsible person, deputy and head. Nobody holds two posts. */
export function aBureauOfRoles(absences: Absence[] = []): Organisation {
  const person = (id: string, unit: string | null = null) => ({
    id,
    name: id,
    email: `${id}@example.com`,
    phone: '13800000000',
    unit,
    language: 'zh' as const,
  });
  const unit = (code: string, head: string) => ({ code, name: code, level: 3, parent: 'g1', head: [term(head)] });
  const zone = (code: string, grid: string, supervising: string, specific: string) => ({
    code,
    name: `责任区${code}`,
    grid,
    supervising: [term(supervising)],
    specific: [term(specific)],
  });
  return {
    bureau: { name: '青湖区建设管理局' },
    leadingGroup: { first: [term('first')] },
    office: { name: '领导小组办公室', clerk: [term('clerk')], director: [term('director')], members: ['clerk'], inspectors: ['inspector'] },
    grids: [{ code: 'g1', name: '建设管理局', level: 2, parent: null, head: [] }, unit('u1', 'head'), unit('u2', 'other-head')],
    zones: [zone('east', 'u1', 'deputy', 'specific'), zone('west', 'u2', 'other-deputy', 'other-specific')],
    people: [
      ...['first', 'clerk', 'director', 'inspector', 'deputy', 'other-deputy', 'specific', 'other-specific', 'head', 'other-head'].map(
        (id) => person(id),
      ),
      person('engineer', 'u1'),
      person('driver', 'g1'),
    ],
    absences,
  };
}

/** Who stands for each kind of actor, as seen from zone east and unit u1. */
export const actorFor: Record<Capacity, Actor | null> = {
  publicReporter: null,
  staff: staff('driver'),
  inspector: staff('inspector'),
  unitStaff: staff('engineer'),
  specific: staff('specific'),
  unitHead: staff('head'),
  supervising: staff('deputy'),
  first: staff('first'),
  office: staff('clerk'),
  officeDirector: staff('director'),
  auditor: anAuditor,
  administrator: anAdministrator,
};
