import type { CaseCore } from '../domain/case/case-events.ts';
import type { Moment } from '../domain/case/decision.ts';
import { criteria } from '../domain/hazard/criteria.ts';
import type { Hazard } from '../domain/hazard/hazard.ts';
import { isOffice } from '../domain/people/roster.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Actor } from '../domain/rights/actor.ts';
import { actingPerson } from '../domain/rights/capacity.ts';
import { may } from '../domain/rights/may.ts';
import { decideSupervision } from '../domain/supervision/decide-supervision.ts';
import type { SupervisionCommand } from '../domain/supervision/decide-supervision.ts';
import { draftPaper } from '../domain/supervision/draft-paper.ts';
import type { DraftPaper } from '../domain/supervision/draft-paper.ts';
import type { IssuedPaper, Supervision } from '../domain/supervision/supervision.ts';
import { addDays, dateIn } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import type { Names } from './case-item.ts';
import type { Ledger } from './ledger.ts';

/** A supervision with what was decided, registered and found, and which of its steps the reader may take now. */
export function supervisionShown<Part extends { state: unknown }>(
  { state, ...item }: Part,
  actor: Actor | null,
  moment: Moment,
  names: Names,
) {
  const supervision = state as Supervision;
  const { proposedBy, reason, decided, until, reviews, lift, listing, lifting, zone, ended } = supervision;
  const mayRead = may(actor, 'paper.read', { kind: 'supervision', zone, isOwn: false }, moment).kind === 'allowed';
  const paper = (issued: IssuedPaper | null) =>
    issued && { number: issued.number, issuedOn: issued.issuedOn, signedBy: issued.signedBy, scan: mayRead ? issued.scan.id : null };
  return {
    ...item,
    proposedBy: proposedBy && names.person(proposedBy),
    reason,
    decided: decided && { ...decided, by: names.person(decided.by) },
    until,
    hazardEnded: ended,
    listing: paper(listing),
    reviews: reviews.map((each) => ({ ...each, reviewers: each.reviewers.map(names.person), by: names.person(each.by) })),
    lift: lift && { ...lift, by: names.person(lift.by) },
    lifting: paper(lifting),
    commands: openTo(supervision, actingPerson(actor), moment),
  };
}

/** Each step is asked of the rules themselves, with its words filled in; a review that may not pass yet is one all the same. */
function openTo(supervision: Supervision, by: PersonId, moment: Moment) {
  const today = dateIn(moment.now);
  const inAWeek = addDays(today, 7);
  const scan = { id: '', sha256: '' };
  const stranger = [...moment.roster.people.keys()].find((each) => isOffice(moment.roster, each, moment.now)) ?? by;
  const tried = [
    { type: 'DecideSupervision', by, list: true, requirement: '…', dueOn: inAWeek, reason: '…' },
    { type: 'RegisterSupervision', by, number: '…', issuedOn: today, signedBy: '…', scan },
    { type: 'ReviewSupervision', by, on: today, reviewers: [stranger], passed: false, opinion: '…', dueOn: inAWeek },
    { type: 'LiftSupervision', by, lift: true, dueOn: null, reason: '' },
  ] as const satisfies SupervisionCommand[];
  return tried
    .filter((command) => decideSupervision(supervision, { ...command } as SupervisionCommand, moment).kind === 'accepted')
    .map(({ type }) => type);
}

/** The draft of the paper that comes next, and of which hazard; null when there is no such supervision. */
export async function draftOfPaper(ledger: Ledger, id: string): Promise<(DraftPaper & { hazard: string; zone: string }) | null> {
  const [known, found] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findUnique({
      where: { id, kind: 'supervision' },
      select: { state: true, whole: { select: { id: true, state: true } } },
    }),
  ]);
  if (!found?.whole) return null;
  const supervision = found.state as unknown as Supervision & CaseCore;
  const hazard = found.whole.state as unknown as Hazard;
  const names = namesOf(known);
  const paper = draftPaper({
    supervision,
    hazard,
    criterion: criteria.find(({ code }) => code === hazard.facts.criterion) ?? null,
    zone: names.zone(supervision.zone).name,
    nameOf: (person) => names.person(person).name,
  });
  return { ...paper, hazard: found.whole.id, zone: supervision.zone };
}
