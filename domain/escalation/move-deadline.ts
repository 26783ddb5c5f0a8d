import type { CaseEvent, MoveCause } from '../case/case-events.ts';
import type { Moment } from '../case/decision.ts';
import type { Due } from '../time/due.ts';
import { withDeadline } from './dated-ladder.ts';
import type { Obligation } from './obligation.ts';

/** The deadline of what is owed moves now, and with it every rung that lies ahead. */
export function moveDeadline(obligation: Obligation, to: Due, cause: MoveCause, moment: Moment): CaseEvent {
  const { due, countsFrom = moment.now, fired, level } = withDeadline(obligation, to, moment.now, moment);
  return { type: 'DeadlineMoved', obligation: obligation.id, cause, from: obligation.due, to: due, countsFrom, fired, level };
}
