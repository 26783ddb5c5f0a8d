import type { DocumentFault } from '../document/fault.ts';
import type { Absence, Person } from '../people/roster.ts';
import type { PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { Correction, OrganisationCommand } from './commands.ts';
import type { Organisation, Term } from './organisation.ts';
import { withEveryTerm } from './seat-terms.ts';

type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

/** 新增人员. The same again changes nothing; another under that code is a fault. */
export function addPerson(document: Organisation, { id, facts }: Of<'AddPerson'>): Organisation | DocumentFault {
  const { isMember, isInspector, ...rest } = facts;
  const added = known({ id, ...rest });
  const present = document.people.find((person) => person.id === id);
  if (present && !isSame(present, added)) return { path: 'id', code: 'DUPLICATE', value: id };
  const people = present ? document.people : [...document.people, added];
  return withDuties({ ...document, people }, id, { isMember, isInspector });
}

/** 更正人员信息 */
export function correctPerson(document: Organisation, { person, correction }: Of<'CorrectPerson'>): Organisation {
  const { isMember, isInspector, ...facts } = correction;
  const people = document.people.map((each) => (each.id === person ? corrected(each, facts) : each));
  return withDuties({ ...document, people }, person, { isMember, isInspector });
}

const mayBeLeftOut = ['title', 'channels', 'wecomUserId'] as const;

function corrected(person: Person, facts: Omit<Correction, 'isMember' | 'isInspector'>): Person {
  const dropped = mayBeLeftOut.filter((fact) => facts[fact] === null);
  return without({ ...person, ...known(facts) } as Person, dropped);
}

/** 离任: his terms, absences and what he does for others end at that moment. */
export function endService(document: Organisation, person: PersonId, at: Instant): Organisation {
  const ended = ({ until, ...rest }: Person): Person => ({ ...rest, until: until !== undefined && until < at ? until : at });
  const cut = withEveryTerm(document, (terms) => terms.flatMap((term) => endedTerm(term, person, at)));
  return {
    ...cut,
    people: cut.people.map((each) => (each.id === person ? ended(each) : each)),
    absences: cut.absences.flatMap((absence) => endedAbsence(absence, person, at)),
  };
}

export function resumeService(document: Organisation, person: PersonId): Organisation {
  const resumed = ({ until: _, ...rest }: Person): Person => rest;
  return { ...document, people: document.people.map((each) => (each.id === person ? resumed(each) : each)) };
}

function endedTerm(term: Term, person: PersonId, at: Instant): Term[] {
  if (term.person !== person || (term.to !== null && term.to <= at)) return [term];
  return term.from >= at ? [] : [{ ...term, to: at }];
}

/** His own absence ends with his service; whom he acts for is away without him from then on. */
function endedAbsence(absence: Absence, person: PersonId, at: Instant): Absence[] {
  if (absence.to <= at || (absence.person !== person && absence.acting !== person)) return [absence];
  const before = absence.from < at ? [{ ...absence, to: at }] : [];
  if (absence.person === person) return before;
  return [...before, { ...absence, from: absence.from < at ? at : absence.from, acting: null }];
}

/** A list with or without the person; as it is where nothing is said of him. */
function listed(list: readonly PersonId[], id: PersonId, isOn: boolean | undefined): PersonId[] {
  if (isOn === undefined || isOn === list.includes(id)) return [...list];
  return isOn ? [...list, id] : list.filter((each) => each !== id);
}

function withDuties(document: Organisation, id: PersonId, { isMember, isInspector }: Pick<Correction, 'isMember' | 'isInspector'>) {
  const { office } = document;
  const inspectors = listed(office.inspectors ?? [], id, isInspector);
  return {
    ...document,
    office: { ...office, members: listed(office.members, id, isMember), ...((office.inspectors || isInspector) && { inspectors }) },
  };
}

/** Without what is not said. */
const known = <Facts extends object>(facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts;

const without = (person: Person, fields: readonly string[]): Person =>
  Object.fromEntries(Object.entries(person).filter(([field]) => !fields.includes(field))) as Person;

const isSame = (a: Person, b: Person) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
