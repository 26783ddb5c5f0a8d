import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, ignored, refused, thenAlso } from '../case/decision.ts';
import type { Decision, FollowUp, Moment } from '../case/decision.ts';
import type { Refusal } from '../case/refusals.ts';
import { moveDeadline } from '../escalation/move-deadline.ts';
import { openObligation } from '../escalation/obligation.ts';
import type { DutyKey } from '../escalation/policy.ts';
import { isOffice, mayActIn } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, Post } from '../people/seat.ts';
import { dueAfter, dueOn } from '../time/due.ts';
import type { Due } from '../time/due.ts';
import { addDays, dateIn } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import type { IssuedPaper, Review, SupervisedHazard, Supervision, SupervisionEvent } from './supervision.ts';

export type SupervisionCommand =
  /** These two are given by the hazard, never by a caller. */
  | ({ type: 'OpenSupervision'; number: string; title: string; proposedBy: PersonId | null; reason: string } & SupervisedHazard)
  | ({ type: 'FollowHazard' } & SupervisedHazard)
  | { type: 'DecideSupervision'; by: PersonId; list: boolean; requirement: string; dueOn: LocalDate | null; reason: string }
  /** 登记签发, of the paper that lists the hazard or the one that lifts it, whichever is owed. */
  | ({ type: 'RegisterSupervision'; by: PersonId } & IssuedPaper)
  | ({ type: 'ReviewSupervision' } & Review)
  | { type: 'LiftSupervision'; by: PersonId; lift: boolean; dueOn: LocalDate | null; reason: string }
  | CaseCommand;

type Command<Type extends SupervisionCommand['type']> = Extract<SupervisionCommand, { type: Type }>;

/** 治理期限 is a year at most (建质〔2011〕158号). */
const longestDays = 365;
/** The review of what has been closed: within ten days, like that of an application (16号令). */
const reviewAfterClosing = { days: 10 };

export function decideSupervision(
  supervision: Supervision | null,
  command: SupervisionCommand,
  moment: Moment,
): Decision<SupervisionEvent> {
  if (command.type === 'OpenSupervision') return supervision ? refused('KEY_REUSED') : open(command, moment);
  if (!supervision) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase(supervision, command, moment);
  switch (command.type) {
    case 'FollowHazard':
      return followHazard(supervision, command, moment);
    case 'DecideSupervision':
      return decideListing(supervision, command, moment);
    case 'RegisterSupervision':
      return register(supervision, command, moment);
    case 'ReviewSupervision':
      return review(supervision, command, moment);
    case 'LiftSupervision':
      return decideLifting(supervision, command, moment);
  }
}

function open({ type: _, ...opened }: Command<'OpenSupervision'>, moment: Moment): Decision<SupervisionEvent> {
  return accepted<SupervisionEvent>({ type: 'SupervisionOpened', ...opened }, owe(1, 'supervision.decide', 'first', opened, moment));
}

/** 决定: the first responsible person, or whoever acts for him; silence decides nothing, and whoever proposed it by hand does not. */
function decideListing(state: Supervision, command: Command<'DecideSupervision'>, moment: Moment): Decision<SupervisionEvent> {
  const { by, list, reason } = command;
  if (state.stage !== 'proposed') return refused('WRONG_STAGE', { stage: state.stage });
  if (!mayActIn(moment.roster, seatFor('first', state.zone), by, moment.now)) return refused('NOT_YOURS', { post: 'first' });
  if (by === state.proposedBy) return refused('ASKER_DECIDES');
  if (!list) {
    if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
    const notListed: SupervisionEvent = { type: 'ListingDecided', list, requirement: '', dueOn: null, reason, by };
    return thenAlso(accepted(notListed), ended({ by, as: 'notListed' }));
  }
  const requirement = command.requirement.trim();
  if (requirement === '') return refused('REASON_REQUIRED', { field: 'requirement' });
  const fault = faultOfDay(command.dueOn, moment);
  if (fault) return refused(fault.code, fault.params);

  const decided: SupervisionEvent = { type: 'ListingDecided', list, requirement, dueOn: command.dueOn, reason, by };
  return accepted(decided, owe(state.obligationsOpened + 1, 'supervision.register', 'office', state, moment));
}

/** 登记签发: the office puts on record what people issued. The number is the paper's own; the ledger holds that no two papers share one. */
function register(state: Supervision, command: Command<'RegisterSupervision'>, moment: Moment): Decision<SupervisionEvent> {
  const { by, issuedOn, scan } = command;
  const isListing = state.stage === 'issuing';
  if (!isListing && state.stage !== 'releasing') return refused('WRONG_STAGE', { stage: state.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  const number = command.number.trim();
  const signedBy = command.signedBy.trim();
  if (number === '') return refused('REASON_REQUIRED', { field: 'number' });
  if (signedBy === '') return refused('REASON_REQUIRED', { field: 'signedBy' });
  if (issuedOn > dateIn(moment.now)) return refused('DATE_AHEAD', { date: issuedOn });
  if (state.listing && issuedOn < state.listing.issuedOn) return refused('BEFORE_LISTING', { date: state.listing.issuedOn });

  const paper = { number, issuedOn, signedBy, scan, by };
  if (!isListing) return thenAlso(accepted<SupervisionEvent>({ type: 'LiftingRegistered', ...paper }), ended({ by, as: 'lifted', number }));
  const registered: SupervisionEvent = { type: 'ListingRegistered', ...paper };
  const until = dueOn(state.until ?? issuedOn, moment.calendar);
  return thenAlso(accepted(registered, owe(state.obligationsOpened + 1, 'supervision.review', 'office', state, moment, until)), {
    to: 'whole',
    kind: 'hazard',
    command: { type: 'NoteListing', by, number },
  });
}

/**
 * 复核: the office records who looked at it on site, of whom nobody rectified or answers for the zone. Only what has been closed passes; what
 * does not goes on until another day.
 */
function review(state: Supervision, { type: _, ...found }: Command<'ReviewSupervision'>, moment: Moment): Decision<SupervisionEvent> {
  const { by, on, reviewers, passed, opinion } = found;
  const { roster, now } = moment;
  if (state.stage !== 'listed' || !state.listing) return refused('WRONG_STAGE', { stage: state.stage });
  if (!isOffice(roster, by, now)) return refused('OFFICE_ONLY');
  if (reviewers.length === 0) return refused('REASON_REQUIRED', { field: 'reviewers' });
  if (reviewers.some((each) => !roster.people.has(each))) return refused('REVIEWER_UNKNOWN');
  const concerned = [by, ...reviewers];
  if (concerned.some((each) => each === state.rectifiedBy)) return refused('VERIFIER_IS_RECTIFIER');
  if (concerned.some((each) => mayActIn(roster, seatFor('specific', state.zone), each, now))) return refused('VERIFIER_OWNS_ZONE');
  if (on > dateIn(now)) return refused('DATE_AHEAD', { date: on });
  if (on < state.listing.issuedOn) return refused('BEFORE_LISTING', { date: state.listing.issuedOn });
  const id = state.obligationsOpened + 1;
  if (passed) {
    if (state.ended === null) return refused('HAZARD_OPEN');
    const reviewed: SupervisionEvent = { type: 'SupervisionReviewed', ...found, dueOn: null };
    return accepted(reviewed, owe(id, 'supervision.lift', 'first', state, moment));
  }
  if (opinion.trim() === '') return refused('REASON_REQUIRED', { field: 'opinion' });
  return goesOn(state, { type: 'SupervisionReviewed', ...found }, moment);
}

/** 决定解除: the first responsible person; where it is not lifted it goes on until another day. */
function decideLifting(state: Supervision, command: Command<'LiftSupervision'>, moment: Moment): Decision<SupervisionEvent> {
  const { by, lift, dueOn: until, reason } = command;
  if (state.stage !== 'lifting') return refused('WRONG_STAGE', { stage: state.stage });
  if (!mayActIn(moment.roster, seatFor('first', state.zone), by, moment.now)) return refused('NOT_YOURS', { post: 'first' });
  if (!lift && reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  if (!lift) return goesOn(state, { type: 'LiftingDecided', lift, dueOn: until, reason, by }, moment);

  const decided: SupervisionEvent = { type: 'LiftingDecided', lift, dueOn: null, reason, by };
  return accepted(decided, owe(state.obligationsOpened + 1, 'supervision.register', 'office', state, moment));
}

function goesOn(
  state: Supervision,
  event: Extract<SupervisionEvent, { type: 'SupervisionReviewed' | 'LiftingDecided' }>,
  moment: Moment,
): Decision<SupervisionEvent> {
  const fault = faultOfDay(event.dueOn, moment);
  if (fault || event.dueOn === null) return refused(fault?.code ?? 'REASON_REQUIRED', fault?.params);
  const until = dueOn(event.dueOn, moment.calendar);
  return accepted<SupervisionEvent>(event, owe(state.obligationsOpened + 1, 'supervision.review', 'office', state, moment, until));
}

/** Only a hazard that is still there can be listed; of one that is closed while it is listed the office owes the review soon. */
function followHazard(state: Supervision, { type: _, ...hazard }: Command<'FollowHazard'>, moment: Moment): Decision<SupervisionEvent> {
  const { obligation, stage } = state;
  if (!obligation) return ignored('CASE_ENDED');
  const followed: SupervisionEvent = { type: 'HazardFollowed', ...hazard };
  if (hazard.ended === null || state.ended !== null) return accepted(followed);
  if (stage === 'proposed' || stage === 'issuing') return accepted<SupervisionEvent>(followed, { type: 'SupervisionLapsed' });
  const soon = dueAfter(moment.now, reviewAfterClosing, moment.calendar);
  return obligation.due.at <= soon.at
    ? accepted(followed)
    : accepted<SupervisionEvent>(followed, moveDeadline(obligation, soon, 'closing', moment));
}

/** Why it can't be the day until which it lasts: missing, past, or more than a year ahead. */
function faultOfDay(on: LocalDate | null, { now, calendar }: Moment): Refusal | null {
  if (on === null) return { code: 'REASON_REQUIRED', params: { field: 'dueOn' } };
  if (on <= dateIn(now) || dueOn(on, calendar).at <= now) return { code: 'DATE_PAST', params: { date: on } };
  const latest = addDays(dateIn(now), longestDays);
  return on > latest ? { code: 'BEYOND_A_YEAR', params: { latest } } : null;
}

function owe(id: number, duty: DutyKey, post: Post, { zone }: Pick<SupervisedHazard, 'zone'>, moment: Moment, by?: Due): SupervisionEvent {
  return { type: 'ObligationOpened', obligation: openObligation(id, duty, seatFor(post, zone), moment.now, moment, by) };
}

/** The hazard hears that it is supervised no more, so that it may be proposed anew. */
const ended = (how: { by: PersonId; as: 'lifted' | 'notListed'; number?: string }): FollowUp => ({
  to: 'whole',
  kind: 'hazard',
  command: { type: 'NoteSupervisionEnd', ...how },
});
