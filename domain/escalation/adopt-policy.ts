import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { accepted, ignored, refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { dateIn } from '../time/instant.ts';
import { rungsDue } from './dated-ladder.ts';
import type { DatedRung } from './dated-ladder.ts';
import { dueAnew } from './due-anew.ts';

/** 启用新规则: what is owed is to follow that version of the policy from now on. */
export type AdoptPolicy = { type: 'AdoptPolicy'; version: number };

/**
 * One rule for every kind of case: the open obligation follows the ladder of that policy. Its limit is counted anew from the opening, unless
 * people gave the day; level and history stay. Reminders that lie behind count as rung, and so do escalations up to the level that was
 * reached; a higher one that should have rung already rings at the next climb.
 */
export function adoptPolicy({ obligation }: CaseCore, { version }: AdoptPolicy, moment: Moment): Decision<CaseEvent> {
  if (!obligation) return ignored('CASE_ENDED');
  const policy = moment.policies.get(version);
  if (!policy) return refused('POLICY_UNKNOWN', { version });
  if (policy.validFrom > dateIn(moment.now)) return refused('POLICY_AHEAD', { version, from: policy.validFrom });
  if (obligation.policy === version) return ignored('ALREADY_DONE');

  const { id, due: from, level, countsFrom } = obligation;
  const to = dueAnew({ ...obligation, policy: version }, moment);
  const isRung = ({ rung }: DatedRung) => rung.nature === 'reminder' || (rung.level ?? 0) <= level;
  const behind = rungsDue({ ...obligation, policy: version, due: to, fired: [] }, moment.now, moment);
  return accepted<CaseEvent>({
    type: 'DeadlineMoved',
    obligation: id,
    cause: 'policy',
    policy: { from: obligation.policy, to: version },
    from,
    to,
    ...(countsFrom && { countsFrom }),
    fired: behind.filter(isRung).map(({ key }) => key),
    level,
  });
}
