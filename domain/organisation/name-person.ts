import type { DocumentFault } from '../document/fault.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { Organisation } from './organisation.ts';

/** A seat of a zone, which the board fills. */
export type ZoneSeat = { post: 'specific' | 'supervising'; scope: ZoneCode };

/** 指定责任人: the document in which the person holds the zone's seat from that moment on; as it was when he holds it already. */
export function withHolder(document: Organisation, { post, scope }: ZoneSeat, person: PersonId, at: Instant): Organisation | DocumentFault {
  const found = document.zones.find(({ code }) => code === scope);
  if (!found) return { path: 'scope', code: 'UNKNOWN_ZONE', value: scope };
  if (found[post].some((term) => term.person === person && term.from <= at && (term.to === null || at < term.to))) return document;
  const named = { ...found, [post]: [...found[post], { person, from: at, to: null }] };
  return { ...document, zones: document.zones.map((zone) => (zone === found ? named : zone)) };
}

/** 指定代理人: the document in which `acting` does the person's work until he is back. */
export function withActing(document: Organisation, person: PersonId, acting: PersonId, at: Instant): Organisation | DocumentFault {
  const isPresent = (absence: Organisation['absences'][number]) => absence.person === person && absence.from <= at && at < absence.to;
  if (!document.absences.some(isPresent)) return { path: 'person', code: 'NOT_AWAY', value: person };
  return { ...document, absences: document.absences.map((absence) => (isPresent(absence) ? { ...absence, acting } : absence)) };
}
