import type { DocumentFault, FaultCode } from '../document/fault.ts';
import type { Absence } from '../people/roster.ts';
import { dateIn, instantAt, addDays } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { addPerson, correctPerson, endService, resumeService } from './change-person.ts';
import type { OrganisationCommand } from './commands.ts';
import type { Organisation } from './organisation.ts';
import { cutAt, heldFrom, ofZone, withTerms } from './seat-terms.ts';

type Changed = Organisation | DocumentFault;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

const fault = (path: string, code: FaultCode, value: string): DocumentFault => ({ path, code, value });

export const isFault = (changed: Changed): changed is DocumentFault => 'code' in changed;

/** The document as the command makes it at that moment; a fault, by the command's own field, where that can't be. The same again changes nothing. */
export function changed(document: Organisation, command: OrganisationCommand, now: Instant): Changed {
  if ('from' in command && isDay(command.from) && command.type !== 'RecordAbsence' && command.from < dateIn(now))
    return fault('from', 'IN_THE_PAST', command.from);
  const stranger = strangerIn(document, command);
  if (stranger) return stranger;
  switch (command.type) {
    case 'NameHolder':
      return nameHolder(document, command, now);
    case 'NameActing':
      return nameActing(document, command, now);
    case 'AppointHolder':
      return appoint(document, command, startOf(command.from, now));
    case 'VacateSeat':
      return withTerms(document, command.post, command.scope, cutAt(startOf(command.from, now)));
    case 'RecordAbsence':
      return recordAbsence(document, command, now);
    case 'EndAbsence':
      return endAbsence(document, command, now);
    case 'AddPerson':
      return addPerson(document, command);
    case 'CorrectPerson':
      return correctPerson(document, command);
    case 'EndService':
      return endService(document, command.person, startOf(command.from, now));
    case 'ResumeService':
      return resumeService(document, command.person);
    case 'CorrectZone':
      return ofZone(document, command.zone, ({ positions, ...zone }) => ({
        ...zone,
        name: command.name,
        keyUnits: command.keyUnits,
        positions: command.positions ?? positions,
      }));
  }
}

const isDay = (from: LocalDate | Instant | undefined): from is LocalDate => from?.length === 10;

/** When a change of that day takes effect: one of today at once. */
const startOf = (from: LocalDate | undefined, now: Instant): Instant =>
  from === undefined || from === dateIn(now) ? now : instantAt(from, 0);

function strangerIn({ people }: Organisation, command: OrganisationCommand): DocumentFault | null {
  const named = Object.entries(command).filter(([field, value]) => (field === 'person' || field === 'acting') && value !== null);
  const [stranger] = named.filter(([, id]) => !people.some((person) => person.id === id));
  return stranger ? fault(stranger[0], 'UNKNOWN_PERSON', String(stranger[1])) : null;
}

/** Whether somebody will have left before a term that has no end. */
const leaves = ({ people }: Organisation, id: string) => people.some((person) => person.id === id && person.until !== undefined);

function nameHolder(document: Organisation, { post, scope, person }: Of<'NameHolder'>, now: Instant): Changed {
  const found = document.zones.find(({ code }) => code === scope);
  if (!found) return fault('scope', 'UNKNOWN_ZONE', scope);
  if (leaves(document, person)) return fault('person', 'HAS_LEFT', person);
  const present = found[post].find((term) => term.from <= now && (term.to === null || now < term.to));
  if (present?.person === person) return document;
  if (present) return fault('person', 'OVERLAP', present.person);
  return ofZone(document, scope, (zone) => ({ ...zone, [post]: heldFrom(now, person)(zone[post]) }));
}

function appoint(document: Organisation, { post, scope, person }: Of<'AppointHolder'>, at: Instant): Changed {
  if (leaves(document, person)) return fault('person', 'HAS_LEFT', person);
  return withTerms(document, post, scope, heldFrom(at, person));
}

const isPresent = ({ from, to }: Absence, at: Instant) => from <= at && at < to;

function nameActing(document: Organisation, { person, acting }: Of<'NameActing'>, now: Instant): Changed {
  const isMeant = (absence: Absence) => absence.person === person && isPresent(absence, now);
  if (!document.absences.some(isMeant)) return fault('person', 'NOT_AWAY', person);
  if (acting === person) return fault('acting', 'ACTS_FOR_HIMSELF', person);
  if (leaves(document, acting)) return fault('acting', 'HAS_LEFT', acting);
  return { ...document, absences: document.absences.map((absence) => (isMeant(absence) ? { ...absence, acting } : absence)) };
}

function recordAbsence(document: Organisation, { person, from, until, acting }: Of<'RecordAbsence'>, now: Instant): Changed {
  if (until < from || until < dateIn(now)) return fault('until', 'EMPTY_TERM', person);
  if (acting === person) return fault('acting', 'ACTS_FOR_HIMSELF', person);
  if (acting !== null && leaves(document, acting)) return fault('acting', 'HAS_LEFT', acting);
  const recorded = { person, from: instantAt(from, 0), to: instantAt(addDays(until, 1), 0), acting };
  const others = document.absences.filter(
    (absence) => absence.person === person && absence.from < recorded.to && recorded.from < absence.to,
  );
  if (others.some((each) => each.from === recorded.from && each.to === recorded.to && each.acting === acting)) return document;
  if (others.length > 0) return fault('from', 'AWAY_ALREADY', person);
  return { ...document, absences: [...document.absences, recorded] };
}

function endAbsence(document: Organisation, { person, from }: Of<'EndAbsence'>, now: Instant): Changed {
  const isMeant = (absence: Absence) => absence.person === person && absence.from === from;
  if (!document.absences.some(isMeant)) return from > now ? document : fault('person', 'NOT_AWAY', person);
  return {
    ...document,
    absences: document.absences.flatMap((absence) => {
      if (!isMeant(absence) || absence.to <= now) return [absence];
      return absence.from >= now ? [] : [{ ...absence, to: now }];
    }),
  };
}
