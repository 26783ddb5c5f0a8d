import { z } from 'zod';
import { asking, handling } from '../domain/case/own-acts.ts';
import { chaseFaults } from '../domain/case/press.ts';
import { channels } from '../domain/people/channel.ts';
import { actions } from '../domain/rights/rules.ts';
import { tipOffAnswerKinds } from '../domain/tip-off/answer.ts';
import { positions } from './organisation-document.ts';

/** What the api answers with, as the OpenAPI document describes it. Every moment is ISO-8601 in UTC. */
export const instant = z.iso.datetime();
const localDate = z.iso.date();

export const personRef = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'Person' });
export const post = z
  .enum(['first', 'supervising', 'specific', 'office', 'officeDirector', 'unitHead'])
  .meta({ id: 'Post', description: '第一责任人, 分管责任人, 具体责任人, 办公室, 办公室主任, 单位负责人' });
const nature = z.enum(['reminder', 'escalation']);
const duty = z.string().meta({ id: 'Duty', description: 'What is owed, such as hazard.rectify.general' });
const seated = {
  person: personRef.nullable(),
  actingFor: personRef.nullable().meta({ description: 'Whom the organisation names for the seat, while another acts for him' }),
};
const told = z
  .strictObject({ post, ...seated })
  .meta({ id: 'Told', description: 'A post and who would be told now; null while it is vacant' });
export const named = z.strictObject({ code: z.string(), name: z.string() }).meta({ id: 'Named' });

export const makeup = z.boolean().meta({ description: '调休上班: on a weekend day on which people work' });

const owes = z
  .strictObject({
    duty,
    post,
    ...seated,
    since: instant,
    dueAt: instant,
    dueOnMakeupWorkday: makeup,
    provisional: z.boolean().meta({ description: 'The deadline rests on a year whose holidays are not announced' }),
    level: z.int(),
    workdaysLeft: z.int().nullable(),
    workdaysOverdue: z.int().nullable(),
  })
  .meta({ id: 'Owes' });

const kinds = [
  'hazard',
  'request',
  'vacancy',
  'call',
  'recheck',
  'supervision',
  'year-watch',
  'dispatch',
  'unit-report',
  'statistics',
  'suggestion',
] as const;
export const caseKind = z.enum(kinds);

const item = z.strictObject({
  id: z.uuid(),
  kind: caseKind,
  partOf: z
    .uuid()
    .nullable()
    .meta({ description: 'The hazard that a request, a recheck or a supervision is about, the month of a report' }),
  page: z.string().meta({ description: 'The path of the page on which it is dealt with' }),
  number: z.string(),
  title: z.string(),
  zone: named,
  class: z.enum(['general', 'major']),
  stage: z
    .enum([
      'reported',
      'rectifying',
      'verifying',
      'suspended',
      'closed',
      'void',
      'merged',
      'deciding',
      'granted',
      'notGranted',
      'lapsed',
      'vacant',
      'filled',
      'calling',
      'called',
      'spared',
      'rechecking',
      'sound',
      'unsound',
      'proposed',
      'issuing',
      'listed',
      'lifting',
      'releasing',
      'lifted',
      'notListed',
      'awaited',
      'published',
      'owed',
      'issued',
      'answering',
      'answered',
      'drafting',
      'submitted',
      'accepted',
      'unreported',
      'leftOut',
      'withdrawn',
      'collecting',
      'compiling',
      'hearing',
      'signing',
    ])
    .meta({ description: 'From deciding on: of a request, a vacancy, a recheck, a supervision, a year-watch' }),
  openedAt: instant,
  owes: owes.nullable(),
  next: z
    .strictObject({ at: instant, onMakeupWorkday: makeup, nature, tells: z.array(told) })
    .nullable()
    .meta({ description: 'What happens by itself if nobody acts' }),
});
export const hazardItem = item.meta({ id: 'HazardItem' });

/** 催办 and 已联系 of a case, as they stand for the reader. */
export const pressing = {
  tells: z
    .array(
      personRef
        .extend({ isCopy: z.boolean().meta({ description: 'Away: somebody acts for him, and he is told for information' }) })
        .meta({ id: 'Reached' }),
    )
    .meta({ description: 'Whom pressing for it (ChaseCase) would tell' }),
  notPressed: z.enum(chaseFaults).nullable().meta({ description: 'Why the reader may not press for it now; null: he may' }),
  pressed: z
    .strictObject({ by: personRef, at: instant })
    .nullable()
    .meta({ description: 'Who pressed last for what is owed now; null: nobody' }),
  contactedAt: instant.nullable().meta({ description: 'When whoever owes was last reached by phone or in person' }),
};

const datedRung = z
  .strictObject({ key: z.string(), nature, level: z.int(), at: instant, tells: z.array(told), firedAt: instant.nullable() })
  .meta({ id: 'DatedRung' });
/** What of the calendar explains a ladder. */
const daysOfLadder = {
  holidays: z.array(z.strictObject({ from: localDate, to: localDate })),
  makeupWorkdays: z.array(localDate).meta({ description: '调休上班: the weekend days on which people work' }),
};
const standing = item.extend({ revision: z.int(), ladder: z.array(datedRung), ...daysOfLadder });

const noticeStatus = z.enum(['queued', 'sending', 'sent', 'failed', 'overtaken', 'muted']).meta({
  id: 'NoticeStatus',
  description:
    'muted: for information only, and its reader chose to be spared such; overtaken: what it asked for was done, or handed over to somebody who was told, before it was due to be sent',
});

const inBoth = z.strictObject({ zh: z.string(), en: z.string() });
const channel = z.enum(channels).meta({ id: 'Channel', description: '邮件, 企业微信, 钉钉, 短信' });
const deliveryStatus = z.enum(['sending', 'sent', 'failed', 'bounced']).meta({ id: 'DeliveryStatus' });

export const commandAnswer = standing
  .extend({
    outcome: z.enum(['accepted', 'ignored']),
    reason: z.enum(['ALREADY_DONE', 'NOTHING_DUE', 'CASE_ENDED', 'NOT_AFFECTED']).optional(),
  })
  .meta({ id: 'CommandAnswer' });

export const criterion = z
  .strictObject({
    code: z.string(),
    name: z.strictObject({ zh: z.string(), en: z.string() }),
    text: z.string().meta({ description: 'A summary by which to choose; the printed standard decides' }),
    categories: z.array(z.string()).meta({ description: 'The categories of hazard that it mostly concerns, as reports name them' }),
    source: z.string(),
    validFrom: localDate,
    validTo: localDate.nullable(),
    isConfirmed: z.boolean().meta({ description: 'Whether the office has checked it against the printed standard' }),
  })
  .meta({ id: 'Criterion' });

const recorded = z.strictObject({ on: localDate, text: z.string(), by: personRef }).meta({ id: 'Recorded' });

const isDrawn = z.boolean().meta({ description: 'Whether there is a copy to look at; of a heic there is the original only' });

export const uploadedPhoto = z
  .strictObject({ id: z.uuid(), sha256: z.string(), type: z.string(), bytes: z.int(), takenAt: z.string().nullable(), isDrawn })
  .meta({ id: 'Photo' });

const whole = standing.extend({
  timeline: z.array(
    z.strictObject({
      revision: z.int(),
      at: instant,
      actor: z.union([personRef, z.literal('clock')]),
      command: z.string(),
      events: z.array(z.looseObject({ type: z.string() })),
      people: z
        .array(personRef)
        .meta({ description: 'Who held the seat, holds it, and for whom he acts, where an event names them by id' }),
      told: z.array(personRef),
    }),
  ),
  notices: z.array(
    z.strictObject({
      person: personRef,
      kind: z.string(),
      status: noticeStatus,
      createdAt: instant,
      sendAfter: instant,
      sentAt: instant.nullable(),
      readAt: instant.nullable().meta({ description: 'When the recipient, signed in, first opened the page' }),
      deliveries: z
        .array(z.strictObject({ channel, status: deliveryStatus, sentAt: instant.nullable(), said: inBoth.nullable() }))
        .meta({ description: 'By which channels it was tried, the first one first, and what their servers said' }),
    }),
  ),
});

export const oneCase = whole
  .extend({
    vacancy: z
      .strictObject({
        post,
        planned: z
          .strictObject({ person: personRef, from: instant })
          .nullable()
          .meta({ description: 'Who is to hold it from a later day on' }),
        appointed: personRef.nullable(),
        appointedBy: personRef.nullable(),
        basis: z.string().nullable().meta({ description: 'The reason that was given for the appointment' }),
      })
      .nullable()
      .meta({ description: '空缺: which seat nobody holds, and who was appointed in the end, by whom and on what basis' }),
    call: z
      .strictObject({
        person: personRef,
        phone: z.string().nullable().meta({ description: 'Shown to the office alone' }),
        about: z.array(
          z.strictObject({ cases: z.array(z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() })), said: inBoth }),
        ),
        made: z.strictObject({ reached: z.string(), calledAt: instant, note: z.string(), by: personRef }).nullable(),
        mayAcknowledge: z.boolean().meta({ description: 'Whether the reader may say that he has phoned: POST /api/calls/{id}/commands' }),
      })
      .nullable()
      .meta({ description: '电话通知: whom nothing written reaches, what about, and who was reached in the end' }),
    year: z.int().nullable().meta({ description: '年度日历: the year whose days off are awaited' }),
    suggestion: z
      .strictObject({
        text: z.string(),
        about: z.string().nullable().meta({ description: 'The path of the page that it is about' }),
        madeBy: personRef,
        answered: z.strictObject({ text: z.string(), by: personRef, at: instant }).nullable(),
        mayAnswer: z.boolean().meta({ description: 'Whether the reader may answer it now: POST /api/suggestions/{id}/commands' }),
      })
      .nullable()
      .meta({ description: '意见建议: what was written to the office, and its answer' }),
  })
  .meta({ id: 'Case' });

const issuedPaper = z
  .strictObject({
    number: z.string(),
    issuedOn: localDate,
    signedBy: z.string(),
    scan: z.uuid().nullable().meta({ description: 'GET /api/scans/{id}; null for a reader who may not see it' }),
  })
  .meta({ id: 'IssuedPaper', description: 'A paper that people issued, as it was registered' });

export const draftPaper = z
  .strictObject({
    hazard: z.uuid(),
    kind: z.enum(['listing', 'lifting']),
    label: z.string(),
    mark: z.string(),
    title: z.string(),
    addressee: z.string(),
    fields: z.array(z.strictObject({ caption: z.string(), text: z.string() })),
    clauses: z.array(z.string()),
    blanks: z.array(z.string()),
    copies: z.string(),
  })
  .meta({ id: 'DraftPaper' });

/** What the office wrote to whoever reported from outside, as he reads it. */
export const tipOffAnswer = z.strictObject({ kind: z.enum(tipOffAnswerKinds), text: z.string(), at: instant });

export const oneHazard = whole
  .extend({
    description: z.string(),
    place: z.string().nullable(),
    category: z.string().nullable(),
    criterion: criterion.nullable().meta({ description: 'What makes it a major one' }),
    mode: z.enum(['immediate', 'timeLimited']),
    source: z.string(),
    project: z.string().nullable(),
    reportedBy: personRef,
    enteredLater: z.unknown().meta({ description: '补录: the row of an older ledger; null otherwise' }),
    reworks: z.int(),
    photos: z.array(
      z.strictObject({
        id: z.uuid(),
        sha256: z.string(),
        takenAt: z.string().nullable(),
        use: z.enum(['before', 'after']),
        round: z.int(),
        isDrawn,
        shotAt: instant.nullable().meta({ description: "When the sender's device says that it was shot: a hint, never proof" }),
        receivedAt: instant.nullable(),
        position: z
          .strictObject({ latitude: z.number(), longitude: z.number() })
          .nullable()
          .meta({ description: 'Where the camera thought to be: a hint, shown to members of the office alone' }),
        alsoUsedIn: z
          .array(z.strictObject({ id: z.uuid(), number: z.string() }))
          .meta({ description: 'Other hazards that show the very same picture' }),
      }),
    ),
    answersReporter: z.boolean().meta({ description: 'Somebody outside reported it, or what was merged into it, and waits for an answer' }),
    answers: z.array(tipOffAnswer),
    tipOff: z
      .strictObject({
        receivedAt: instant,
        reporter: z
          .strictObject({
            isKnown: z.boolean().meta({ description: 'He left something about himself: POST /api/hazards/{id}/reporter' }),
            forgottenAt: instant.nullable(),
            letters: z.strictObject({ due: z.int(), sent: z.int(), fault: z.string().nullable() }).nullable(),
          })
          .nullable()
          .meta({ description: 'Shown to the office alone' }),
      })
      .nullable()
      .meta({ description: '群众举报: null for what was not reported from outside' }),
    extensions: z.strictObject({ granted: z.int(), days: z.int() }),
    suspensions: z.array(z.strictObject({ from: instant, to: instant.nullable(), workdaysLeft: z.int() })),
    plan: z
      .strictObject({
        measures: z.string(),
        responsible: z.string(),
        fundsYuan: z.number(),
        dueOn: localDate,
        contingencyPlan: z.string(),
      })
      .nullable()
      .meta({ description: '五落实: required before a major hazard is rectified' }),
    planDays: z.strictObject({ from: localDate, movesUntil: localDate.nullable() }).nullable().meta({
      description:
        'The first day on which a plan may end, and the last to which it may move the deadline (null when a plan only goes on record); null when the hazard takes no plan',
    }),
    stopWorkAdvice: z.array(recorded),
    publicity: z.array(recorded),
    mergedInto: z
      .strictObject({ id: z.uuid(), number: z.string(), title: z.string() })
      .nullable()
      .meta({ description: 'The hazard of which this one is a duplicate' }),
    duplicates: z.array(z.strictObject({ id: z.uuid(), number: z.string() })).meta({ description: 'What was merged into this one' }),
    requests: z.array(
      item.extend({
        revision: z.int(),
        ask: z.strictObject({ type: z.enum(['extension', 'suspension', 'void']), until: instant.nullable(), reason: z.string() }),
        askedBy: personRef,
        mayDecide: z.boolean().meta({ description: 'Whether the reader may decide it now: POST /api/requests/{id}/commands' }),
      }),
    ),
    recheck: item
      .extend({
        revision: z.int(),
        recorded: z.strictObject({ sound: z.boolean(), note: z.string(), at: instant.nullable(), by: personRef }).nullable(),
        mayRecord: z.boolean().meta({ description: 'Whether the reader may record it now: POST /api/rechecks/{id}/commands' }),
      })
      .nullable()
      .meta({ description: '回头看: owed by the office after a major hazard was closed' }),
    supervisions: z
      .array(
        item.extend({
          revision: z.int(),
          proposedBy: personRef.nullable().meta({ description: 'null: drafted by the ladder' }),
          reason: z.string(),
          decided: z
            .strictObject({ list: z.boolean(), requirement: z.string(), dueOn: localDate.nullable(), reason: z.string(), by: personRef })
            .nullable(),
          until: localDate.nullable().meta({ description: 'By when it has to be rectified, as it was decided last' }),
          hazardEnded: z.enum(['closed', 'void', 'merged']).nullable(),
          listing: issuedPaper.nullable(),
          reviews: z.array(
            z.strictObject({
              on: localDate,
              reviewers: z.array(personRef),
              passed: z.boolean(),
              opinion: z.string(),
              dueOn: localDate.nullable(),
              by: personRef,
            }),
          ),
          lift: z.strictObject({ lift: z.boolean(), reason: z.string(), by: personRef }).nullable(),
          lifting: issuedPaper.nullable(),
          commands: z
            .array(z.enum(['DecideSupervision', 'RegisterSupervision', 'ReviewSupervision', 'LiftSupervision']))
            .meta({ description: 'What the reader may do now: POST /api/supervisions/{id}/commands' }),
        }),
      )
      .meta({ description: '挂牌督办, newest first' }),
    steps: z.array(
      z.strictObject({
        step: z.enum(['report', 'assign', 'rectify', 'verify', 'close']),
        state: z.enum(['done', 'now', 'ahead']),
        at: instant.nullable(),
        by: personRef.nullable(),
      }),
    ),
    pressableAt: instant.nullable().meta({ description: 'From when on the reader may press again, where that is why he may not now' }),
    commands: z.array(z.string()).meta({ description: 'The commands that the reader may give now' }),
  })
  .meta({ id: 'Hazard' });

export const sentBack = z
  .strictObject({ by: personRef, reason: z.string() })
  .nullable()
  .meta({ description: '退回, 返工: why a monthly report, the compilation of a month, or a repair is owed again' });
const hat = z
  .strictObject({ post, scope: z.string(), scopeName: z.string(), as: z.enum(['holder', 'acting']), for: personRef.nullable() })
  .meta({ id: 'Hat', description: 'A seat in which the reader may act' });
export const task = item
  .extend({
    hat,
    isDecision: z.boolean().meta({ description: 'What is owed is a yes or a no: 待我决定' }),
    sentBack,
    pressed: z
      .strictObject({ by: personRef, at: instant, words: z.string() })
      .nullable()
      .meta({ description: '催办: who pressed last for what is owed now, and with which words' }),
  })
  .meta({ id: 'Task' });
export const climbedTask = task
  .extend({ reminded: z.int().meta({ description: 'How often whoever owes it was reminded by itself' }) })
  .meta({ id: 'ClimbedTask' });
export const tasks = z
  .strictObject({
    now: instant,
    owed: z.array(task),
    climbed: z.array(climbedTask),
    circularToNote: z
      .string()
      .nullable()
      .meta({ description: 'The newest month (YYYY-MM) whose circular is published, unless I noted that I read it (阅知)' }),
    monthsToAnswer: z.array(z.strictObject({ period: z.string(), until: instant })).meta({
      description:
        'The months (YYYY-MM) in which a unit of mine is to be criticised and I have said nothing to it yet (说明), until when I may',
    }),
  })
  .meta({ id: 'Tasks' });

export const startedItem = item
  .extend({ by: z.enum(asking).meta({ description: 'By which command I asked for it first' }), at: instant })
  .meta({ id: 'StartedItem' });
export const doneItem = item
  .extend({
    revision: z.int(),
    did: z.enum(handling),
    at: instant,
    owed: z
      .strictObject({ since: instant, dueAt: instant, workdays: z.int(), isLate: z.boolean() })
      .nullable()
      .meta({ description: 'Where the act is what its author owed: since when and until when, and how many workdays it took; null else' }),
  })
  .meta({ id: 'DoneItem' });
/** A page of what concerns the reader himself. */
export const ownPage = <Item extends z.ZodType>(of: Item) =>
  page(of).extend({ withheld: z.int().meta({ description: 'How many of this page are no longer mine to see' }) });

export const me = z
  .strictObject({
    person: personRef.meta({
      description: "With an empty id where the account is nobody's of the organisation; it then goes by the user name",
    }),
    account: z.strictObject({
      username: z.string(),
      role: z.enum(['staff', 'auditor', 'administrator']),
      signedInBy: z.enum(['password', 'singleSignOn']),
    }),
    isInspector: z.boolean(),
    may: z.array(z.enum(actions)).meta({ description: 'The rules of docs/rights.md by which I may do something' }),
    isOffice: z.boolean(),
    seats: z.array(hat),
    counts: z.strictObject({ owed: z.int(), overdue: z.int(), climbed: z.int() }),
  })
  .meta({ id: 'Me' });

export const withheld = z.int().meta({
  description:
    'How many more the figure of the reader counts that are not his to see any more, since they lie in zones that he does not hold now',
});

export const page = <Item extends z.ZodType>(of: Item) =>
  z.strictObject({ items: z.array(of), total: z.int(), page: z.int(), pageSize: z.int() });

const delivery = z.strictObject({
  channel,
  address: z.string(),
  subject: z.string(),
  messageId: z.string(),
  status: deliveryStatus,
  attempts: z.int(),
  createdAt: instant,
  triedAt: instant.nullable(),
  sentAt: instant.nullable(),
  bouncedAt: instant.nullable(),
  answer: z.string().nullable().meta({ description: 'The words of the server' }),
  said: inBoth.nullable().meta({ description: 'The same in plain words' }),
});

export const overTold = z
  .strictObject({
    on: localDate,
    most: z.int(),
    items: z.array(z.strictObject({ person: personRef, messages: z.int(), urgent: z.int() })),
  })
  .meta({ id: 'OverTold' });
export const preferences = z
  .strictObject({
    mutesCopies: z
      .boolean()
      .meta({ description: 'Spares ordinary notices that are for information only; never an escalation, nor what one owes' }),
  })
  .meta({ id: 'Preferences' });

export const notice = z
  .strictObject({
    person: personRef,
    kind: z.string(),
    urgent: z.boolean(),
    status: noticeStatus,
    createdAt: instant,
    sendAfter: instant,
    readAt: instant.nullable().meta({ description: 'When the recipient, signed in, first opened the page of the case' }),
    case: z
      .strictObject({ id: z.uuid(), number: z.string(), title: z.string() })
      .nullable()
      .meta({ description: 'Null of what is about the whole bureau' }),
    delivery: delivery.nullable(),
    earlier: z.array(delivery).meta({ description: 'By channels that were given up before' }),
    mayResend: z.boolean().meta({ description: 'Whether it would go out anew by ResendNotices of POST /api/stuck/{id}/commands' }),
  })
  .meta({ id: 'Notice' });

export const zone = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    grid: named,
    specific: personRef.nullable(),
    supervising: personRef.nullable(),
    open: z.int().nullable().meta({ description: 'Null where its cases are not the reader’s to see' }),
    overdue: z.int().nullable(),
    positions,
  })
  .meta({ id: 'Zone' });

const adoptionProgress = z.strictObject({ recomputed: z.int(), moved: z.int(), failed: z.int(), finishedAt: instant.nullable() });

export const calendarYear = z
  .strictObject({
    year: z.int(),
    status: z.enum(['published', 'provisional']),
    source: z.string().nullable().meta({ description: 'The notice; null while the year is provisional' }),
    daysOff: z.array(localDate),
    makeupWorkdays: z.array(localDate).meta({ description: '调休上班' }),
    version: z.int(),
    adoption: adoptionProgress
      .nullable()
      .meta({ description: 'How far this version was carried to the open cases; null when the year was never put' }),
  })
  .meta({ id: 'CalendarYear' });

const shownDue = z.strictObject({ at: instant, provisional: z.boolean() });
const previewedMove = item.pick({ id: true, kind: true, number: true, title: true, zone: true }).extend({ from: shownDue, to: shownDue });
const previewed = z.strictObject({
  open: z.int(),
  recomputed: z.int(),
  moved: z.int(),
  moves: z.array(previewedMove).meta({ description: 'The soonest two hundred' }),
});
export const calendarPreview = previewed.meta({ id: 'CalendarPreview' });

export const policyPreview = previewed
  .extend({
    escalated: z
      .array(z.strictObject({ person: personRef, cases: z.int() }))
      .meta({ description: 'Who would be told at once that something is late, and of how many cases' }),
  })
  .meta({ id: 'PolicyPreview' });
export const exampleLadder = z
  .strictObject({
    openedAt: instant,
    dueAt: instant,
    provisional: z.boolean(),
    rungs: z.array(z.strictObject({ key: z.string(), nature, level: z.int(), at: instant, tells: z.array(post) })),
    ...daysOfLadder,
  })
  .meta({ id: 'ExampleLadder', description: 'What would ring when if nobody acts; of an escalation that repeats the first time' });
export const adoptionAsked = z.strictObject({ id: z.string() }).meta({ id: 'AdoptionAsked' });
export const policyAdoptions = z.strictObject({
  items: z.array(
    adoptionProgress
      .extend({
        id: z.string(),
        zone: z.string().nullable(),
        class: z.enum(['general', 'major']).nullable(),
        duty: duty.nullable(),
        askedBy: personRef,
        askedAt: instant,
      })
      .meta({ id: 'PolicyAdoption', description: 'Of which open cases (null: whatever), and how far it was carried to them' }),
  ),
});

const compared = z.strictObject({ was: z.int(), draft: z.int() });
const differing = z.strictObject({
  count: z.int(),
  first: z.array(
    z.strictObject({
      id: z.uuid(),
      kind: z.string(),
      number: z.string(),
      title: z.string(),
      duty,
      openedAt: instant,
      endedAt: instant.nullable(),
      due: z.strictObject({ was: instant, draft: instant }),
    }),
  ),
});
export const rehearsal = z
  .strictObject({
    cases: z.int(),
    leftOut: z.int().meta({ description: 'Cases of which something could not be rehearsed, for want of a date' }),
    posts: z.partialRecord(post, z.strictObject({ reminders: compared, escalations: compared })),
    duties: z.record(z.string(), z.strictObject({ owed: z.int(), late: compared })),
    lateCases: compared,
    newlyLate: differing.meta({ description: 'Late by the draft only: how many, and the first two hundred' }),
    noLongerLate: differing.meta({ description: 'Late by the rules they had only' }),
  })
  .meta({
    id: 'Rehearsal',
    description: '`was`: by the rules that the obligations had, or the deadline of the paper; `draft`: by the draft',
  });

export const versioned = z.strictObject({ version: z.int() }).meta({ id: 'Versioned' });

export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta({ description: "What is wrong and what would be right, in the reader's language" }),
    fields: z
      .array(
        z.strictObject({
          field: z.string(),
          message: z.string(),
          line: z.int().optional().meta({ description: 'Of a document that was sent as YAML' }),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
