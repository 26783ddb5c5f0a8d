import { bureauWide, isLocal } from '../people/seat.ts';
import { dateIn, minuteOfDayIn, weekdayOf } from '../time/instant.ts';
import type { MakeupMarks } from '../time/days-between.ts';
import type { Instant } from '../time/instant.ts';
import type { NoticeFacts, NoticeKind, Said } from './notices-for.ts';
import { sayAnswer } from './say-answer.ts';
import { kindNames } from '../stuck/kind-names.ts';
import { stuckKinds } from '../stuck/why-stuck.ts';
import { isOfHazard, isOver } from './wording.ts';
import type { Names, Wording } from './wording.ts';

const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

const post = {
  first: 'first responsible person',
  supervising: 'supervising responsible person',
  specific: 'specific responsible person',
  office: "leading group's office",
  officeDirector: 'office director',
  unitHead: 'unit head',
};

const duty = {
  'hazard.assign': 'assignment',
  'hazard.rectify.general': 'rectification',
  'hazard.rectify.immediate': 'immediate rectification',
  'hazard.rectify.major': 'rectification of a major hazard',
  'hazard.verify.general': 'verification',
  'hazard.verify.major': 'verification of a major hazard',
  'hazard.review': 'review of the suspension',
  'vacancy.fill': 'appointment',
  'call.make': 'telephone call',
  'hazard.recheck': 'recheck of a closed hazard',
  'request.decide.supervising': 'decision on a request',
  'request.decide.first': 'decision on a request',
  'request.decide.officeDirector': 'decision on a request',
  'supervision.decide': 'decision on listed supervision',
  'supervision.register': 'registration of the issued paper',
  'supervision.review': 'review of the listed supervision',
  'supervision.lift': 'decision to lift the listed supervision',
  'calendar.publish': "entry of next year's days off",
  'report.submit': 'monthly report',
  'report.accept': 'acceptance of the report',
  'dispatch.collect': 'collection of the reports',
  'dispatch.compile': 'compilation of the month',
  'dispatch.hear': 'hearing of the units',
  'dispatch.sign': 'signature of the month',
  'statistics.issue': 'issue of the statistics',
  'suggestion.answer': 'answer to a suggestion',
};

/** 27 Nov */
function day(at: Instant): string {
  const on = dateIn(at);
  return `${Number(on.slice(8))} ${months[Number(on.slice(5, 7)) - 1]}`;
}

/** Mon 12 Oct, 17:30; Sat 10 Oct (make-up workday), 17:30 */
function moment(at: Instant, { onMakeupWorkdays }: MakeupMarks): string {
  const minute = Math.floor(minuteOfDayIn(at));
  return `${weekdays[weekdayOf(dateIn(at))]} ${day(at)}${onMakeupWorkdays?.includes(at) ? ' (make-up workday)' : ''}, ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const deadline = (facts: NoticeFacts) =>
  `${moment(facts.dueAt, facts)}${facts.provisional ? " (provisional: that year's holidays are not announced)" : ''}`;

function reason({ post: told, as, zone, duty: of }: NoticeFacts, names: Names): string {
  const seat = isLocal(told) ? `${post[told]} of ${names.zone(zone)}` : post[told];
  switch (as) {
    case 'holder':
      return `You receive this as the ${seat}.`;
    case 'acting':
      return `You receive this because you act for the ${seat}.`;
    case 'copy':
      return `You are the ${seat}; while you are away somebody acts for you. Copy for information; nothing to do.`;
    case 'officeForVacant':
      return `You receive this because the seat of the ${seat} is vacant and the office stands in. Please appoint somebody.`;
    case 'author':
      return isOfHazard(of) ? 'You receive this because you reported the hazard.' : 'You receive this because you made the suggestion.';
    case 'officeForAbsent':
      return `You receive this because the ${seat} is away without an acting person. Please appoint one.`;
  }
}

function next(facts: NoticeFacts): string {
  const { next: step } = facts;
  if (!step) return 'Nothing further happens by itself; please act soon.';
  const told = step.tells.map((each) => `the ${post[each]}`).join(' and ');
  return `If it is still open on ${moment(step.at, facts)}, ${told} will be ${step.nature === 'reminder' ? 'reminded again' : 'told'}.`;
}

const asks = {
  extension: 'extension',
  suspension: 'suspension',
  void: 'voiding',
  listing: 'listed supervision',
  lifting: 'lifting of the supervision',
};
const quoted = (said: Said | undefined, as = 'Reason') => (said?.reason ? ` ${as}: ${said.reason}` : '');

const said = (facts: NoticeFacts, names: Names, otherwise = 'The responsible person') =>
  facts.said?.by ? names.person(facts.said.by) : otherwise;

function asked(facts: NoticeFacts): string {
  const { said } = facts;
  if (!said?.ask) return '';
  const until = said.until ? moment(said.until, facts) : '';
  return {
    extension: `to extend the deadline to ${until}`,
    suspension: `to suspend it until a review by ${until}`,
    void: 'to void it',
    listing: 'to put it under listed supervision',
    lifting: 'to lift the listed supervision',
  }[said.ask];
}

/** Who asks for what; what nobody asks was drafted by the ladder. */
function asking(facts: NoticeFacts, names: Names): string {
  const by = facts.said?.by ? names.person(facts.said.by) : 'Somebody';
  if (facts.said?.ask === 'listing' && !facts.said.by)
    return 'This is overdue and still not rectified; listed supervision of it was drafted';
  if (facts.said?.ask === 'lifting') return 'The review on site was passed; the listed supervision can be lifted';
  return `${by} asks ${asked(facts)}`;
}

function whose({ zone, duty: of }: NoticeFacts, names: Names): string {
  if (zone === bureauWide) return '';
  return isOfHazard(of) ? ` of a hazard in ${names.zone(zone)}` : ` of ${names.zone(zone)}`;
}

const causes = {
  extension: '',
  plan: 'The plan was fixed. ',
  closing: 'The hazard was closed. ',
  calendar: "The year's days off were announced. ",
  policy: 'The limits were changed. ',
};
const moved = (facts: NoticeFacts) =>
  facts.moved ? `${causes[facts.moved.cause]}Until now this was due on ${moment(facts.moved.from, facts)}. ` : '';

const isOfSupervision = ({ duty: owed }: NoticeFacts) => owed.startsWith('supervision.');
const numbered = ({ said: registered }: NoticeFacts) => (registered?.number ? ` (${registered.number})` : '');
const wordsOf = (facts: NoticeFacts) => (facts.said?.ask === 'lifting' ? 'Opinion' : 'Reason');

function stuck({ stuck: counts, number, title }: NoticeFacts): string {
  const each = stuckKinds.filter((kind) => counts?.[kind]).map((kind) => `${kindNames.en[kind]} ${counts?.[kind]}`);
  return `Stuck: ${each.join(', ') || 'nothing'}. What climbs next is ${title} (${number}). The stuck board says why, what comes next, and what helps.`;
}

function opening(kind: NoticeKind, facts: NoticeFacts, names: Names): { tag: string; sentence: string; subject?: string } {
  const what = duty[facts.duty];
  const who = facts.owes ? names.person(facts.owes) : '(vacant seat)';
  switch (kind) {
    case 'task':
      return { tag: 'Task', sentence: `Please complete the ${what} by ${deadline(facts)}.${quoted(facts.said)}` };
    case 'returned':
      return {
        tag: 'Returned',
        sentence: `${said(facts, names)} returned this.${quoted(facts.said)} Please assign it again by ${deadline(facts)}.`,
      };
    case 'reassigned': {
      const zone = facts.said?.zone ? ` to ${names.zone(facts.said.zone)}` : '';
      return {
        tag: 'Reassigned',
        sentence: `This was reassigned${zone}; ${who} deals with it now. Nothing is left for you to do.${quoted(facts.said)}`,
      };
    }
    case 'rework':
      return {
        tag: 'Rework',
        sentence: `Verification not passed. Please complete the ${what} again by ${deadline(facts)}; reminders follow the new date.`,
      };
    case 'reminder':
      return { tag: 'Reminder', sentence: `The ${what} is due on ${deadline(facts)} and has not been submitted.` };
    case 'toldOnOpening':
      return {
        tag: 'For information',
        sentence: `A major hazard was ${facts.said ? 'recognised' : 'reported'} in ${names.zone(facts.zone)}; ${who} deals with it by ${deadline(facts)}.${quoted(facts.said)}`,
      };
    case 'merged':
      return {
        tag: 'Merged',
        sentence: `${facts.said?.number ?? 'A duplicate'} was merged into this one; ${who} deals with both by ${deadline(facts)}.${quoted(facts.said)}`,
      };
    case 'unsound':
      return {
        tag: 'Recheck',
        sentence: `${said(facts, names, 'The office')} found that this closed hazard still exists.${quoted(facts.said, 'Found')} Please report it anew.`,
      };
    case 'reclassified':
      return {
        tag: 'Class changed',
        sentence: `This is a ${facts.major ? 'major' : 'general'} hazard now; please complete the ${what} by ${deadline(facts)}.${quoted(facts.said)}`,
      };
    case 'escalation':
      if (facts.said)
        return {
          tag: 'Escalated',
          sentence: `${asking(facts, names)}; ${who} should have decided by ${deadline(facts)}. Please ${isOfSupervision(facts) ? '' : 'decide, or '}press for a decision. Silence is not consent.${quoted(facts.said, wordsOf(facts))}`,
        };
      return {
        tag: facts.level >= 2 ? 'Report' : 'Escalated',
        sentence: `The ${what}${whose(facts, names)} is overdue since ${deadline(facts)}; ${who} was reminded ${facts.reminded} times. Please press for action.`,
      };
    case 'decision':
      return {
        tag: 'Decide',
        sentence: `${asking(facts, names)}.${quoted(facts.said, wordsOf(facts))} Please decide by ${deadline(facts)}. Silence is not consent.`,
      };
    case 'listed':
      return {
        tag: 'Listed',
        sentence: `This hazard is under listed supervision${numbered(facts)} and has to be rectified by ${moment(facts.said?.until ?? facts.dueAt, facts)}.${quoted(facts.said, 'Required')}`,
      };
    case 'listingGoesOn':
      return {
        tag: 'Listed',
        sentence: `${said(facts, names, 'The office')} recorded that the listed supervision goes on until ${moment(facts.said?.until ?? facts.dueAt, facts)}.${quoted(facts.said)}`,
      };
    case 'lifted':
      return { tag: 'Lifted', sentence: `The listed supervision of this hazard was lifted${numbered(facts)}.` };
    case 'notListed':
      return {
        tag: 'Not listed',
        sentence: `${said(facts, names)} decided not to list this.${quoted(facts.said)} The deadline of the repair and its reminders stand.`,
      };
    case 'reviewDue':
      return {
        tag: 'Review',
        sentence: `The hazard under listed supervision has ended; please review it on site by ${deadline(facts)} and record the result.`,
      };
    case 'granted':
      return { tag: 'Extended', sentence: `The extension was granted; the new deadline is ${deadline(facts)}. Reminders follow it.` };
    case 'notGranted': {
      const ask = facts.said?.ask ? asks[facts.said.ask] : 'request';
      return {
        tag: 'Not granted',
        sentence: `The ${ask} was not granted.${quoted(facts.said)} The deadline, ${deadline(facts)}, stands. With new facts you may ask again.`,
      };
    }
    case 'moved':
      return {
        tag: 'New deadline',
        sentence: `${moved(facts)}The ${what} is now due on ${deadline(facts)}. Reminders follow the new date.`,
      };
    case 'suspended':
      return {
        tag: 'Suspended',
        sentence: `This is suspended; the clock of the repair stands still until the review, due on ${deadline(facts)}.`,
      };
    case 'resumed':
      return { tag: 'Resumed', sentence: `This goes on; the ${what} is due on ${deadline(facts)}.${quoted(facts.said)}` };
    case 'chase':
      return {
        tag: 'Pressed for',
        sentence: `${facts.said?.by ? names.person(facts.said.by) : 'The office'} presses for the ${what}, due on ${deadline(facts)}.${quoted(facts.said, 'Note')}`,
      };
    case 'commented':
      return {
        tag: 'Comment',
        sentence: `${said(facts, names)} commented on this.${quoted(facts.said, 'Words')} It is still due on ${deadline(facts)}.`,
      };
    case 'inherited':
      return {
        tag: 'Handed over',
        sentence: `With the seat you take over the ${what}, due on ${deadline(facts)}; before you it was with ${facts.said?.by ? names.person(facts.said.by) : 'your predecessor'}.`,
      };
    case 'vacancy':
      return {
        tag: 'Vacant',
        sentence: `${names.zone(facts.zone)} lacks a responsible person; the office must appoint one by ${deadline(facts)} and takes the tasks meanwhile.`,
      };
    case 'appointed': {
      const seat = `${post[facts.post]} of ${names.zone(facts.zone)}`;
      const by = facts.said?.by ? `${names.person(facts.said.by)} or ` : '';
      const appointed = facts.said?.by ? ` ${names.person(facts.said.by)} appointed you.` : '';
      return {
        tag: 'Appointed',
        sentence: `From ${day(facts.said?.until ?? facts.dueAt)} on you are ${seat}.${appointed}${quoted(facts.said, 'Basis or reason')} Nothing open is handed over now; you will be told of what the seat has to do. Please ask ${by}the ${post.office} if anything is unclear.`,
      };
    }
    case 'call':
      return {
        tag: 'Please phone',
        sentence: `A notice${facts.said?.number ? ` (${facts.said.number})` : ''} to ${facts.said?.by ? names.person(facts.said.by) : 'a responsible person'} did not come through: ${sayAnswer(facts.said?.reason ?? '').en}. Please phone by ${deadline(facts)}, and record whom you reached.`,
      };
    case 'reportDue':
      return {
        tag: 'Monthly report',
        sentence: `Please hand in the ${what} by ${deadline(facts)}. Figures are filled in; please check them and explain what is overdue.`,
      };
    case 'reportReturned':
      return {
        tag: 'Report returned',
        sentence: `${said(facts, names)} returned your report.${quoted(facts.said)} The deadline stands: please hand it in again by ${deadline(facts)}.`,
      };
    case 'reportRecalled':
      return {
        tag: 'Report taken back',
        sentence: `${said(facts, names)} took back the report of ${names.zone(facts.zone)} to correct it: there is nothing to receive for now. The deadline stands: ${deadline(facts)}.`,
      };
    case 'criticised':
      return {
        tag: 'Criticism drafted',
        sentence: `The monthly dispatch is to criticise ${names.zone(facts.zone)}.${quoted(facts.said, 'Words')} You may answer until ${deadline(facts)}; your answer is printed beside it.`,
      };
    case 'unitChanged': {
      const { change = 'added', number: name = '', reason: former = '' } = facts.said ?? {};
      const sentence = {
        added: `The unit "${name}" is new; it was asked for its report.`,
        removed: `The unit "${name}" is gone; its report is no longer collected.`,
        renamed: `The unit "${former}" is called "${name}" now; its report is collected as before.`,
      }[change];
      return { tag: 'Unit changed', sentence };
    }
    case 'board':
      return { tag: 'Stuck', sentence: stuck(facts), subject: `${facts.stuck?.all ?? 0} cases are stuck today, please look` };
    case 'answered':
      return {
        tag: 'Answered',
        sentence: `${said(facts, names, 'The office')} has answered your suggestion. ${quoted(facts.said, 'Answer')}`,
      };
    case 'ended':
      return {
        tag: 'Outcome',
        sentence: {
          closed: `What you reported has been rectified, verified and closed.${quoted(facts.said, 'Opinion')} Thank you.`,
          void: `What you reported was voided and is not rectified.${quoted(facts.said)}`,
          merged: `What you reported is dealt with together with another hazard.${quoted(facts.said)}`,
        }[facts.said?.outcome ?? 'closed'],
      };
    case 'published':
      return { tag: 'Circular', sentence: `The circular of the month was published (${facts.said?.reason ?? ''}). Please read it.` };
    case 'anchored': {
      const { day = '', cases = 0, head = '' } = facts.anchor ?? {};
      return {
        tag: 'Anchor',
        sentence: `The anchor of ${day} holds the hash chains of ${cases} cases and of the audit log, ${head} in all. Please keep the attached file outside of this system; to compare: npm run audit:verify -- --against FILE.`,
        subject: `Anchor of the record of ${day}: please keep the attachment`,
      };
    }
    case 'copy':
      return { tag: 'Copy', sentence: `The ${what} is due on ${deadline(facts)}; the acting person has been asked to deal with it.` };
  }
}

/** Everything that people read in English. */
export const en: Wording = {
  post,
  duty,
  notice(kind, facts, names) {
    const { tag, sentence, subject } = opening(kind, facts, names);
    const about = subject ?? (facts.major ? 'MAJOR: ' : '') + facts.title;
    const heading = subject ?? `${about} (${facts.number})`;
    return {
      tag: `[${tag}]`,
      about,
      heading,
      subject: `[${tag}] ${heading}`,
      lines: [sentence, ...(isOver.includes(kind) ? [] : [next(facts)]), reason(facts, names)],
    };
  },
  several: (count, { tag, about }) => `${tag} ${about} and ${count - 1} more`,
  mail: {
    product: 'Safety grid',
    open: 'Open and deal with it',
    look: 'Open',
    signIn: 'The link asks you to sign in.',
    automatic: 'Sent by the system; nobody reads replies.',
  },
  day,
  moment,
  brief: (tag, facts) =>
    facts.anchor
      ? `${tag} ${facts.anchor.day}, head ${facts.anchor.head.slice(0, 16)}`
      : `${tag} ${facts.major ? 'MAJOR: ' : ''}${facts.number}, due ${moment(facts.dueAt, facts)}`,
  andMore: (count) => `and ${count} more; please sign in`,
};
