import type { CaseCore } from '../domain/case/case-events.ts';
import type { Decider } from '../domain/case/decider.ts';
import type { FollowUp, Moment } from '../domain/case/decision.ts';
import type { Notice } from '../domain/notices/notices-for.ts';
import { deciders } from './deciders.ts';
import type { Ledger } from './ledger.ts';
import { idOfAsked } from './transact.ts';

type Standing<State> = { id: string; partOf: string | null; state: State };

export type Foreseen<State> = { state: State | null; notices: Notice[] };

/** What a command would make of a case and tell people, with all that it asks of other cases, by the same rules as `transact`; nothing is written. */
export async function foresee<State extends CaseCore, Command, Event>(
  ledger: Ledger,
  decider: Decider<State, Command, Event>,
  before: Standing<State | null>,
  command: Command,
  moment: Moment,
): Promise<Foreseen<State>> {
  const decision = decider.decide(before.state, command, moment);
  if (decision.kind !== 'accepted') return { state: before.state, notices: [] };
  const state = decision.events.reduce<State | null>((folded, event) => decider.evolve(folded, event), before.state);
  const notices = state ? decider.noticesFor(state, decision.events, moment, before.state) : [];
  for (const asked of decision.then ?? []) notices.push(...(await ofAsked(ledger, asked, before, moment)));
  return { state, notices };
}

async function ofAsked(ledger: Ledger, asked: FollowUp, asking: Standing<unknown>, moment: Moment): Promise<Notice[]> {
  const id = idOfAsked(asked, asking);
  const { rows } = await ledger.pool.query<{ partOf: string | null; state: CaseCore }>(
    'select part_of as "partOf", state from cases where id = $1',
    [id],
  );
  const { partOf, state } = rows[0] ?? { partOf: asking.id, state: null };
  const command = asked.to === 'other' ? { ...asked.command, from: asking.id } : asked.command;
  return (await foresee(ledger, deciders[asked.kind], { id, partOf, state }, command, moment)).notices;
}
