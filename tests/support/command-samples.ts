import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { CaseCore } from '../../domain/case/case-events.ts';
import type { Decision, Moment } from '../../domain/case/decision.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { commandSamples } from '../../domain/hazard/commands-open-to.ts';
import type { Hazard } from '../../domain/hazard/hazard.ts';
import { addDays, dateIn, instantOf } from '../../domain/time/instant.ts';
import { deciders } from '../../ledger/deciders.ts';
import { content, prefilled } from './a-month.ts';
import { facts } from './given.ts';

type Command = { type: string; [field: string]: unknown };

/** A case of zone east or unit u1, and a command that somebody gives to it in that state. */
export type Sample = {
  kind: CaseKind;
  stage: string;
  zone: string;
  state: CaseCore;
  type: string;
  command: (by: string) => Command;
  decide: (state: CaseCore, command: Command, moment: Moment) => Decision<unknown>;
};

/** Folds commands that must be accepted; the last one's follow-up of that kind is opened as a case of its own. */
function built(kind: CaseKind, moment: Moment, commands: readonly Command[], from: CaseCore | null = null): CaseCore {
  const { decide, evolve } = deciders[kind];
  return commands.reduce<CaseCore | null>((before, command) => {
    const decision = decide(before, command, moment);
    if (decision.kind !== 'accepted') throw new Error(`${kind} ${command.type}: ${JSON.stringify(decision)}`);
    return decision.events.reduce<CaseCore | null>((state, event) => evolve(state, event as { type: string }) as CaseCore, before);
  }, from) as CaseCore;
}

function partOf(kind: CaseKind, whole: CaseKind, state: CaseCore, last: Command, moment: Moment): CaseCore {
  const decision = deciders[whole].decide(state, last, moment);
  const asked = decision.kind === 'accepted' ? decision.then?.find((each) => each.kind === kind) : undefined;
  if (!asked) throw new Error(`${last.type} asks nothing of a ${kind}: ${JSON.stringify(decision)}`);
  return built(kind, moment, [asked.command]);
}

const report = (more: Parameters<typeof facts>[0] = {}): Command => ({
  type: 'ReportHazard',
  by: 'inspector',
  number: 'AQ-2026-00001',
  zone: 'east',
  facts: facts(more),
});
const rectified: Command = { type: 'RectifyHazard', by: 'specific', measures: '…', withoutPhoto: '…' };
const passed: Command = { type: 'VerifyHazard', by: 'clerk', passed: true, opinion: '' };

/** Every command that a person can give, to every kind of case, in each stage that it may be given in. */
export function everyCommandSample(moment: Moment): Sample[] {
  const today = dateIn(moment.now);
  const inAWeek = addDays(today, 7);
  const asks: Command = { type: 'RequestSuspension', by: 'specific', review: inAWeek, reason: '…' };
  const granted: Command = {
    type: 'GrantRequest',
    by: 'deputy',
    reason: '',
    ask: { type: 'suspension', review: { at: instantOf('2026-10-16 17:30'), certainty: 'firm', calendar: 0 }, reason: '…' },
  };
  const plan: Command = {
    type: 'SubmitPlan',
    by: 'specific',
    measures: '…',
    responsible: '…',
    fundsYuan: 1,
    dueOn: addDays(today, 14),
    contingencyPlan: '…',
  };
  const proposes: Command = { type: 'ProposeSupervision', by: 'director', reason: '…' };
  const rectifying = built('hazard', moment, [report()]);
  const major = built('hazard', moment, [report({ class: 'major' })]);
  const verifyingMajor = built('hazard', moment, [plan, rectified], major);
  const hazards = [
    built('hazard', moment, [{ type: 'ReturnToOffice', by: 'specific', reason: '…' }], rectifying),
    rectifying,
    major,
    built('hazard', moment, [rectified], rectifying),
    verifyingMajor,
    built('hazard', moment, [asks, granted], rectifying),
    built('hazard', moment, [{ type: 'MergeHazard', by: 'clerk', into: '…', reason: '…' }], rectifying),
    built('hazard', moment, [rectified, passed], rectifying),
    built('hazard', moment, [report({ source: 'tipOff' })]),
  ];
  const samplesOf = (kind: CaseKind, state: CaseCore, commands: readonly Command[]): Sample[] => {
    const { decide, summaryOf } = deciders[kind];
    const { stage, zone } = summaryOf(state);
    return commands.map(({ by: _, ...command }) => ({
      kind,
      stage,
      zone,
      state,
      type: command.type,
      command: (by) => ({ ...command, by }) as Command,
      decide: (before, given, at) => decide(before, given, at),
    }));
  };
  const pressed: Command[] = [
    { type: 'ChaseCase', words: '' },
    { type: 'RecordContact', words: '' },
  ];
  const request = partOf('request', 'hazard', rectifying, asks, moment);
  const recheck = partOf('recheck', 'hazard', verifyingMajor, passed, moment);
  const supervision = partOf('supervision', 'hazard', major, proposes, moment);
  const lists: Command = { type: 'DecideSupervision', by: 'first', list: true, requirement: '…', dueOn: inAWeek, reason: '' };
  const registers: Command = {
    type: 'RegisterSupervision',
    by: 'clerk',
    number: '…',
    issuedOn: today,
    signedBy: '…',
    scan: { id: '', sha256: '' },
  };
  const closes: Command = { type: 'FollowHazard', zone: 'east', class: 'major', rectifiedBy: 'specific', ended: 'closed' };
  const reviews: Command = {
    type: 'ReviewSupervision',
    by: 'clerk',
    on: today,
    reviewers: ['driver'],
    passed: true,
    opinion: '',
    dueOn: null,
  };
  const issuing = built('supervision', moment, [lists], supervision);
  const listed = built('supervision', moment, [registers], issuing);
  const lifting = built('supervision', moment, [closes, reviews], listed);
  const about = { delivery: '1', answer: '550', cases: [] };
  const call = built('call', moment, [{ type: 'OpenCall', number: 'DH-1', person: 'specific', title: '…', about }]);
  const months = monthsOf(moment);
  const unitReport = built('unit-report', moment, [
    { type: 'OpenReport', period: '2026-09', unit: 'u1', number: 'YB-2026-09-u1', title: '…', prefilled: prefilled() },
  ]);
  const submits: Command = { type: 'SubmitReport', by: 'head', content: content() };
  const submitted = built('unit-report', moment, [submits], unitReport);
  const statistics = built('statistics', moment, [{ type: 'OpenStatistics', term: '2026-Q3' }]);
  const suggestion = built('suggestion', moment, [
    { type: 'MakeSuggestion', by: 'inspector', number: 'YJ-2026-00001', text: '…', about: null },
  ]);
  return [
    ...hazards.flatMap((state) => samplesOf('hazard', state, commandSamples(state as Hazard, '', moment) as unknown as Command[])),
    ...samplesOf('hazard', rectifying, pressed),
    ...samplesOf('request', request, [{ type: 'DecideRequest', granted: true, reason: '' }, ...pressed]),
    ...samplesOf('recheck', recheck, [{ type: 'RecordRecheck', sound: true, note: '' }, ...pressed]),
    ...samplesOf('supervision', supervision, [lists]),
    ...samplesOf('supervision', issuing, [registers]),
    ...samplesOf('supervision', listed, [{ ...reviews, passed: false, opinion: '…', dueOn: inAWeek }]),
    ...samplesOf('supervision', lifting, [{ type: 'LiftSupervision', lift: true, dueOn: null, reason: '' }]),
    ...samplesOf('call', call, [{ type: 'AcknowledgeCall', reached: '…', calledAt: moment.now, note: '' }]),
    ...samplesOf('unit-report', unitReport, [submits, ...pressed]),
    ...samplesOf('unit-report', submitted, [{ type: 'ReturnReport', reason: '…' }, { type: 'AcceptReport' }, { type: 'RecallReport' }]),
    ...samplesOf('dispatch', months.compiling, [months.compiles]),
    ...samplesOf('dispatch', months.hearing, [{ type: 'AnswerCriticism', draft: months.draft.id, text: '…' }]),
    ...samplesOf('dispatch', months.signing, [
      { type: 'SendBack', reason: '…' },
      { type: 'SignMonth', paperNumber: '安办〔2026〕1号' },
    ]),
    ...samplesOf('suggestion', suggestion, [{ type: 'AnswerSuggestion', answer: '…' }, ...pressed]),
    ...samplesOf('statistics', statistics, [{ type: 'IssueStatistics', months: [] }]),
  ];
}

function monthsOf(moment: Moment) {
  const span = { from: instantOf('2026-08-25 08:30'), to: instantOf('2026-09-25 08:30') };
  const units = [{ unit: 'u1', name: 'u1' }];
  const opened: Command = { type: 'OpenMonth', period: '2026-09' as Period, span, units };
  const draft = { id: 'unreported/u1', kind: 'criticism', unit: 'u1', because: 'unreported', words: '', share: null, cases: [] };
  const compiles: Command = {
    type: 'CompileMonth',
    by: 'clerk',
    drafts: [draft],
    summary: '…',
    decided: [{ id: draft.id, keep: true, text: '…' }],
    requirements: [],
  };
  const compiling = built('dispatch', moment, [opened, { type: 'ReceiveReport', unit: 'u1', isOnTime: true }]);
  const hearing = built('dispatch', moment, [compiles], compiling);
  const signing = built('dispatch', moment, [{ type: 'AnswerCriticism', by: 'head', draft: draft.id, text: '…' }], hearing);
  return { draft, compiles, compiling, hearing, signing };
}
