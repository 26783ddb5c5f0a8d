import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { accepted, ignored } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { holderOf } from '../people/roster.ts';
import type { PersonId } from '../people/seat.ts';

/** Somebody else holds the seat that owes, or acts in it, from now on: `to`; `from` is who was told before. Null while it is vacant. */
export type TellSuccessor = { type: 'TellSuccessor'; from: PersonId | null; to: PersonId | null };

/** 移交: whoever now answers for the step is told what he takes over; whoever had it stays in the history. The clock is not touched. */
export function tellSuccessor({ obligation }: CaseCore, { from, to }: TellSuccessor, moment: Moment): Decision<CaseEvent> {
  if (!obligation) return ignored('CASE_ENDED');
  const holder = holderOf(moment.roster, obligation.owedBy, moment.now);
  if (to === from) return ignored('ALREADY_DONE');
  // The organisation has changed again since it was looked at: the next look tells whoever it is now.
  if (to !== (holder.kind === 'vacant' ? null : holder.person)) return ignored('NOT_AFFECTED');

  const actingFor = holder.kind === 'acting' ? holder.copyTo : null;
  return accepted<CaseEvent>({ type: 'HolderChanged', obligation: obligation.id, from, to, actingFor });
}
