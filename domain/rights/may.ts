import type { Decision, Moment } from '../case/decision.ts';
import type { Refusal, RefusalCode } from '../case/refusals.ts';
import type { Actor } from './actor.ts';
import { actingPerson, capacitiesOf } from './capacity.ts';
import type { At, Capacity } from './capacity.ts';
import { rules } from './rules.ts';
import type { Action, Rule } from './rules.ts';
import { covers, fieldOf, scopeOf } from './scope.ts';
import type { Subject } from './scope.ts';

/** `hidden`: it is as if the case were not there, so that nobody learns of it by asking. */
export type Verdict = { kind: 'allowed' } | { kind: 'signIn' } | { kind: 'forbidden'; refusal: Refusal } | { kind: 'hidden' };

const allowed: Verdict = { kind: 'allowed' };

/** Whether the actor may do that at this moment, by the posts and seats that he holds, acting included; `about` the case, where one is meant. */
export function may(actor: Actor | null, action: Action, about: Subject | null, at: At): Verdict {
  const { to, within }: Rule = rules[action];
  if (to === 'anyone') return allowed;
  if (actor === null) return { kind: 'signIn' };
  if (to === 'signedIn') return allowed;
  const held = capacitiesOf(actor, at);
  if (!to.some((each) => held.has(each))) return { kind: 'forbidden', refusal: whyNot(actor, to) };
  if (about && within && !isWithin(actor, within, about, at)) return { kind: 'hidden' };
  return allowed;
}

function isWithin(actor: Actor, within: 'scope' | 'field', about: Subject, at: At): boolean {
  if (within === 'scope') return covers(scopeOf(actor, at), about);
  return fieldOf(actor, at)?.includes(about.zone) ?? true;
}

function whyNot({ role }: Actor, to: readonly Capacity[]): Refusal {
  if (role === 'administrator') return { code: 'NO_CASES', params: {} };
  if (role === 'auditor') return { code: 'READS_ONLY', params: {} };
  if (to.every((each) => each === 'office' || each === 'administrator')) return { code: 'OFFICE_ONLY', params: {} };
  return { code: 'NOT_FOR_YOU', params: { who: to.join(',') } };
}

/** The refusals that say: somebody else. Every other one says: not now, not so. */
const ofRights: readonly RefusalCode[] = [
  'NOT_YOURS',
  'OFFICE_ONLY',
  'MAY_NOT_CHASE',
  'ASKER_DECIDES',
  'COMPILER_SIGNS',
  'VERIFIER_IS_RECTIFIER',
  'VERIFIER_OWNS_ZONE',
  'NOT_FOR_YOU',
  'READS_ONLY',
  'NO_CASES',
];

export const isOfRights = (code: RefusalCode): boolean => ofRights.includes(code);

/**
 * Whether the actor may give a command to the case: what its own rules refuse him, he may not. `command` is made for the person who gives
 * it, who is nobody for an auditor or an administrator.
 */
export function mayGive<State, Command>(
  actor: Actor | null,
  {
    decide,
    state,
    about,
  }: { decide: (state: State, command: Command, moment: Moment) => Decision<unknown>; state: State; about: Subject | null },
  command: (by: string) => Command,
  moment: Moment,
): Verdict {
  const verdict = may(actor, 'case.command', about, moment);
  if (verdict.kind !== 'allowed') return verdict;
  const decision = decide(state, command(actingPerson(actor)), moment);
  const refused = decision.kind === 'refused' && isOfRights(decision.refusal.code);
  return refused ? { kind: 'forbidden', refusal: decision.refusal } : allowed;
}
