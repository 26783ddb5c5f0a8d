import type { CaseCore } from '../domain/case/case-events.ts';
import type { Moment } from '../domain/case/decision.ts';
import { lastPressed, whyNotChased } from '../domain/case/press.ts';
import type { ChaseFault } from '../domain/case/press.ts';
import { reachedBy } from '../domain/escalation/climb.ts';
import type { PersonId, ZoneCode } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Names, PersonRef } from './case-item.ts';

/** What people can do, and did, to get a case moving. */
export type Pressing = {
  /** Whom pressing for it tells, and why the reader may not. */
  tells: PersonRef[];
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
    tells: reached.map(({ person }) => names.person(person)),
    notPressed: whyNotChased(state, reader, moment),
    pressed: pressed && { by: names.person(pressed.by), at: pressed.at },
    contactedAt: obligation?.contactedAt ?? null,
  };
}
