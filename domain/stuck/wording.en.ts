import { en as notices } from '../notices/wording.en.ts';
import { isLocal } from '../people/seat.ts';
import type { Seat } from '../people/seat.ts';
import { dateIn, minuteOfDayIn, plusMs, yearOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { StuckNames, StuckSubject, StuckWording } from './wording.ts';

const { post, moment, day } = notices;

const act = {
  'hazard.assign': 'the assignment',
  'hazard.rectify.general': 'the result of the repair',
  'hazard.rectify.immediate': 'the result of the repair',
  'hazard.rectify.major': 'the result of the repair of a major hazard',
  'hazard.verify.general': 'the verification',
  'hazard.verify.major': 'the verification of a major hazard',
  'hazard.review': 'the review of the suspension',
  'hazard.recheck': 'the recheck',
  'request.decide.supervising': 'the decision on the request',
  'request.decide.first': 'the decision on the request',
  'request.decide.officeDirector': 'the decision on the request',
  'supervision.decide': 'the decision on listed supervision',
  'supervision.register': 'the registration of the issued paper',
  'supervision.review': 'the review of the listed supervision',
  'supervision.lift': 'the decision to lift the listed supervision',
  'call.make': 'the telephone call',
  'vacancy.fill': 'the appointment',
  'calendar.publish': "the entry of next year's days off",
  'report.submit': 'the monthly report',
  'report.accept': 'the acceptance of the report',
  'dispatch.collect': 'the collection of the reports',
  'dispatch.compile': 'the compilation of the month',
  'dispatch.hear': 'the hearing of the units',
  'dispatch.sign': 'the signature of the circular',
  'statistics.issue': 'the issue of the statistics',
  'suggestion.answer': 'the answer to a suggestion',
};

const two = (n: number) => String(n).padStart(2, '0');
const time = (at: Instant) => `${two(Math.floor(minuteOfDayIn(at) / 60))}:${two(Math.floor(minuteOfDayIn(at) % 60))}`;

const seatName = ({ post: of, scope }: Seat, names: StuckNames) => (isLocal(of) ? `${post[of]} of ${names.scope(scope)}` : post[of]);

const who = ({ person, owedBy }: StuckSubject, names: StuckNames) => (person === null ? `the ${post[owedBy.post]}` : names.person(person));

const days = (workdays: number) => `${workdays} workday${workdays === 1 ? '' : 's'}`;
const late = (workdays: number) => (workdays === 0 ? 'overdue since today' : `${days(workdays)} overdue`);

function next(subject: StuckSubject): string {
  const { next: step } = subject;
  if (!step) return 'Nothing further happens by itself.';
  const told = step.tells.map((each) => `the ${post[each]}`).join(' and ');
  const sentence = `${told} ${step.nature === 'reminder' ? 'will be reminded again' : 'will be told'} on ${moment(step.at, subject)}.`;
  return sentence[0]?.toUpperCase() + sentence.slice(1);
}

const waits = (what: string, subject: StuckSubject, names: StuckNames) =>
  subject.isReader ? `Yours to do: ${what}` : `Waiting for ${what} by ${who(subject, names)}`;

const above = ({ toldAbove = [] }: StuckSubject, names: StuckNames) =>
  toldAbove.map((id) => names.person(id)).join(', ') || 'everybody above';

const own = ({ canBeExtended }: StuckSubject) => `Please do it soon${canBeExtended ? ', or ask for an extension' : ''}.`;

function unblock(subject: StuckSubject): string {
  if (subject.isReader) return own(subject);
  if (!subject.canBeExtended) return 'Press for action, or phone.';
  return `Press for action${subject.mayReassign ? ', reassign' : ''}, or let the person ask for an extension.`;
}

function press(subject: StuckSubject): string {
  if (subject.isReader) return own(subject);
  return `Please ${subject.person === null ? 'appoint one' : 'speak to the person yourself'}${subject.mayReassign ? ', or reassign' : ''}.`;
}

const faults = {
  workflowTaskFailing: 'has kept failing',
  activityRetrying: 'has kept retrying',
  late: 'stopped',
};

/** The board in English: the fact, what happens by itself, what unblocks it. */
export const en: StuckWording = (reason, subject, names) => {
  const what = act[subject.duty];
  switch (reason.kind) {
    case 'vacantSeat': {
      if (reason.waiting === null)
        return `The seat of the ${seatName(reason.seat, names)} has been vacant since ${day(reason.since)}; the office holds this (${what}), due on ${moment(subject.dueAt, subject)}. Please appoint somebody${subject.mayReassign ? ' or reassign' : ''}.`;
      const held =
        reason.waiting === 0 ? 'the office takes new tasks' : `the office holds ${reason.waiting} task${reason.waiting === 1 ? '' : 's'}`;
      return `${names.scope(reason.seat.scope)} has had no ${post[reason.seat.post]} since ${day(reason.since)}; ${held}. Please appoint one.`;
    }
    case 'absentWithoutActing':
      return `${names.person(reason.person)} is on leave until ${day(plusMs(reason.until, -1))} without an acting person; ${what} is due on ${moment(subject.dueAt, subject)}. Appoint one${subject.mayReassign ? ' or reassign' : ''}.`;
    case 'undelivered':
      return `${reason.times === 1 ? 'A notice' : `${reason.times} notices`} to ${names.person(reason.person)} did not get through (${answered(reason.answer)}). Please phone, check the address and record the call, or send again.`;
    case 'unread':
      return `The urgent notice of ${moment(reason.since, subject)} to ${names.person(reason.person)} was delivered and has not been opened. Please confirm by phone and record the call.`;
    case 'topOfLadder':
      return `${waits(what, subject, names)}, ${late(reason.workdays)}; notices went to ${above(subject, names)}. ${next(subject)} ${press(subject)}`;
    case 'suspendedPastReview':
      return `The review of the suspension was due on ${moment(subject.dueAt, subject)} and is ${late(reason.workdays)}; the clock of the repair stands still. ${next(subject)} Please review and resume, or ask to prolong it.`;
    case 'overdue':
      return `${waits(what, subject, names)}, ${late(reason.workdays)}. ${next(subject)} ${unblock(subject)}`;
    case 'lostClock':
      return "This case's clock was lost, was armed again and is being restored; work goes on; a late reminder is sent once.";
    case 'engineFault':
      return `This case's clock ${faults[reason.cause]} at ${time(reason.since)}${reason.minutes > 0 ? `, ${reason.minutes} minute${reason.minutes === 1 ? '' : 's'} ago,` : ''} and is being restored; work goes on; a late reminder is sent once.`;
    case 'provisionalDate': {
      const year = yearOf(dateIn(subject.dueAt));
      return `The deadline, ${moment(subject.dueAt, subject)}, is provisional: the days off of ${year} are not entered. Please enter them once they are announced; the deadline is then computed anew.`;
    }
  }
};

/** What a mail server answers, as an official would say it. */
function answered(answer: string): string {
  if (answer === 'NO_ADDRESS') return 'no address is known';
  if (/\b5\.1\.[0-9]\b|no such|unknown user|user unknown|does not exist|not exist/i.test(answer)) return 'no such mailbox';
  if (/\b5\.2\.2\b|quota|full/i.test(answer)) return 'the mailbox is full';
  const [code] = /^\d{3}/.exec(answer) ?? [];
  return code ? `refused with code ${code}` : 'refused';
}
