import { z } from 'zod';
import { figureKeys } from '../domain/metrics/figures.ts';
import { marks } from '../domain/metrics/marks.ts';
import { hazardItem, makeup, pressing } from './answers.ts';

/** What the api answers about the monthly dispatch; every moment is ISO-8601 in UTC. */
const instant = z.iso.datetime();
const person = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'PersonRef' });
const named = z.strictObject({ code: z.string(), name: z.string() }).meta({ id: 'Scope' });
const span = z
  .strictObject({ from: instant, to: instant })
  .meta({ id: 'Span', description: 'After `from`, up to and including `to`, the cut-off' });
const period = z.string().meta({ description: 'YYYY-MM' });
const share = z.strictObject({ numerator: z.int(), denominator: z.int() });

const monthStages = ['collecting', 'compiling', 'hearing', 'signing', 'published'] as const;
const reportStages = ['drafting', 'submitted', 'accepted', 'unreported', 'leftOut', 'withdrawn'] as const;

const figure = z
  .strictObject({
    key: z.enum(figureKeys as [string, ...string[]]),
    of: z.enum(['share', 'mean', 'count']).meta({ description: 'A share of its whole, minutes a case, or a plain count' }),
    over: z.enum(marks),
    under: z.enum(marks).nullable(),
    numerator: z.number(),
    denominator: z.number().nullable(),
    rate: z.number().nullable().meta({ description: 'Null where there is nothing to divide by: shown as —' }),
  })
  .meta({ id: 'Figure' });

export const caseBehind = z
  .strictObject({ id: z.uuid(), number: z.string(), title: z.string(), zone: named, class: z.string(), workdaysOverdue: z.int() })
  .meta({ id: 'CaseBehind', description: 'A hazard behind a number, as it stood at the cut-off' });

const { owes } = hazardItem.shape;
/** 报送进度 of a month. */
const progress = {
  units: z.int(),
  submitted: z.int().meta({ description: '已报送: handed in, whether the office has accepted it or not' }),
  received: z.int().meta({ description: '已接收: of these, what the office has accepted' }),
  missing: z
    .array(named.extend({ isAsked: z.boolean().meta({ description: 'Whether there is a report to look at' }) }).meta({ id: 'UnitMissing' }))
    .meta({ description: '未报: the units that have not handed in' }),
};

export const monthListed = z
  .strictObject({
    period,
    stage: z.enum(['opening', ...monthStages]),
    span,
    ...progress,
    owes: owes.meta({ description: 'While it is not published: what is owed, as the reports by the closing date' }),
    own: z
      .array(z.strictObject({ unit: named, stage: z.enum(reportStages), owes }))
      .meta({ description: 'The reports of the units that the reader heads' }),
  })
  .meta({ id: 'MonthListed' });

export const nextMonthListed = z
  .strictObject({ period, opensAt: instant })
  .meta({ id: 'NextMonth', description: 'The month that opens next by itself, and when' });

export const reportsNow = z
  .strictObject({ period, stage: z.enum(monthStages), owes, ...progress })
  .meta({ id: 'ReportsNow', description: 'How far the reports of the month have come that is not published yet' });

const decided = z.strictObject({ id: z.string(), keep: z.boolean(), text: z.string() });
const requirement = z.strictObject({ task: z.string(), unit: z.string().nullable(), on: z.iso.date() });

const because = z
  .enum(['nominated', 'bestOnTime', 'overdue', 'repeated', 'unreported', 'own'])
  .meta({ description: 'own: the office wrote it itself' });

const draft = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['commendation', 'criticism']),
    unit: named,
    because,
    words: z.string(),
    share: share.nullable(),
    cases: z.array(z.string()),
    suggested: z.string().meta({ description: 'What the paper could say; a person words it' }),
    decided: decided.nullable(),
    answer: z.strictObject({ text: z.string(), by: person, at: instant }).nullable(),
    mayAnswer: z.boolean(),
  })
  .meta({ id: 'Draft' });

const opening = z.strictObject({ period, span, unitsAsked: z.int() });
const opened = hazardItem.extend({
  ...opening.shape,
  stage: z.enum(monthStages),
  revision: z.int(),
  figures: z.array(figure),
  lastMonth: z.array(figure).nullable(),
  lastYear: z.array(figure).nullable().meta({ description: 'The same month of the year before' }),
  zoneCompleteness: share,
  punctuality: share,
  units: z.array(
    z.strictObject({
      unit: named,
      head: person.nullable().meta({ description: 'Who heads the unit, or acts for its head; of a published month: then' }),
      headActsFor: person.nullable(),
      report: z
        .strictObject({
          id: z.uuid(),
          stage: z.enum(reportStages),
          revision: z.int(),
          isOnTime: z.boolean().nullable(),
          isBegun: z.boolean().meta({ description: 'Whether something of it was written down and kept' }),
          isReturned: z.boolean(),
        })
        .nullable(),
      pressing: z.strictObject(pressing).nullable().meta({
        description:
          '催报: for the office, of a unit that has not handed in while the reports are being collected; `notPressed` also where somebody else pressed within the hour',
      }),
      figures: z.array(figure).nullable().meta({ description: "Another unit's are the office's until the circular says them" }),
      wrote: z
        .strictObject({
          explanations: z.array(z.strictObject({ id: z.uuid(), number: z.string(), title: z.string(), text: z.string() })),
          missing: z.string(),
          problems: z.string(),
          nextMonth: z.string(),
          trainings: z.int(),
          trained: z.int(),
        })
        .nullable()
        .meta({ description: 'Of a report that was accepted, for whoever runs the month: what it says, to be summed up' }),
    }),
  ),
  progress: z.strictObject(progress),
  zones: z.array(
    z.strictObject({
      zone: z.string(),
      name: z.string(),
      unit: z.string().nullable(),
      specific: person.nullable(),
      supervising: person.nullable(),
      figures: z.array(figure),
    }),
  ),
  unreported: z.array(named).meta({ description: '未报: not in since the collecting ended; one that came in late is not among them' }),
  agenda: z.array(caseBehind).meta({ description: 'On top of their ladder, or overdue for over fifteen workdays' }),
  corrections: z
    .array(
      z.strictObject({
        id: z.uuid(),
        number: z.string(),
        title: z.string(),
        because: z.enum(['void', 'merged', 'reclassified', 'typedIn']),
        countedIn: period.nullable(),
      }),
    )
    .meta({ description: '更正: what earlier months counted otherwise; they stay as they are' }),
  enterprises: z
    .array(
      z.strictObject({
        project: z.string(),
        major: z.int(),
        overdue: z.int(),
        cases: z.array(z.strictObject({ id: z.uuid(), number: z.string() })),
      }),
    )
    .meta({ description: 'Facts for a 通报 that people decide on; for the office' }),
  drafts: z.array(draft),
  compiled: z
    .strictObject({
      summary: z.string(),
      decided: z.array(decided),
      requirements: z.array(requirement),
      problems: z.array(z.string()).optional().meta({ description: "共性问题: problems that are no unit's own" }),
      by: person,
    })
    .nullable()
    .meta({ description: 'For whoever runs the month; for everybody once it is published' }),
  sentBack: z.strictObject({ reason: z.string(), by: person }).nullable(),
  published: z.strictObject({ paperNumber: z.string(), by: person, at: instant }).nullable(),
  readers: z
    .array(z.strictObject({ person, readAt: instant }))
    .meta({ description: 'Who has noted that he read the circular; for whoever runs the month, else the reader himself' }),
  unread: z.array(person).meta({
    description: 'To whom the circular went and who has not noted yet that he read it; for whoever runs the month, to ask by telephone',
  }),
  commands: z.array(z.string()).meta({ description: 'The commands that the reader may give now' }),
});

const circularItem = z.strictObject({ ordinal: z.string(), text: z.string(), evidence: z.string(), answer: z.string() });
const annex = z
  .strictObject({
    label: z.string(),
    title: z.string(),
    columns: z.array(z.strictObject({ key: z.string(), title: z.string(), width: z.number(), isText: z.boolean().optional() })),
    rows: z.array(z.record(z.string(), z.string())).meta({ description: 'A cell by the key of its column' }),
    note: z.string(),
  })
  .meta({ id: 'CircularAnnex' });

export const circular = z
  .strictObject({
    draft: z.strictObject({ mark: z.string(), note: z.string() }).nullable().meta({ description: 'Null once it is signed' }),
    headings: z.strictObject({
      state: z.string(),
      review: z.string(),
      figures: z.string(),
      practice: z.string(),
      problems: z.string(),
      requirements: z.string(),
      task: z.string(),
      unit: z.string(),
      on: z.string(),
    }),
    mark: z.array(z.string()).meta({ description: '发文机关标志, in lines' }),
    number: z.string().meta({ description: '文号; empty before the signature' }),
    title: z.array(z.string()).meta({ description: 'In lines, broken by sense' }),
    addressee: z.string(),
    opening: z.string(),
    summary: z.array(z.string()),
    figures: z.array(z.string()),
    commendations: z.array(circularItem),
    criticisms: z.array(circularItem).meta({ description: 'Each with what it rests on, and the answer of its unit' }),
    requirements: z.array(z.strictObject({ task: z.string(), unit: z.string(), on: z.string() })),
    noCommendations: z.string().meta({ description: 'What stands where there is nothing to say; else empty' }),
    noCriticisms: z.string(),
    noRequirements: z.string(),
    annexList: z.array(z.string()).meta({ description: '附件说明, in lines' }),
    issuer: z.string(),
    date: z.string(),
    copies: z.string(),
    printed: z.string(),
    annexes: z.array(annex),
  })
  .meta({ id: 'Circular', description: 'The paper in its own language, Chinese, word by word as Word and PDF print it' });

export const month = z.union([opening.extend({ stage: z.literal('opening') }), opened]).meta({ id: 'Month' });

const reportContent = z
  .strictObject({
    placardsPosted: z.int(),
    keyUnits: z.int(),
    keyUnitsInspected: z.int(),
    trainings: z.int(),
    trained: z.int(),
    missing: z.string(),
    explanations: z.record(z.string(), z.string()),
    problems: z.string(),
    nextMonth: z.string(),
    goodPractice: z.string(),
  })
  .meta({ id: 'ReportContentRead' });

export const unitReport = hazardItem
  .extend({
    revision: z.int(),
    period,
    unit: named,
    cutOff: instant.meta({ description: 'Up to which moment its figures count' }),
    stage: z.enum(reportStages),
    figures: z.array(figure),
    zones: z.strictObject({ total: z.int(), complete: z.int(), gaps: z.array(named) }),
    overdue: z.array(z.strictObject({ id: z.uuid(), number: z.string(), title: z.string(), zone: named, workdaysOverdue: z.int() })),
    content: reportContent.nullable(),
    draft: z.strictObject({ content: reportContent.partial(), savedBy: person, savedAt: instant }).nullable(),
    submitted: z.strictObject({ by: person, at: instant, isOnTime: z.boolean() }).nullable(),
    returned: z.strictObject({ reason: z.string(), by: person }).nullable(),
    handedIn: z
      .strictObject({ since: instant, dueAt: instant, dueOnMakeupWorkday: makeup })
      .nullable()
      .meta({ description: 'The deadline that it had; it stands when the report is returned or taken back' }),
    pressed: z
      .strictObject({ by: person, words: z.string(), at: instant })
      .nullable()
      .meta({ description: '催报: who pressed for it last while it is not handed in, and with which words' }),
    recalled: z
      .strictObject({ by: person, at: instant })
      .nullable()
      .meta({ description: '撤回: taken back by its head before the office received it, and not handed in again yet' }),
    commands: z.array(z.string()),
  })
  .meta({ id: 'UnitReport' });

export const statistics = hazardItem
  .extend({
    revision: z.int(),
    term: z.string(),
    stage: z.enum(['owed', 'issued']),
    months: z.array(z.strictObject({ period, isLocked: z.boolean() })),
    missing: z.array(period).meta({ description: 'Months that were never dispatched' }),
    figures: z.array(figure).meta({ description: 'Of the months as they stand; frozen once the statistics are issued' }),
    issued: z.strictObject({ by: person, at: instant }).nullable(),
  })
  .meta({ id: 'Statistics' });

export const trends = z
  .strictObject({
    of: named.nullable().meta({ description: 'Null: the whole bureau' }),
    units: z.array(named).meta({ description: 'The units that the reader may ask for' }),
    months: z
      .array(
        z.strictObject({
          period,
          isLocked: z.boolean().meta({ description: 'Whether the month was signed' }),
          figures: z.array(figure).nullable().meta({ description: 'As frozen at the cut-off; null for a month without any' }),
        }),
      )
      .meta({ description: 'The last twelve, oldest first; none before the first month was dispatched' }),
  })
  .meta({ id: 'Trends' });

const value = z.strictObject({ numerator: z.number(), denominator: z.number().nullable(), rate: z.number().nullable() });
const known = value.nullable();
const figureKey = z.string().meta({ description: 'As in Figure, or coverage, punctuality, zoneCompleteness' });
const kind = z.enum(['share', 'mean', 'count']);
const tableRow = z
  .strictObject({
    unit: z.string(),
    coverage: known,
    general: value,
    major: value.meta({ description: 'Found in the period, and of these closed (已整改销号)' }),
    planned: z.int(),
    fiveCommitments: z.int(),
    listedProvincial: z.int().nullable(),
    listedMunicipal: z.int().nullable(),
    fundsYuan: z.number().nullable(),
  })
  .meta({ id: 'MonthlyTableRow' });
const circulated = z
  .strictObject({
    unit: z.string(),
    because,
    text: z.string(),
    cases: z.array(z.strictObject({ number: z.string(), workdaysOverdue: z.int().nullable() })),
    answer: z.string().nullable().meta({ description: '说明 of the unit, printed beneath' }),
  })
  .meta({ id: 'Circulated' });

export const monthlyReport = z
  .strictObject({
    period,
    span,
    stage: z.enum(['collecting', 'compiling', 'hearing', 'signing', 'published']),
    bureau: z.string(),
    office: z.string(),
    published: z.strictObject({ paperNumber: z.string(), on: z.iso.date(), by: z.string() }).nullable(),
    compiledBy: z.string().nullable(),
    table: z.strictObject({ rows: z.array(tableRow), total: tableRow }),
    figures: z.array(z.strictObject({ key: figureKey, of: kind, thisMonth: known, lastMonth: known, lastYear: known })),
    units: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        report: z.enum(reportStages).nullable(),
        isOnTime: z.boolean().nullable(),
        zones: value,
        content: z
          .strictObject({
            placardsPosted: z.int(),
            keyUnits: z.int(),
            keyUnitsInspected: z.int(),
            trainings: z.int(),
            trained: z.int(),
            missing: z.string(),
            problems: z.string(),
          })
          .nullable(),
        figures: z.array(value.extend({ key: figureKey, of: kind })),
      }),
    ),
    gaps: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        unit: z.string(),
        specific: z.string().nullable(),
        supervising: z.string().nullable(),
      }),
    ),
    overdue: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        zone: z.string(),
        unit: z.string(),
        class: z.enum(['general', 'major']),
        workdaysOverdue: z.int(),
        explanation: z.string().nullable(),
      }),
    ),
    unreported: z.array(z.string()),
    leftOut: z.array(z.string()).meta({ description: '未列入汇总: handed in after the compilation, and not received' }),
    summary: z.string().nullable(),
    problems: z.array(z.string()).meta({ description: "共性问题: problems that are no unit's own" }),
    commendations: z.array(circulated),
    criticisms: z.array(circulated),
    requirements: z.array(z.strictObject({ task: z.string(), unit: z.string().nullable(), on: z.iso.date() })),
  })
  .meta({ id: 'MonthlyReport', description: 'What is null is not known to the system and printed empty; a null rate is printed as —' });
