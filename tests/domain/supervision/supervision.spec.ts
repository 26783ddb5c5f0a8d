import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../domain/case/decision.ts';
import type { Hazard } from '../../../domain/hazard/hazard.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import type { Supervision } from '../../../domain/supervision/supervision.ts';
import { deciders } from '../../../ledger/deciders.ts';
import { aRecord } from '../../support/a-record.ts';
import { aMoment, aRoster, facts, people, noPicture } from '../../support/given.ts';

const { zhang, li, wang, zhao, sun, qian } = people;
type Given = { type: string; [field: string]: unknown };
type Step = [at: string, command: Given];

const scan = { id: 's1', sha256: 'aa' };
const proposes: Given = { type: 'ProposeSupervision', by: zhao, reason: '基坑渗水加剧' };
const lists = (changes: object = {}): Given => ({
  ...{ type: 'DecideSupervision', by: wang, list: true, requirement: '回填反压并复核支护', dueOn: '2026-12-31', reason: '' },
  ...changes,
});
const registers = (changes: object = {}): Given => ({
  ...{ type: 'RegisterSupervision', by: zhao, number: '示例挂牌〔2026〕3号', issuedOn: '2026-11-05', signedBy: '王局长', scan },
  ...changes,
});
const reviews = (changes: object = {}): Given => ({
  ...{ type: 'ReviewSupervision', by: zhao, on: '2026-11-13', reviewers: [sun, li], passed: true, opinion: '支护稳定', dueOn: null },
  ...changes,
});
const fails = (changes: object = {}) => reviews({ passed: false, opinion: '仍渗水', dueOn: '2027-01-29', ...changes });
const lifts = (changes: object = {}): Given => ({ type: 'LiftSupervision', by: wang, lift: true, dueOn: null, reason: '', ...changes });
const registersLifting = (changes: object = {}) =>
  registers({ number: '示例解除〔2026〕1号', issuedOn: '2026-11-18', scan: { id: 's2', sha256: 'bb' }, ...changes });

const reported: Step = [
  '2026-09-29 09:10',
  { type: 'ReportHazard', by: qian, number: 'AQ-2026-00001', zone: 'east', facts: facts({ class: 'major' }) },
];
const plans: Step = [
  '2026-11-09 09:00',
  {
    ...{ type: 'SubmitPlan', by: zhang, measures: '回填', responsible: '周强', fundsYuan: 1, dueOn: '2026-11-20', contingencyPlan: '撤离' },
  },
];
const rectified: Step = ['2026-11-10 10:00', { type: 'RectifyHazard', by: zhang, measures: '已回填', ...noPicture }];
const closed: Step = ['2026-11-13 10:00', { type: 'VerifyHazard', by: zhao, passed: true, opinion: '' }];

const proposedByHand: Step[] = [reported, ['2026-11-02 10:00', proposes]];
const issuing: Step[] = [...proposedByHand, ['2026-11-03 10:00', lists()]];
const listed: Step[] = [...issuing, ['2026-11-05 15:00', registers()]];
const closedWhileListed: Step[] = [...listed, plans, rectified, closed];
const lifting: Step[] = [...closedWhileListed, ['2026-11-16 10:00', reviews()]];
const releasing: Step[] = [...lifting, ['2026-11-17 10:00', lifts()]];

/** The story so far; a command goes to the hazard or to its supervision, whichever knows it. */
function story(steps: readonly Step[], momentAt: (at: string) => Moment = (at) => aMoment(at, aRoster())) {
  const record = aRecord();
  let last: { told: string[]; refusal: string | null; events: string[] } = { told: [], refusal: null, events: [] };
  for (const [at, command] of steps) {
    const isOfSupervision = /Supervision$/.test(command.type) && command.type !== 'ProposeSupervision';
    const supervision = [...record.cases.values()].findLast(({ kind }) => kind === 'supervision');
    const kind = isOfSupervision || command['to'] === 'supervision' ? 'supervision' : 'hazard';
    const id = kind === 'hazard' ? 'h' : (supervision?.id ?? 'none');
    const decision = deciders[kind].decide(record.cases.get(id)?.state ?? null, command, momentAt(at));
    const changes = record.give(kind, id, command, momentAt(at)) ?? [];
    last = {
      told: changes.flatMap(({ notices }) => notices.map((notice) => `${notice.person} ${notice.kind}`)),
      refusal: decision.kind === 'refused' ? decision.refusal.code : null,
      events: changes.flatMap(({ events }) => events.map(({ type }) => type)),
    };
  }
  const all = [...record.cases.values()].filter(({ kind }) => kind === 'supervision').map(({ state }) => state as Supervision);
  const supervision = all.at(-1);
  return {
    ...last,
    hazard: record.cases.get('h')?.state as Hazard,
    all,
    supervision,
    stage: supervision?.stage,
    owes: supervision?.obligation && `${supervision.obligation.owedBy.post} ${supervision.obligation.duty}`,
    due: supervision?.obligation ? showInShanghai(supervision.obligation.due.at) : null,
  };
}

describe('the ladder of a major hazard', () => {
  const overdue: Step[] = [reported, ['2026-10-31 17:30', { type: 'Climb' }]];

  it('drafts a supervision a workday after the deadline, which the first responsible person has to decide', () => {
    const { events, stage, owes, supervision, hazard } = story(overdue);
    expect(events).toEqual(expect.arrayContaining(['SupervisionProposed', 'SupervisionOpened']));
    expect({ stage, owes }).toEqual({ stage: 'proposed', owes: 'first supervision.decide' });
    expect(supervision).toMatchObject({ number: 'AQ-2026-00001-督1', proposedBy: null, zone: 'east', class: 'major' });
    expect(hazard.supervision).toEqual({ part: 'supervision/1', listed: false });
  });

  it('tells him that it was drafted, beside what it tells anyhow', () => {
    expect(story(overdue).told).toEqual(['zhang reminder', 'li escalation', 'wang escalation', 'wang decision']);
  });

  it('drafts none while one is open', () => {
    const { all } = story([reported, ['2026-10-20 10:00', proposes], ['2026-10-31 17:30', { type: 'Climb' }]]);
    expect(all.length).toBe(1);
  });

  it('of a general hazard drafts none', () => {
    const general: Step = ['2026-09-29 09:10', { ...reported[1], facts: facts() }];
    expect(story([general, ['2026-10-31 17:30', { type: 'Climb' }]]).all).toEqual([]);
  });
});

describe('the office proposing a supervision', () => {
  it('has the first responsible person decide within two workdays', () => {
    expect(story(proposedByHand)).toMatchObject({ stage: 'proposed', owes: 'first supervision.decide', due: '2026-11-04 17:30' });
    expect(story(proposedByHand).told).toEqual(['wang decision']);
  });

  it.each<[string, Step[], string]>([
    ['by somebody outside the office', [reported, ['2026-11-02 10:00', { ...proposes, by: zhang }]], 'OFFICE_ONLY'],
    ['without a reason', [reported, ['2026-11-02 10:00', { ...proposes, reason: ' ' }]], 'REASON_REQUIRED'],
    ['twice', [...proposedByHand, ['2026-11-02 11:00', proposes]], 'SUPERVISION_OPEN'],
    ['of a listed one', [...listed, ['2026-11-06 11:00', proposes]], 'SUPERVISION_OPEN'],
    [
      'of a general hazard',
      [
        ['2026-09-29 09:10', { ...reported[1], facts: facts() }],
        ['2026-11-02 10:00', proposes],
      ],
      'NOT_MAJOR',
    ],
    ['of a closed one', [reported, plans, rectified, closed, ['2026-11-16 10:00', proposes]], 'WRONG_STAGE'],
  ])('is refused %s', (_, steps, code) => expect(story(steps).refusal).toBe(code));

  it('may propose anew after it was not listed, under another number', () => {
    const { all } = story([
      ...proposedByHand,
      ['2026-11-03 10:00', lists({ list: false, reason: '整改已见效' })],
      ['2026-11-05 10:00', proposes],
    ]);
    expect(all.map(({ number, stage }) => `${number} ${stage}`)).toEqual(['AQ-2026-00001-督1 notListed', 'AQ-2026-00001-督2 proposed']);
  });
});

describe('a proposed supervision', () => {
  it('that is listed leaves the office to register the paper that people issue, within three workdays (DOMAIN §3)', () => {
    expect(story(issuing)).toMatchObject({
      stage: 'issuing',
      owes: 'office supervision.register',
      due: '2026-11-06 17:30',
      told: ['zhao task'],
    });
  });

  it('that is not listed ends, and the office hears why', () => {
    const ended = story([...proposedByHand, ['2026-11-03 10:00', lists({ list: false, reason: '整改已见效' })]]);
    expect(ended).toMatchObject({ stage: 'notListed', owes: null, told: ['zhao notListed'] });
    expect(ended.hazard.supervision).toBeNull();
  });

  it.each<[string, object, string]>([
    ['by the office', { by: zhao }, 'NOT_YOURS'],
    ['by the supervising person', { by: li }, 'NOT_YOURS'],
    ['as listed without a requirement', { requirement: ' ' }, 'REASON_REQUIRED'],
    ['as listed without a date', { dueOn: null }, 'REASON_REQUIRED'],
    ['until a day that has passed', { dueOn: '2026-11-03' }, 'DATE_PAST'],
    ['until a day more than a year ahead (建质〔2011〕158号)', { dueOn: '2027-11-04' }, 'BEYOND_A_YEAR'],
    ['as not listed without a reason', { list: false, reason: '' }, 'REASON_REQUIRED'],
  ])('is not decided %s', (_, changes, code) => {
    expect(story([...proposedByHand, ['2026-11-03 10:00', lists(changes)]]).refusal).toBe(code);
  });

  it('is not decided by whoever proposed it, though he acts for the first responsible person', () => {
    const absences = [{ person: wang, from: aMoment('2026-11-03 00:00').now, to: aMoment('2026-11-08 00:00').now, acting: zhao }];
    const away = (at: string) => aMoment(at, aRoster({ absences }));
    expect(story([...proposedByHand, ['2026-11-03 10:00', lists({ by: zhao })]], away).refusal).toBe('ASKER_DECIDES');
  });

  it('climbs in silence to the office director, decides nothing by itself, and he may not decide either', () => {
    const silent: Step[] = [...proposedByHand, ['2026-11-04 17:30', { type: 'Climb', to: 'supervision' }]];
    expect(story(silent)).toMatchObject({ stage: 'proposed', told: ['wang reminder', 'sun escalation'] });
    expect(story([...silent, ['2026-11-05 09:00', lists({ by: sun })]]).refusal).toBe('NOT_YOURS');
  });

  it.each<[string, Step[], Step[]]>([
    ['closed while it is proposed', proposedByHand, [plans, rectified, closed]],
    ['closed while its paper is awaited', issuing, [plans, rectified, closed]],
  ])('lapses with its hazard, %s', (_, before, then) => {
    const { stage, owes, hazard } = story([...before, ...then]);
    expect({ stage, owes, ofHazard: hazard.supervision }).toEqual({ stage: 'lapsed', owes: null, ofHazard: null });
  });
});

describe('the registration of the paper', () => {
  it('lists the hazard, is told to those who answer for the zone, and leaves the office the review by the decided day', () => {
    const after = story(listed);
    expect(after).toMatchObject({ stage: 'listed', owes: 'office supervision.review', due: '2026-12-31 17:30' });
    expect(after.told).toEqual(['zhang listed', 'li listed', 'zhao task']);
    expect(after.supervision?.listing).toEqual({ number: '示例挂牌〔2026〕3号', issuedOn: '2026-11-05', signedBy: '王局长', scan });
    expect(after.hazard.supervision).toEqual({ part: 'supervision/1', listed: true });
  });

  it.each<[string, Step[], object, string]>([
    ['by the first responsible person', issuing, { by: wang }, 'OFFICE_ONLY'],
    ['without the number of the paper', issuing, { number: ' ' }, 'REASON_REQUIRED'],
    ['without whoever signed it', issuing, { signedBy: '' }, 'REASON_REQUIRED'],
    ['of a paper issued tomorrow', issuing, { issuedOn: '2026-11-06' }, 'DATE_AHEAD'],
    ['before anybody decided', proposedByHand, {}, 'WRONG_STAGE'],
    ['twice', listed, {}, 'WRONG_STAGE'],
  ])('is refused %s', (_, before, changes, code) => {
    expect(story([...before, ['2026-11-05 16:00', registers(changes)]]).refusal).toBe(code);
  });
});

describe('a listed hazard', () => {
  it('reminds the office 20 and 3 workdays before the day, and climbs after it', () => {
    const climbs = (at: string): Step => [at, { type: 'Climb', to: 'supervision' }];
    expect(story([...listed, climbs('2026-12-03 17:30')]).told).toEqual(['zhao reminder']);
    expect(story([...listed, climbs('2026-12-03 17:30'), climbs('2026-12-28 17:30')]).told).toEqual(['zhao reminder']);
    expect(story([...listed, climbs('2026-12-28 17:30'), climbs('2027-01-05 17:30')]).told).toEqual(['li escalation', 'wang escalation']);
  });

  it('that is closed is told to the office, which owes the review within ten days (16号令)', () => {
    const after = story(closedWhileListed);
    expect(after).toMatchObject({ stage: 'listed', owes: 'office supervision.review', due: '2026-11-23 17:30' });
    expect(after.told).toContain('zhao reviewDue');
    expect(after.hazard.supervision?.listed).toBe(true);
  });

  it('that is closed shortly before the decided day keeps that day', () => {
    const soon: Step[] = [...proposedByHand, ['2026-11-03 10:00', lists({ dueOn: '2026-11-18' })], ['2026-11-05 15:00', registers()]];
    const after = story([...soon, plans, rectified, closed]);
    expect(after.due).toBe('2026-11-18 17:30');
    expect(after.told).toContain('zhao reviewDue');
  });

  it('cannot be merged away', () => {
    expect(story([...listed, ['2026-11-06 10:00', { type: 'MergeHazard', by: zhao, into: 'other', reason: '重复' }]]).refusal).toBe(
      'SUPERVISION_LISTED',
    );
  });

  it('that goes to another zone is followed there', () => {
    const after = story([...listed, ['2026-11-06 10:00', { type: 'ReassignHazard', by: zhao, zone: 'north', reason: '属北区' }]]);
    expect(after.supervision?.zone).toBe('north');
  });

  it('that turns out to be none is reviewed like a closed one', () => {
    const asked: Step = ['2026-11-06 10:00', { type: 'VoidHazard', by: zhao, reason: '误报' }];
    const granted: Step = ['2026-11-06 11:00', { type: 'GrantRequest', by: sun, reason: '', ask: { type: 'void', reason: '误报' } }];
    expect(story([...listed, asked, granted]).supervision).toMatchObject({ stage: 'listed', ended: 'void' });
    expect(story([...listed, asked, granted, ['2026-11-16 10:00', reviews()]]).stage).toBe('lifting');
  });
});

describe('a review', () => {
  it('that is passed leaves the first responsible person to decide on lifting, within ten days', () => {
    expect(story(lifting)).toMatchObject({
      stage: 'lifting',
      owes: 'first supervision.lift',
      due: '2026-11-26 17:30',
      told: ['wang decision'],
    });
  });

  it('that is not passed goes on until its new day, also while the hazard is open', () => {
    const after = story([...listed, ['2026-11-16 10:00', fails()]]);
    expect(after).toMatchObject({ stage: 'listed', owes: 'office supervision.review', due: '2027-01-29 17:30' });
    expect(after.told).toEqual(['zhang listingGoesOn', 'li listingGoesOn', 'zhao task']);
    expect(after.supervision?.until).toBe('2027-01-29');
  });

  it.each<[string, Step[], Given, string]>([
    ['as passed while the hazard is open', listed, reviews(), 'HAZARD_OPEN'],
    ['by somebody outside the office', closedWhileListed, reviews({ by: qian }), 'OFFICE_ONLY'],
    ['without a reviewer', closedWhileListed, reviews({ reviewers: [] }), 'REASON_REQUIRED'],
    ['by a reviewer whom nobody knows', closedWhileListed, reviews({ reviewers: ['nobody'] }), 'REVIEWER_UNKNOWN'],
    ['by whoever rectified', closedWhileListed, reviews({ reviewers: [sun, zhang] }), 'VERIFIER_IS_RECTIFIER'],
    ['by whoever answers for the zone', listed, fails({ reviewers: [zhang] }), 'VERIFIER_OWNS_ZONE'],
    ['of tomorrow', closedWhileListed, reviews({ on: '2026-11-17' }), 'DATE_AHEAD'],
    ['of a day before the listing', closedWhileListed, reviews({ on: '2026-11-04' }), 'BEFORE_LISTING'],
    ['as not passed without an opinion', listed, fails({ opinion: '' }), 'REASON_REQUIRED'],
    ['as not passed without a new day', listed, fails({ dueOn: null }), 'REASON_REQUIRED'],
    ['as not passed until a day that has passed', listed, fails({ dueOn: '2026-11-16' }), 'DATE_PAST'],
    ['as not passed for more than a year', listed, fails({ dueOn: '2027-11-17' }), 'BEYOND_A_YEAR'],
    ['before the paper is registered', issuing, reviews(), 'WRONG_STAGE'],
  ])('is refused %s', (_, before, command, code) => {
    expect(story([...before, ['2026-11-16 10:00', command]]).refusal).toBe(code);
  });
});

describe('the decision to lift', () => {
  it('leaves the office to register the lifting paper, and that paper is the end', () => {
    expect(story(releasing)).toMatchObject({ stage: 'releasing', owes: 'office supervision.register', told: ['zhao task'] });
    const end = story([...releasing, ['2026-11-18 10:00', registersLifting()]]);
    expect(end).toMatchObject({ stage: 'lifted', owes: null, told: ['zhang lifted', 'li lifted', 'zhao lifted'] });
    expect(end.supervision?.lifting?.number).toBe('示例解除〔2026〕1号');
    expect(end.hazard.supervision).toBeNull();
  });

  it('not to lift goes on until another day, with its reason', () => {
    const after = story([...lifting, ['2026-11-17 10:00', lifts({ lift: false, reason: '再观察', dueOn: '2026-12-15' })]]);
    expect(after).toMatchObject({ stage: 'listed', owes: 'office supervision.review', due: '2026-12-15 17:30' });
    expect(after.told).toEqual(['zhang listingGoesOn', 'li listingGoesOn', 'zhao task']);
  });

  it.each<[string, Step[], Given, string]>([
    ['by the office', lifting, lifts({ by: zhao }), 'NOT_YOURS'],
    ['not to lift without a reason', lifting, lifts({ lift: false, dueOn: '2026-12-15' }), 'REASON_REQUIRED'],
    ['not to lift without a new day', lifting, lifts({ lift: false, reason: '再观察' }), 'REASON_REQUIRED'],
    ['before the review', closedWhileListed, lifts(), 'WRONG_STAGE'],
    ['by a paper older than the listing', releasing, registersLifting({ issuedOn: '2026-11-04' }), 'BEFORE_LISTING'],
  ])('is refused %s', (_, before, command, code) => {
    expect(story([...before, ['2026-11-18 10:00', command]]).refusal).toBe(code);
  });
});
