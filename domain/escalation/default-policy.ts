import type { Post } from '../people/seat.ts';
import { localDateOf } from '../time/instant.ts';
import type { Ladder, Policy, Rung } from './policy.ts';

const halfWay: Rung = { key: 'half-way', nature: 'reminder', when: { fraction: 0.5 }, tells: ['specific'] };
const officeHalfWay: Rung = { ...halfWay, tells: ['office'] };
const dayBefore: Rung = { key: 'day-before', nature: 'reminder', when: { beforeDue: { workdays: 1 } }, tells: ['specific'] };
const atOnce = { afterDue: { elapsed: 'PT0S' } };
const weeklyToBoth: Rung = {
  key: 'weekly',
  nature: 'escalation',
  level: 2,
  when: { afterDue: { workdays: 3 } },
  repeat: { weekly: 1 },
  tells: ['supervising', 'first'],
  also: 'agenda',
};

const rectifyGeneral: Ladder = {
  limit: { workdays: 5 },
  rungs: [
    { key: 'acknowledge', nature: 'reminder', when: { afterOpening: { workdays: 1 } }, tells: [], unless: 'acknowledged' },
    halfWay,
    dayBefore,
    { key: 'supervising', nature: 'escalation', level: 1, when: atOnce, tells: ['supervising'] },
    { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 2 } }, tells: ['first'] },
    weeklyToBoth,
  ],
};

const verifyRungs: Rung[] = [
  officeHalfWay,
  { key: 'supervising', nature: 'escalation', level: 1, when: atOnce, tells: ['supervising'] },
  { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 2 } }, tells: ['first'] },
];

const reviewRungs: Rung[] = [
  { key: 'three-days-before', nature: 'reminder', when: { beforeDue: { workdays: 3 } }, tells: ['office'] },
  { key: 'supervising', nature: 'escalation', level: 1, when: atOnce, tells: ['supervising'] },
  { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 2 } }, tells: ['first'] },
];

/** Whoever must decide is on a clock as well; silence goes to the next level up and never approves. */
const decision = (decider: Post, above: Post): Ladder => ({
  limit: { workdays: 2 },
  rungs: [
    { ...halfWay, tells: [decider] },
    { key: above, nature: 'escalation', level: 1, when: atOnce, tells: [above] },
    { key: 'again', nature: 'escalation', level: 1, when: { afterDue: { workdays: 2 } }, tells: [decider, above] },
  ],
});

/** A step of the monthly dispatch: reminded half-way, told upwards when it is overdue and each week after. */
const stepOfOffice = (owing: Post, workdays: number, above: Post): Ladder => ({
  limit: { workdays },
  rungs: [
    { ...halfWay, tells: [owing] },
    { key: above, nature: 'escalation', level: 1, when: atOnce, tells: [above] },
    { key: 'weekly', nature: 'escalation', level: 1, when: { afterDue: { workdays: 1 } }, repeat: { weekly: 1 }, tells: [owing, above] },
  ],
});

/** What ends by itself at its date; its one rung is the bell that ends it. */
const closing = (workdays: number): Ladder => ({
  limit: { workdays },
  rungs: [{ key: 'closing', nature: 'escalation', level: 1, when: atOnce, tells: ['office'] }],
});

/** The ladders of DOMAIN §5 as the product ships them; the office adopts others as new versions. */
export const defaultPolicy: Policy = {
  version: 1,
  name: '默认时限与升级规则',
  validFrom: localDateOf('2024-01-01'),
  ordinaryNotices: 'workingHours',
  ladders: {
    'hazard.assign': {
      limit: { workdays: 1 },
      rungs: [
        officeHalfWay,
        { key: 'officeDirector', nature: 'escalation', level: 1, when: atOnce, tells: ['officeDirector'] },
        { key: 'supervising', nature: 'escalation', level: 2, when: { afterDue: { workdays: 1 } }, tells: ['supervising'] },
      ],
    },
    'hazard.rectify.general': rectifyGeneral,
    'hazard.rectify.immediate': { ...rectifyGeneral, limit: { workdays: 1 } },
    'hazard.rectify.major': {
      limit: { days: 30 },
      urgent: true,
      tellsOnOpening: ['supervising', 'first'],
      rungs: [
        { key: 'weekly-reminder', nature: 'reminder', when: { afterOpening: { days: 7 } }, repeat: { days: 7 }, tells: ['specific'] },
        { ...dayBefore, key: 'three-days-before', when: { beforeDue: { workdays: 3 } } },
        dayBefore,
        { key: 'supervising', nature: 'escalation', level: 1, when: atOnce, tells: ['supervising'] },
        {
          key: 'first',
          nature: 'escalation',
          level: 2,
          when: { afterDue: { workdays: 1 } },
          tells: ['first'],
          also: 'draftListedSupervision',
        },
      ],
    },
    'hazard.verify.general': { limit: { workdays: 3 }, rungs: verifyRungs },
    'hazard.verify.major': { limit: { days: 10 }, urgent: true, rungs: verifyRungs },
    'vacancy.fill': {
      limit: { workdays: 3 },
      rungs: [
        { key: 'day-before', nature: 'reminder', when: { beforeDue: { workdays: 1 } }, tells: ['office'] },
        { key: 'first', nature: 'escalation', level: 1, when: atOnce, tells: ['first'] },
        {
          key: 'weekly',
          nature: 'escalation',
          level: 1,
          when: { afterDue: { workdays: 1 } },
          repeat: { weekly: 1 },
          tells: ['officeDirector', 'first'],
        },
      ],
    },
    'call.make': {
      limit: { workHours: 2 },
      urgent: true,
      rungs: [
        officeHalfWay,
        { key: 'officeDirector', nature: 'escalation', level: 1, when: atOnce, tells: ['officeDirector'] },
        { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 1 } }, tells: ['first'] },
      ],
    },
    'hazard.review': { limit: { days: 90 }, rungs: reviewRungs },
    'hazard.recheck': { limit: { days: 30 }, rungs: reviewRungs },
    'request.decide.supervising': decision('supervising', 'first'),
    'request.decide.first': decision('first', 'officeDirector'),
    'request.decide.officeDirector': decision('officeDirector', 'first'),
    'supervision.decide': decision('first', 'officeDirector'),
    'supervision.register': {
      limit: { workdays: 3 },
      rungs: [
        officeHalfWay,
        { key: 'officeDirector', nature: 'escalation', level: 1, when: atOnce, tells: ['officeDirector'] },
        { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 2 } }, tells: ['first'] },
      ],
    },
    // By the day that was decided, a year at most.
    'supervision.review': {
      limit: { days: 365 },
      rungs: [{ key: 'twenty-days-before', nature: 'reminder', when: { beforeDue: { workdays: 20 } }, tells: ['office'] }, ...reviewRungs],
    },
    'supervision.lift': { ...decision('first', 'officeDirector'), limit: { days: 10 } },
    'calendar.publish': {
      limit: { days: 40 },
      rungs: [
        { key: 'weekly', nature: 'reminder', when: { afterOpening: { days: 14 } }, repeat: { days: 7 }, tells: ['office'] },
        { key: 'officeDirector', nature: 'escalation', level: 1, when: atOnce, tells: ['officeDirector'] },
        { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 5 } }, tells: ['first'] },
      ],
    },
    'report.submit': {
      limit: { workdays: 5 },
      rungs: [
        { key: 'two-days-before', nature: 'reminder', when: { beforeDue: { workdays: 2 } }, tells: ['unitHead'] },
        { key: 'day-before', nature: 'reminder', when: { beforeDue: { workdays: 1 } }, tells: ['unitHead'] },
        { key: 'on-the-day', nature: 'reminder', when: { beforeDue: { workHours: 7.5 } }, tells: ['unitHead'] },
        { key: 'supervising', nature: 'escalation', level: 1, when: atOnce, tells: ['supervising'] },
        { key: 'first', nature: 'escalation', level: 2, when: { afterDue: { workdays: 1 } }, tells: ['first'] },
      ],
    },
    'report.accept': stepOfOffice('office', 1, 'officeDirector'),
    'dispatch.collect': closing(5),
    'dispatch.compile': stepOfOffice('office', 2, 'first'),
    'dispatch.hear': closing(2),
    'dispatch.sign': stepOfOffice('officeDirector', 2, 'first'),
    'statistics.issue': stepOfOffice('office', 10, 'officeDirector'),
    // 国办函〔2026〕12号 asks for an entry for complaints and suggestions; how soon they are answered is ours.
    'suggestion.answer': stepOfOffice('office', 10, 'officeDirector'),
  },
  extensions: { most: 3, daysInAll: 30, levelFallsBack: false },
  suspension: { reviewWithinDays: 90 },
  delivery: { nextChannelAfterMinutes: { ordinary: 120, urgent: 15 }, mostADay: 8 },
  tipOffs: { forgetAfterDays: 730 },
  dispatch: { opensOnDay: 25 },
};
