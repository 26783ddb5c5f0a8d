import { describe, expect, it } from 'vitest';
import type { MonthCommand } from '../../../domain/dispatch/decide-month.ts';
import { draftsOf } from '../../../domain/dispatch/drafts.ts';
import type { Draft } from '../../../domain/dispatch/drafts.ts';
import { leftOutIn, stageInCircular, unreportedIn } from '../../../domain/dispatch/month.ts';
import type { MonthStage } from '../../../domain/dispatch/month.ts';
import type { UnitReportStage } from '../../../domain/dispatch/unit-report.ts';
import { localDateOf, showInShanghai } from '../../../domain/time/instant.ts';
import { content, october, ofMonth, prefilled, span } from '../../support/a-month.ts';

type Step = readonly [string, MonthCommand];
const opens: Step = [
  '2026-10-23 08:30',
  {
    type: 'OpenMonth',
    period: october,
    span,
    units: [
      { unit: 'u1', name: '安全监督站' },
      { unit: 'u2', name: '轨道办' },
    ],
  },
];
const receives = (at: string, unit: string, isOnTime = true): Step => [at, { type: 'ReceiveReport', unit, isOnTime }];
const rings = (at: string): Step => [at, { type: 'Climb' }];
const allIn = [opens, receives('2026-10-28 10:00', 'u1'), receives('2026-10-28 11:00', 'u2')] as const;

const drafts: Draft[] = draftsOf([
  {
    unit: 'u1',
    prefilled: prefilled({ marks: { due: 6, closedOnTime: 6 } }),
    content: content({ goodPractice: '每日班前十分钟安全交底' }),
    wasMissing: false,
  },
  {
    unit: 'u2',
    prefilled: prefilled({ overdue: [{ id: 'a', number: 'AQ-2026-00007', title: '塔吊', zone: 'north', workdaysOverdue: 9 }] }),
    content: null,
    wasMissing: true,
  },
]);
const decidedAll = drafts.map(({ id, kind }) => ({ id, keep: kind === 'commendation', text: '予以表扬' }));
const compiles = (at: string, changes: Partial<Extract<MonthCommand, { type: 'CompileMonth' }>> = {}): Step => [
  at,
  { type: 'CompileMonth', by: 'zhao', drafts, summary: '总体平稳', decided: decidedAll, requirements: [], ...changes },
];
const keepingAll = decidedAll.map((each) => ({ ...each, keep: true }));
const answers = (at: string, draft: string, by = 'zhou', text = '配件进口延误'): Step => [at, { type: 'AnswerCriticism', by, draft, text }];
const signs = (at: string, by = 'sun', paperNumber = '青建安办〔2026〕7号'): Step => [at, { type: 'SignMonth', by, paperNumber }];
const sendsBack = (at: string, reason = '请补充数据', by = 'sun'): Step => [at, { type: 'SendBack', by, reason }];
const dueOf = (after: ReturnType<typeof ofMonth>['after']) => (after?.obligation ? showInShanghai(after.obligation.due.at) : null);

it('that comes in after the closing date is late, and not 未报', () => {
  const closed = [opens, receives('2026-10-28 10:00', 'u1'), rings('2026-11-02 17:30')] as const;
  const { after } = ofMonth(...closed);
  const { after: late } = ofMonth(...closed, receives('2026-11-03 09:00', 'u2', false));
  expect([after, late].map((month) => month && unreportedIn(month, []))).toEqual([['u2'], []]);
  expect(after && unreportedIn(after, [{ zone: 'u2', stage: 'submitted' }])).toEqual([]);
});

it('that is handed in after the compilation and not received before the signature is 未列入汇总, and not 未报', () => {
  const standing = (stage: MonthStage, report: UnitReportStage) => {
    const month = { stage, reports: { u1: { isOnTime: true }, u2: null } };
    const reports = [{ zone: 'u2', stage: report }];
    const [stands] = reports.map((each) => stageInCircular(month, each));
    return [leftOutIn(month, reports), unreportedIn(month, reports), stands];
  };
  expect(standing('compiling', 'submitted')).toEqual([[], [], 'submitted']);
  expect(standing('hearing', 'submitted')).toEqual([['u2'], [], 'leftOut']);
  expect(standing('signing', 'submitted')).toEqual([['u2'], [], 'leftOut']);
  expect(standing('signing', 'drafting')).toEqual([[], ['u2'], 'unreported']);
  expect(standing('published', 'leftOut')).toEqual([['u2'], [], 'leftOut']);
  expect(standing('published', 'unreported')).toEqual([[], ['u2'], 'unreported']);
});

describe('a report that the office gives back after it had received it', () => {
  const releases = (at: string): Step => [at, { type: 'ReleaseReport', unit: 'u1' }];

  it('is waited for again, while the reports are collected and while they are compiled', () => {
    const collecting = ofMonth(opens, receives('2026-10-28 10:00', 'u1'), releases('2026-10-28 12:00'));
    expect(collecting.after).toMatchObject({ stage: 'collecting', reports: { u1: null, u2: null } });
    const compiling = ofMonth(...allIn, releases('2026-10-28 12:00'));
    expect(compiling.after).toMatchObject({ stage: 'compiling', reports: { u1: null, u2: { isOnTime: true } } });
    const again = ofMonth(...allIn, releases('2026-10-28 12:00'), receives('2026-10-29 10:00', 'u1'));
    expect([again.after?.stage, again.after?.reports['u1'], again.types]).toEqual(['compiling', { isOnTime: true }, ['ReportReceived']]);
  });

  it('is none once the office has compiled', () => {
    expect(ofMonth(...allIn, compiles('2026-10-30 10:00'), releases('2026-10-30 11:00')).decision).toMatchObject({
      refusal: { code: 'WRONG_STAGE' },
    });
  });
});

describe('drafts of praise and criticism', () => {
  it('come from the figures and the reports, each with its evidence', () => {
    expect(drafts.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'commendation nominated/u1',
      'commendation bestOnTime/u1',
      'criticism overdue/u2',
      'criticism unreported/u2',
    ]);
    expect(drafts[1]?.share).toEqual({ numerator: 6, denominator: 6 });
    expect(drafts[2]?.cases).toEqual(['AQ-2026-00007']);
  });

  it.each([
    ['too few cases', { due: 4, closedOnTime: 4 }, []],
    ['too low a rate', { due: 10, closedOnTime: 8 }, []],
    ['enough of both', { due: 10, closedOnTime: 9 }, ['bestOnTime/u1']],
    ['repeated hazards', { found: 5, repeated: 2 }, ['repeated/u1']],
    ['nothing at all', {}, []],
  ])('%s', (_, marks, ids) =>
    expect(draftsOf([{ unit: 'u1', prefilled: prefilled({ marks }), content: content(), wasMissing: false }]).map(({ id }) => id)).toEqual(
      ids,
    ),
  );

  it('praise the three best only', () => {
    const units = ['a', 'b', 'c', 'd'].map((unit, i) => ({
      unit,
      prefilled: prefilled({ marks: { due: 20 + i, closedOnTime: 20 } }),
      content: content(),
      wasMissing: false,
    }));
    expect(draftsOf(units).map(({ unit }) => unit)).toEqual(['a', 'b', 'c']);
  });
});

describe('a month', () => {
  it('collects for five workdays, and is then compiled by the office with the missing ones named 未报', () => {
    expect(dueOf(ofMonth(opens).after)).toBe('2026-10-30 17:30');
    const { after, told } = ofMonth(opens, receives('2026-10-28 10:00', 'u1'), rings('2026-10-30 17:30'));
    expect(after).toMatchObject({ stage: 'compiling', unreported: ['u2'], obligation: { duty: 'dispatch.compile' } });
    expect([told, dueOf(after)]).toEqual([['zhao task'], '2026-11-03 17:30']);
  });

  it('is compiled as soon as all are in', () =>
    expect(ofMonth(...allIn).after).toMatchObject({ stage: 'compiling', unreported: [], reports: { u1: { isOnTime: true } } }));

  it('does not end its collecting before the closing date', () =>
    expect(ofMonth(opens, rings('2026-10-30 17:29')).decision).toEqual({ kind: 'ignored', reason: 'NOTHING_DUE' }));

  it('receives a report that comes late, until it is locked', () => {
    const late = ofMonth(opens, rings('2026-10-30 17:30'), receives('2026-11-02 10:00', 'u2', false));
    expect(late.after).toMatchObject({ stage: 'compiling', unreported: ['u1', 'u2'], reports: { u2: { isOnTime: false } } });
  });

  it('goes to the director’s signature when nobody is criticised', () => {
    const { after, told } = ofMonth(...allIn, compiles('2026-10-29 10:00'));
    expect(after).toMatchObject({ stage: 'signing', obligation: { duty: 'dispatch.sign' } });
    expect(told).toEqual(['sun task']);
  });

  it('hears whoever is to be criticised for two workdays first, and goes on without an answer when the time is over', () => {
    const compiled = ofMonth(...allIn, compiles('2026-10-29 10:00', { decided: keepingAll }));
    expect([compiled.after?.stage, compiled.told, dueOf(compiled.after)]).toEqual(['hearing', ['zhou criticised'], '2026-11-02 17:30']);
    const over = ofMonth(...allIn, compiles('2026-10-29 10:00', { decided: keepingAll }), rings('2026-11-02 17:30'));
    expect([over.after?.stage, over.told]).toEqual(['signing', ['sun task']]);
  });

  it('ends the hearing once everybody has answered; the answers stand beside the criticism', () => {
    const heard = [...allIn, compiles('2026-10-29 10:00', { decided: keepingAll }), answers('2026-10-29 14:00', 'overdue/u2')] as const;
    expect(ofMonth(...heard).after?.stage).toBe('hearing');
    const { after } = ofMonth(...heard, answers('2026-10-29 15:00', 'unreported/u2'));
    expect(after).toMatchObject({ stage: 'signing', answers: { 'overdue/u2': { text: '配件进口延误', by: 'zhou' } } });
  });

  it('is compiled anew when it is sent back, and says why', () => {
    const { after, told } = ofMonth(...allIn, compiles('2026-10-29 10:00'), sendsBack('2026-10-30 09:00'));
    expect(after).toMatchObject({ stage: 'compiling', sentBack: { reason: '请补充数据', by: 'sun' } });
    expect(told).toEqual(['zhao task']);
  });

  it('hears a unit that the office itself wants to criticise as well; what it added is decided upon anew when it is sent back', () => {
    const added = [
      { kind: 'commendation' as const, unit: 'u1', text: '安全监督站组织观摩会' },
      { kind: 'criticism' as const, unit: 'u2', text: '公示牌有误' },
    ];
    const compiled = ofMonth(...allIn, compiles('2026-10-30 10:00', { added, problems: ['夜间检查力量不足'] }));
    expect(compiled.after).toMatchObject({
      stage: 'hearing',
      compiled: {
        problems: ['夜间检查力量不足'],
        decided: [
          ...decidedAll,
          { id: 'own/1', keep: true, text: '安全监督站组织观摩会' },
          { id: 'own/2', keep: true, text: '轨道办：公示牌有误' },
        ],
      },
    });
    expect(compiled.told).toEqual(['zhou criticised']);
    const back = [
      ...[...allIn, compiles('2026-10-30 10:00', { added }), answers('2026-10-30 11:00', 'own/2')],
      sendsBack('2026-10-30 15:00'),
    ] as const;
    const before = ofMonth(...back).after?.drafts ?? [];
    expect(before.map(({ id }) => id)).toEqual([...drafts.map(({ id }) => id), 'own/1', 'own/2']);
    const again = { drafts: before, decided: before.map(({ id }) => ({ id, keep: false, text: '' })), added: added.slice(1) };
    expect(ofMonth(...back, compiles('2026-10-30 16:00', again)).after?.compiled?.decided.filter(({ keep }) => keep)).toEqual([
      { id: 'own/3', keep: true, text: '轨道办：公示牌有误' },
    ]);
  });

  it('does not ask anew what was said to a criticism whose words did not change; other words are heard again', () => {
    const heard = [...allIn, compiles('2026-10-30 10:00', { added: [{ kind: 'criticism', unit: 'u2', text: '公示牌有误' }] })] as const;
    const back = [...heard, answers('2026-10-30 11:00', 'own/1'), sendsBack('2026-10-30 15:00')] as const;
    const before = ofMonth(...back).after?.drafts ?? [];
    const saying = (text: string) =>
      compiles('2026-10-30 16:00', { drafts: before, decided: [...decidedAll, { id: 'own/1', keep: true, text }] });
    const same = ofMonth(...back, saying('轨道办：公示牌有误'));
    expect([same.after?.stage, same.told]).toEqual(['signing', ['sun task']]);
    expect(same.after?.answers['own/1']?.text).toBe('配件进口延误');
    const other = ofMonth(...back, saying('轨道办：两处公示牌有误'));
    expect([other.after?.stage, other.told, other.after?.answers]).toEqual(['hearing', ['zhou criticised'], {}]);
  });

  it('is compiled once every report that was handed in is received or returned', () =>
    expect(ofMonth(...allIn, compiles('2026-10-30 10:00', { waiting: ['u2'] })).decision).toMatchObject({
      refusal: { code: 'REPORTS_TO_RECEIVE', params: { units: '轨道办' } },
    }));

  it.each([
    ['praise or criticism without words', { added: [{ kind: 'criticism' as const, unit: 'u2', text: ' ' }] }, 'REASON_REQUIRED'],
    ['a problem without words', { problems: [' '] }, 'REASON_REQUIRED'],
    ['a unit that is none of the month', { added: [{ kind: 'criticism' as const, unit: 'u9', text: '…' }] }, 'UNIT_UNKNOWN'],
  ])('is not compiled with %s', (_, changes, code) =>
    expect(ofMonth(...allIn, compiles('2026-10-30 10:00', changes)).decision).toMatchObject({ refusal: { code } }),
  );

  it.each(['abc', '7号', '青建安办[2026]7号', '青建安办〔26〕7号', '青建安办〔2026〕第7号', '青建安办〔2026〕07号'])(
    'is not signed under %s, which is no 文号 (GB/T 9704)',
    (paperNumber) =>
      expect(ofMonth(...allIn, compiles('2026-10-30 10:00'), signs('2026-10-30 15:00', 'sun', paperNumber)).decision).toMatchObject({
        refusal: { code: 'PAPER_NUMBER_SHAPE' },
      }),
  );

  it('is published and locked with the signature: everybody gets the circular, what is not in is 未报', () => {
    const { decision, after, told } = ofMonth(
      opens,
      receives('2026-10-28 10:00', 'u1'),
      rings('2026-10-30 17:30'),
      compiles('2026-11-02 10:00'),
      signs('2026-11-03 10:00'),
    );
    expect(after).toMatchObject({ stage: 'published', obligation: null, published: { paperNumber: '青建安办〔2026〕7号', by: 'sun' } });
    expect(told).toEqual(['wang', 'sun', 'zhao', 'zhang', 'li', 'zhou'].map((person) => `${person} published`));
    expect(decision).toMatchObject({ then: [{ to: 'part', part: 'report/u2', command: { type: 'MissReport' } }] });
  });

  it('that nobody signs climbs to the first responsible person, who may then sign it', () => {
    const unsigned = [...allIn, compiles('2026-10-29 10:00')] as const;
    expect(ofMonth(...unsigned, rings('2026-11-02 17:30')).told).toContain('wang escalation');
    expect(ofMonth(...unsigned, signs('2026-11-02 16:00', 'wang')).decision).toMatchObject({ refusal: { code: 'NOT_YOURS' } });
    expect(ofMonth(...unsigned, rings('2026-11-02 17:30'), signs('2026-11-03 09:00', 'wang')).after?.stage).toBe('published');
  });

  it('asks a unit that came meanwhile as well, and waits no more for one that went; the office is told of both', () => {
    const unit = { unit: 'u3', name: '消防科', prefilled: prefilled() };
    const added = ofMonth(opens, ['2026-10-26 09:00', { type: 'AddUnit', unit }]);
    expect(added.after?.reports).toEqual({ u1: null, u2: null, u3: null });
    expect(added.decision).toMatchObject({ then: [{ part: 'report/u3', command: { type: 'OpenReport' } }] });
    expect(added.told).toEqual(['zhao unitChanged']);
    const gone = ofMonth(opens, receives('2026-10-28 10:00', 'u1'), ['2026-10-28 11:00', { type: 'RemoveUnit', unit: 'u2' }]);
    expect(gone.after?.stage).toBe('compiling');
    expect(gone.decision).toMatchObject({ then: [{ part: 'report/u2', command: { type: 'WithdrawReport' } }] });
    expect(gone.told).toEqual(['zhao unitChanged', 'zhao task']);
  });

  it('calls a unit by its new name; the office is told', () => {
    const renamed = ofMonth(opens, ['2026-10-26 09:00', { type: 'RenameUnit', unit: 'u2', name: '轨道科' }]);
    expect([renamed.after?.names, renamed.told]).toEqual([{ u1: '安全监督站', u2: '轨道科' }, ['zhao unitChanged']]);
    const same = ofMonth(opens, ['2026-10-26 09:00', { type: 'RenameUnit', unit: 'u2', name: '轨道办' }]);
    expect(same.decision).toEqual({ kind: 'ignored', reason: 'ALREADY_DONE' });
  });

  const compiled = [...allIn, compiles('2026-10-29 10:00')] as const;
  const heard = [...allIn, compiles('2026-10-29 10:00', { decided: keepingAll })] as const;
  it.each<[string, readonly Step[], string]>([
    ['compiled while reports are collected', [opens, compiles('2026-10-24 10:00')], 'WRONG_STAGE'],
    ['compiled by no member of the office', [...allIn, compiles('2026-10-29 10:00', { by: 'li' })], 'OFFICE_ONLY'],
    ['compiled without a summary', [...allIn, compiles('2026-10-29 10:00', { summary: ' ' })], 'REASON_REQUIRED'],
    ['with a draft that nobody decided', [...allIn, compiles('2026-10-29 10:00', { decided: decidedAll.slice(1) })], 'DRAFT_UNDECIDED'],
    ['with one decided twice', [...allIn, compiles('2026-10-29 10:00', { decided: [...decidedAll, ...decidedAll] })], 'DRAFT_UNDECIDED'],
    [
      'with a decision on no draft',
      [...allIn, compiles('2026-10-29 10:00', { decided: [...decidedAll, { id: 'x', keep: true, text: 'x' }] })],
      'DRAFT_UNKNOWN',
    ],
    [
      'keeping a draft without words',
      [...allIn, compiles('2026-10-29 10:00', { decided: keepingAll.map((each) => ({ ...each, text: '' })) })],
      'REASON_REQUIRED',
    ],
    [
      'asking something of a unit that is not in it',
      [...allIn, compiles('2026-10-29 10:00', { requirements: [{ task: '专项检查', unit: 'u9', on: localDateOf('2026-11-20') }] })],
      'UNIT_UNKNOWN',
    ],
    ['answered for another unit', [...heard, answers('2026-10-29 14:00', 'overdue/u2', 'zhang')], 'NOT_YOURS'],
    ['answered where nobody is criticised', [...heard, answers('2026-10-29 14:00', 'nominated/u1')], 'DRAFT_UNKNOWN'],
    ['answered without words', [...heard, answers('2026-10-29 14:00', 'overdue/u2', 'zhou', ' ')], 'REASON_REQUIRED'],
    ['answered when the hearing is over', [...compiled, answers('2026-10-29 14:00', 'overdue/u2')], 'WRONG_STAGE'],
    ['signed by somebody else', [...compiled, signs('2026-10-29 14:00', 'zhao')], 'NOT_YOURS'],
    ['signed by whoever compiled it', [...allIn, compiles('2026-10-29 10:00', { by: 'sun' }), signs('2026-10-29 14:00')], 'COMPILER_SIGNS'],
    ['signed without a number', [...compiled, signs('2026-10-29 14:00', 'sun', ' ')], 'REASON_REQUIRED'],
    ['signed while it is heard', [...heard, signs('2026-10-29 14:00')], 'WRONG_STAGE'],
    ['sent back without a reason', [...compiled, sendsBack('2026-10-29 14:00', ' ')], 'REASON_REQUIRED'],
    ['sent back when it is published', [...compiled, signs('2026-10-29 14:00'), sendsBack('2026-10-29 15:00')], 'WRONG_STAGE'],
    ['received when it is published', [...compiled, signs('2026-10-29 14:00'), receives('2026-10-29 15:00', 'u1')], 'WRONG_STAGE'],
  ])('%s is refused', (_, steps, code) => expect(ofMonth(...steps).decision).toMatchObject({ kind: 'refused', refusal: { code } }));
});
