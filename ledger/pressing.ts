import type { CaseCore } from '../domain/case/case-events.ts';
import type { Moment } from '../domain/case/decision.ts';
import { lastPressed, whyNotChased } from '../domain/case/press.ts';
import type { ChaseFault } from '../domain/case/press.ts';
import { reachedBy } from '../domain/escalation/climb.ts';
import type { PersonId, ZoneCode } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Names, PersonRef } from './case-item.ts';
import type { Ledger } from './ledger.ts';

/** What people can do, and did, to get a case moving. */
export type Pressing = {
  /** Whom pressing for it tells, an absent one for information only, and why the reader may not. */
  tells: (PersonRef & { isCopy: boolean })[];
  notPressed: ChaseFault | null;
  /** Who pressed last for what is owed now, and when whoever owes was last reached by phone. */
  pressed: { by: PersonRef; at: Instant } | null;
  contactedAt: Instant | null;
};

/** How a case that is owed stands towards being pressed for by that reader. */
export function pressingOf(state: CaseCore & { zone: ZoneCode }, reader: PersonId, moment: Moment, names: Names): Pressing {
  const { obligation, zone } = state;
  const pressed = lastPressed(state);
  const reached = obligation ? reachedBy(obligation.owedBy.post, zone, moment.roster, moment.now) : [];
  return {
    tells: reached.map(({ person, as }) => ({ ...names.person(person), isCopy: as === 'copy' })),
    notPressed: whyNotChased(state, reader, moment),
    pressed: pressed && { by: names.person(pressed.by), at: pressed.at },
    contactedAt: obligation?.contactedAt ?? null,
  };
}

/** 催办 of what is owed now: who pressed last, when and with which words, which may be empty. */
type Pressed = { by: PersonId; at: Instant; words: string };

/** Of these cases, those that were pressed for since what is owed now was. */
export async function pressedAmong(
  { pool }: Ledger,
  cases: readonly { id: string; state: CaseCore }[],
): Promise<ReadonlyMap<string, Pressed>> {
  const pressed = cases.flatMap(({ id, state }) => {
    const last = lastPressed(state);
    return last ? [{ id, ...last }] : [];
  });
  if (pressed.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; words: string }>({
    name: 'words-of-pressing',
    text: `select distinct on (e.case_id) e.case_id as id, ev->>'words' as words from entry e, jsonb_array_elements(e.events) ev
      where e.case_id = any($1) and ev->>'type' in ('CaseChased', 'HazardChased') order by e.case_id, e.revision desc`,
    values: [pressed.map(({ id }) => id)],
  });
  const words = new Map(rows.map((row) => [row.id, row.words]));
  return new Map(pressed.map(({ id, ...last }) => [id, { ...last, words: words.get(id) ?? '' }]));
}
