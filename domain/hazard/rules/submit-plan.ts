import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { moveDeadline } from '../../escalation/move-deadline.ts';
import { ladderOf } from '../../escalation/obligation.ts';
import type { Obligation } from '../../escalation/obligation.ts';
import { mayActIn } from '../../people/roster.ts';
import { dueOn, instantAfter } from '../../time/due.ts';
import { dateIn, laterOf } from '../../time/instant.ts';
import type { Instant, LocalDate } from '../../time/instant.ts';
import type { SubmitPlan } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/**
 * 整改方案: whoever owes the repair of a major hazard says how, by whom, with which funds, by when, and what if. Its day becomes the
 * deadline, within the limit that counts from the opening. Once that has passed, the day is recorded and the deadline stands: only an
 * extension moves it.
 */
export function submitPlan(hazard: Hazard, { type: _, by, ...plan }: SubmitPlan, moment: Moment): Decision<HazardEvent> {
  const { obligation } = hazard;
  if (hazard.stage !== 'rectifying' || !obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (hazard.facts.class !== 'major') return refused('NOT_MAJOR');
  if (!mayActIn(moment.roster, obligation.owedBy, by, moment.now)) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  const blank = (['measures', 'responsible', 'contingencyPlan'] as const).find((field) => plan[field].trim() === '');
  if (blank) return refused('REASON_REQUIRED', { field: blank });
  const due = dueOn(plan.dueOn, moment.calendar);
  if (due.at <= moment.now) return refused('DATE_PAST', { date: plan.dueOn });
  const latest = latestByPlan(obligation, moment);
  const isOverdue = latest < moment.now;
  if (due.at > latest && !isOverdue) return refused('PLAN_TOO_LATE', { latest: dateIn(latest) });

  const submitted: HazardEvent = { type: 'PlanSubmitted', plan, by };
  const stands = isOverdue || due.at === obligation.due.at;
  return stands ? accepted(submitted) : accepted<HazardEvent>(submitted, moveDeadline(obligation, due, 'plan', moment));
}

/**
 * The days on which a plan may end: the first whose office hours are not over, and the last, the limit from the opening or a day that was
 * granted since, while a plan still moves the deadline; null after that. Null when the hazard takes no plan.
 */
export function planDays({ stage, facts, obligation }: Hazard, moment: Moment): { from: LocalDate; movesUntil: LocalDate | null } | null {
  if (stage !== 'rectifying' || facts.class !== 'major' || !obligation) return null;
  const latest = latestByPlan(obligation, moment);
  const from = dateIn(instantAfter(moment.now, { workdays: 0 }, moment.calendar));
  return { from, movesUntil: latest < moment.now ? null : dateIn(latest) };
}

function latestByPlan(obligation: Obligation, moment: Moment): Instant {
  const limit = instantAfter(obligation.openedAt, ladderOf(obligation, moment).limit, moment.calendar);
  return laterOf(limit, obligation.due.at);
}
