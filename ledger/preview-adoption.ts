import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Moment } from '../domain/case/decision.ts';
import type { AdoptCalendar } from '../domain/escalation/adopt-calendar.ts';
import type { AdoptPolicy } from '../domain/escalation/adopt-policy.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Due } from '../domain/time/due.ts';
import { beforeAllCases, isMove, openCasesAfter } from './adopt-batch.ts';
import type { AdoptionFilter } from './adopt-batch.ts';
import { namesOf } from './case-item.ts';
import { deciders } from './deciders.ts';
import type { Ledger } from './ledger.ts';
import type { Known } from './moment.ts';

const batch = 1_000;
const shownAtMost = 200;

type Foreseen = { known: Known; moment: Moment; filter: AdoptionFilter };
type PreviewedMove = { id: string; kind: CaseKind; number: string; title: string; zone: string; from: Due; to: Due };

/**
 * What carrying the command to the open cases would do at that moment; nothing is written. Shows the soonest deadlines that would move, and
 * who would be escalated to by the climb that follows, with the number of cases.
 */
export async function previewAdoption(ledger: Ledger, command: AdoptCalendar | AdoptPolicy, { known, moment, filter }: Foreseen) {
  const names = namesOf(known);
  const moves: PreviewedMove[] = [];
  const escalated = new Map<PersonId, number>();
  let open = 0;
  let recomputed = 0;
  let after = beforeAllCases;
  for (;;) {
    const { rows } = await ledger.pool.query({
      name: 'cases-to-preview',
      text: `select id, kind, state from cases where ${openCasesAfter}`,
      values: [after, batch, filter.zone, filter.class, filter.duty],
    });
    for (const { id, kind, state } of rows as { id: string; kind: CaseKind; state: CaseCore }[]) {
      const decider = deciders[kind];
      const decision = decider.decide(state, command, moment);
      if (decision.kind !== 'accepted') continue;
      recomputed += 1;
      const { number, title, zone } = decider.summaryOf(state);
      for (const event of decision.events) if (isMove(event)) moves.push({ id, kind, number, title, zone, from: event.from, to: event.to });
      const adopted = decision.events.reduce<CaseCore>((folded, event) => decider.evolve(folded, event), state);
      for (const person of escalatedTo(kind, adopted, moment)) escalated.set(person, (escalated.get(person) ?? 0) + 1);
    }
    open += rows.length;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < batch) break;
  }
  moves.sort((a, b) => (a.from.at < b.from.at ? -1 : 1));
  const shownDue = ({ at, certainty }: Due) => ({ at, provisional: certainty === 'provisional' });
  return {
    open,
    recomputed,
    moved: moves.length,
    moves: moves
      .slice(0, shownAtMost)
      .map(({ zone, from, to, ...each }) => ({ ...each, zone: names.zone(zone), from: shownDue(from), to: shownDue(to) })),
    escalated: [...escalated].sort(([, a], [, b]) => b - a).map(([person, cases]) => ({ person: names.person(person), cases })),
  };
}

/** Everybody whom the clock would tell of the lateness of that case right now. */
function escalatedTo(kind: CaseKind, state: CaseCore, moment: Moment): Set<PersonId> {
  const climbed = deciders[kind].decide(state, { type: 'Climb' }, moment);
  const events = climbed.kind === 'accepted' ? (climbed.events as { type: string }[]) : [];
  return new Set(events.flatMap((event) => (isEscalation(event) ? event.told : [])));
}

const isEscalation = (event: { type: string }): event is { type: 'RungFired'; told: PersonId[] } =>
  event.type === 'RungFired' && (event as { nature?: unknown }).nature === 'escalation';
