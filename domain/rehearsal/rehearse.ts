import type { CaseKind } from '../case/case-kind.ts';
import { rungsDue, withDeadline } from '../escalation/dated-ladder.ts';
import type { DatedRung } from '../escalation/dated-ladder.ts';
import { dueUnder } from '../escalation/obligation.ts';
import type { Terms } from '../escalation/obligation.ts';
import { draftVersion } from '../escalation/policy.ts';
import type { DutyKey, Policy } from '../escalation/policy.ts';
import type { Post } from '../people/seat.ts';
import type { Due } from '../time/due.ts';
import type { Instant } from '../time/instant.ts';
import type { PastCase, Served } from './past-case.ts';

/**
 * `was`: by the policies that the obligations were opened with, or by the deadline of the paper with the ladder in force; `draft`: by the
 * policy that is tried.
 */
export type Compared = { was: number; draft: number };

/** Something that is late by one of the two and in time by the other; `endedAt` null: still owed. */
export type Differing = {
  id: string;
  kind: CaseKind;
  number: string;
  title: string;
  duty: DutyKey;
  openedAt: Instant;
  endedAt: Instant | null;
  due: { was: Instant; draft: Instant };
};

/** What a draft policy would have made of the past: notices by post, obligations and lateness by duty, and whose lateness differs. */
export type Rehearsal = {
  cases: number;
  /** Cases of which something could not be rehearsed: the paper lacks a date, or a date lies where no calendar reaches. */
  leftOut: number;
  posts: Partial<Record<Post, { reminders: Compared; escalations: Compared }>>;
  duties: Partial<Record<DutyKey, { owed: number; late: Compared }>>;
  lateCases: Compared;
  /** Late by the draft only, and by the former rules only: how many, and the first two hundred. */
  newlyLate: { count: number; first: Differing[] };
  noLongerLate: { count: number; first: Differing[] };
};

export const nothingRehearsed: Rehearsal = {
  cases: 0,
  leftOut: 0,
  posts: {},
  duties: {},
  lateCases: { was: 0, draft: 0 },
  newlyLate: { count: 0, first: [] },
  noLongerLate: { count: 0, first: [] },
};

const namedAtMost = 200;

/**
 * 预演: replays past cases under a draft, as if people had done the same at the same moments, and adds them to what was rehearsed before.
 * Both sides are counted alike, with one calendar and a clock that is never late. A day that people gave as a deadline holds also under the
 * draft, unless the draft's own is later.
 */
export function rehearse(
  past: readonly PastCase[],
  draft: Omit<Policy, 'version'>,
  terms: Terms & { now: Instant },
  before = nothingRehearsed,
): Rehearsal {
  const policies = new Map([...terms.policies, [draftVersion, { ...draft, version: draftVersion }]]);
  const tried = { ...terms, policies, policy: { ...draft, version: draftVersion } };
  const all = structuredClone(before);
  for (const each of past) {
    all.cases += 1;
    const isLate = { was: false, draft: false };
    const outcomes = each.served.map((served) => outcomesOf(served, terms, tried));
    if (!each.isWhole || outcomes.includes(null)) all.leftOut += 1;
    for (const outcome of outcomes) {
      if (!outcome) continue;
      const { served, was, now } = outcome;
      tell(all, 'was', was.rang);
      tell(all, 'draft', now.rang);
      const duty = (all.duties[served.obligation.duty] ??= { owed: 0, late: { was: 0, draft: 0 } });
      duty.owed += 1;
      if (was.isLate) duty.late.was += 1;
      if (now.isLate) duty.late.draft += 1;
      isLate.was ||= was.isLate;
      isLate.draft ||= now.isLate;
      if (was.isLate !== now.isLate) {
        const group = now.isLate ? all.newlyLate : all.noLongerLate;
        group.count += 1;
        if (group.first.length < namedAtMost) group.first.push(differingOf(each, served, { was: was.due.at, draft: now.due.at }));
      }
    }
    if (isLate.was) all.lateCases.was += 1;
    if (isLate.draft) all.lateCases.draft += 1;
  }
  return all;
}

/** Both sides of an obligation; null where one of them lies beyond the years that the calendar knows. */
function outcomesOf(served: Served, terms: Terms & { now: Instant }, tried: Terms & { now: Instant }) {
  try {
    return { served, was: serve(served, served.obligation.policy, terms, served.dueOnPaper), now: serve(served, draftVersion, tried) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Outcome = { rang: DatedRung[]; due: Due; isLate: boolean };

/** The obligation under that policy, from its opening to its real end: what would have rung, and whether it would have been late. */
function serve({ obligation, acts, endedAt }: Served, policy: number, terms: Terms & { now: Instant }, given?: Due): Outcome {
  const opened = { ...obligation, policy };
  let state = { ...opened, due: given ?? dueUnder(opened, terms) };
  const rang: DatedRung[] = [];
  const ringUntil = (at: Instant) => {
    const due = rungsDue(state, at, terms);
    rang.push(...due);
    state = { ...state, fired: [...state.fired, ...due.map(({ key }) => key)] };
  };
  for (const act of acts) {
    ringUntil(act.at);
    if (act.type === 'acknowledged') state = { ...state, acknowledged: true };
    else if (act.to.at > state.due.at) state = { ...state, ...withDeadline(state, act.to, act.at, terms) };
  }
  const until = endedAt ?? terms.now;
  ringUntil(until);
  return { rang, due: state.due, isLate: until > state.due.at };
}

function tell({ posts }: Rehearsal, side: keyof Compared, rang: readonly DatedRung[]): void {
  for (const { rung } of rang)
    for (const post of rung.tells) {
      const told = (posts[post] ??= { reminders: { was: 0, draft: 0 }, escalations: { was: 0, draft: 0 } });
      told[rung.nature === 'reminder' ? 'reminders' : 'escalations'][side] += 1;
    }
}

const differingOf = ({ id, kind, number, title }: PastCase, { obligation, endedAt }: Served, due: Differing['due']): Differing => ({
  id,
  kind,
  number,
  title,
  duty: obligation.duty,
  openedAt: obligation.openedAt,
  endedAt,
  due,
});
