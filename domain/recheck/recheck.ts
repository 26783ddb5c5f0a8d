import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { HazardClass } from '../hazard/hazard-class.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';

export type RecheckStage = 'rechecking' | 'sound' | 'unsound';

export type RecheckEvent =
  | CaseEvent
  | ({ type: 'RecheckOpened' } & Rechecked)
  | { type: 'RecheckRecorded'; sound: boolean; note: string; by: PersonId };

/** What is looked at again; whoever rectified it may not be the one to do so. */
export type Rechecked = { number: string; zone: ZoneCode; title: string; class: HazardClass; rectifiedBy: PersonId | null };

/** 回头看: whether a major hazard that was closed has stayed sound; a case of its own, so that the office is on a clock for it. */
export type Recheck = CaseCore &
  Rechecked & {
    stage: RecheckStage;
    recorded: { sound: boolean; note: string; by: PersonId } | null;
    /** What was owed, once it is done. */
    settled: Obligation | null;
  };

export function evolveRecheck(state: Recheck | null, event: RecheckEvent): Recheck {
  if (event.type === 'RecheckOpened') {
    const { type: _, ...opened } = event;
    return { ...emptyCore, stage: 'rechecking', ...opened, recorded: null, settled: null };
  }
  if (!state) throw new Error(`${event.type} before RecheckOpened`);
  switch (event.type) {
    case 'RecheckRecorded': {
      const { sound, note, by } = event;
      return { ...state, stage: sound ? 'sound' : 'unsound', recorded: { sound, note, by }, settled: state.obligation, obligation: null };
    }
    case 'ObligationOpened':
    case 'RungFired':
    case 'DeadlineMoved':
    case 'HolderChanged':
    case 'CaseChased':
    case 'ContactRecorded':
    case 'Acknowledged':
      return evolveCore(state, event);
  }
}
