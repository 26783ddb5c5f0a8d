import { expect } from 'vitest';
import type { Decision, Moment } from '../../domain/case/decision.ts';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import type { HazardCommand, SubmitPlan } from '../../domain/hazard/commands.ts';
import { decide } from '../../domain/hazard/decide.ts';
import { evolve } from '../../domain/hazard/hazard.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import type { Hazard, HazardEvent, HazardFacts } from '../../domain/hazard/hazard.ts';
import type { Ask } from '../../domain/request/request.ts';
import type { Absence, Person, Roster, Tenure } from '../../domain/people/roster.ts';
import { seatFor } from '../../domain/people/seat.ts';
import type { PersonId, Post } from '../../domain/people/seat.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { shippedCalendar } from '../../domain/time/work-calendar.ts';

const east = 'east';
/** A zone without a specific responsible person. */
export const west = 'west';

/** A zone whose specific responsible person is 周. */
export const north = 'north';

export const people = { zhang: 'zhang', li: 'li', wang: 'wang', zhao: 'zhao', sun: 'sun', qian: 'qian', zhou: 'zhou' } as const;
const since = instantOf('2024-01-01 00:00');
const holds = (post: Post, person: PersonId, zone = east): Tenure => ({ seat: seatFor(post, zone), person, from: since, to: null });
const person = (id: string): Person => ({ id, name: id, email: `${id}@example.com`, phone: null, unit: null, language: 'zh' });

/** 张 is responsible for zone east and 周 for north, 李 supervises both, 王 is the director, 赵 works in the office and 孙 leads it; 钱 is an inspector. */
export function aRoster(changes: { tenures?: Tenure[]; absences?: Absence[] } = {}): Roster {
  return {
    version: 1,
    people: new Map(Object.values(people).map((id) => [id, person(id)])),
    tenures: changes.tenures ?? [
      holds('specific', people.zhang),
      holds('supervising', people.li),
      holds('supervising', people.li, west),
      holds('specific', people.zhou, north),
      holds('supervising', people.li, north),
      holds('first', people.wang),
      holds('office', people.zhao),
      holds('officeDirector', people.sun),
    ],
    absences: changes.absences ?? [],
    officeMembers: new Set([people.zhao, people.sun]),
    inspectors: new Set([people.qian]),
    zones: new Set([east, west, north]),
    units: new Set(['u1']),
    zonesOf: new Map([['u1', [east, west]]]),
  };
}

export function aMoment(at: string, roster = aRoster(), policy: Policy = defaultPolicy): Moment {
  return { now: instantOf(at), calendar: shippedCalendar, policy, policies: new Map([[policy.version, policy]]), roster };
}

export const aCriterion = 'mohurd-2024-5';

export function facts(changes: Partial<HazardFacts> = {}): HazardFacts {
  return {
    title: '脚手架连墙件缺失',
    description: '3号楼北侧脚手架二层连墙件缺失两处',
    place: '3号楼北侧',
    category: '脚手架',
    class: 'general',
    criterion: changes.class === 'major' ? aCriterion : null,
    mode: 'timeLimited',
    source: 'inspection',
    project: null,
    ...changes,
  };
}

type Step = { at: string; command: HazardCommand; roster?: Roster | undefined };

export const reports = (at: string, zone = east, changes: Partial<HazardFacts> = {}): Step => ({
  at,
  command: { type: 'ReportHazard', by: people.qian, number: 'AQ-2026-00001', zone, facts: facts(changes) },
});
/** A repair whose pictures are not what the test is about. */
export const noPicture = { withoutPhoto: '涉密部位，不得拍照' };
export const rectifies = (at: string, by: PersonId = people.zhang): Step => ({
  at,
  command: { type: 'RectifyHazard', by, measures: '已补齐', ...noPicture },
});
export const verifies = (at: string, passed: boolean, by: PersonId = people.zhao): Step => ({
  at,
  command: { type: 'VerifyHazard', by, passed, opinion: passed ? '' : '仍缺一处' },
});
export const asksToExtend = (at: string, until: string, by: PersonId = people.zhang): Step => ({
  at,
  command: { type: 'RequestExtension', by, until: localDateOf(until), reason: '材料未到场' },
});
export const asksToSuspend = (at: string, review: string, by: PersonId = people.zhang): Step => ({
  at,
  command: { type: 'RequestSuspension', by, review: localDateOf(review), reason: '停工待拆迁' },
});
export const submitsPlan = (at: string, changes: Partial<SubmitPlan> = {}): Step => ({
  at,
  command: {
    type: 'SubmitPlan',
    by: people.zhang,
    measures: '回填反压',
    responsible: '项目经理周强',
    fundsYuan: 120_000,
    dueOn: localDateOf('2026-10-20'),
    contingencyPlan: '人员撤离',
    ...changes,
  },
});
/** The decision of the pending request, as its own case tells it. */
export const isGranted = (at: string, before: Hazard | null, by: PersonId = people.li): Step => ({
  at,
  command: { type: 'GrantRequest', by, reason: '', ask: before?.pending?.ask as Ask },
});
export const isRefused = (at: string, before: Hazard | null, reason: string, by: PersonId = people.li): Step => ({
  at,
  command: { type: 'RefuseRequest', by, reason, ask: before?.pending?.ask as Ask },
});
export const resumes = (at: string, by: PersonId = people.zhao): Step => ({
  at,
  command: { type: 'ResumeHazard', by, reason: '拆迁完成' },
});
export const gives = (at: string, command: HazardCommand): Step => ({ at, command });
export const rings = (at: string, roster?: Roster): Step => ({ at, command: { type: 'Climb' }, roster });

function run(steps: Step[]): Hazard | null {
  return steps.reduce<Hazard | null>((state, step) => {
    const decision = decide(state, step.command, aMoment(step.at, step.roster));
    if (decision.kind !== 'accepted') throw new Error(`the story's own step was not accepted: ${JSON.stringify(decision)}`);
    return decision.events.reduce<Hazard | null>(evolve, state);
  }, null);
}

/** given(what happened).when(a step).then(its events or refusal). */
export function given(...steps: Step[]) {
  const before = run(steps);
  return {
    state: before,
    when(step: Step) {
      const decision: Decision<HazardEvent> = decide(before, step.command, aMoment(step.at, step.roster));
      const moment = aMoment(step.at, step.roster);
      const after = decision.kind === 'accepted' ? decision.events.reduce<Hazard | null>(evolve, before) : before;
      return {
        decision,
        after,
        /** Who is told what by it: 'zhang task'. */
        told: (): string[] =>
          decision.kind === 'accepted' && after
            ? hazardDecider.noticesFor(after, decision.events, moment, before).map(({ person, kind }) => `${person} ${kind}`)
            : [],
        then: (...types: HazardEvent['type'][]) => {
          expect(decision.kind === 'accepted' ? decision.events.map(({ type }) => type) : decision).toEqual(types);
        },
        thenRefused: (code: string) => expect(decision).toMatchObject({ kind: 'refused', refusal: { code } }),
        thenNothing: (reason: string) => expect(decision).toEqual({ kind: 'ignored', reason }),
      };
    },
  };
}

/** The entries that these steps leave in the ledger. */
export function entriesOf(...steps: Step[]): { at: Instant; events: HazardEvent[] }[] {
  let state: Hazard | null = null;
  return steps.map((step) => {
    const decision = decide(state, step.command, aMoment(step.at, step.roster));
    if (decision.kind !== 'accepted') throw new Error(`the story's own step was not accepted: ${JSON.stringify(decision)}`);
    state = decision.events.reduce<Hazard | null>(evolve, state);
    return { at: instantOf(step.at), events: decision.events };
  });
}
