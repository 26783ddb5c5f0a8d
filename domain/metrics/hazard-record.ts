import type { Obligation } from '../escalation/obligation.ts';
import { evolve } from '../hazard/hazard.ts';
import type { Hazard, HazardEvent } from '../hazard/hazard.ts';
import type { Instant } from '../time/instant.ts';

/** What figures are made of: one hazard as its entries tell it up to a cut-off, and nothing that came later. */
export type HazardRecord = Pick<Hazard, 'number' | 'zone' | 'stage' | 'suspensions' | 'obligation'> &
  Pick<Hazard['facts'], 'title' | 'class' | 'category' | 'project'> & {
    id: string;
    /** 补录 of something that was over: its dates are a paper's, so it is counted apart. */
    isTypedIn: boolean;
    foundAt: Instant;
    /** When the hazard before it in the same zone and category was found; null when there is none. */
    sameFoundAt: Instant | null;
    /** Each repair that was owed, with the deadline that it had in the end; `endedAt` null while it is owed. */
    repairs: { due: Instant; endedAt: Instant | null }[];
    verifications: { at: Instant; passed: boolean }[];
    extendedAt: Instant[];
    escalations: { at: Instant; level: number }[];
    closedAt: Instant | null;
  };

export type HazardEntry = { at: Instant; events: readonly HazardEvent[] };

/** Folds the entries up to the cut-off; null when it was not yet reported then. */
export function recordOf(
  { id, sameFoundAt, entries }: { id: string; sameFoundAt: Instant | null; entries: readonly HazardEntry[] },
  until: Instant,
): HazardRecord | null {
  const told = entries.filter(({ at }) => at <= until);
  const [first] = told;
  if (!first) return null;
  const seen: Pick<HazardRecord, 'repairs' | 'verifications' | 'extendedAt' | 'escalations' | 'closedAt'> = {
    repairs: [],
    verifications: [],
    extendedAt: [],
    escalations: [],
    closedAt: null,
  };
  let state: Hazard | null = null;
  for (const { at, events } of told)
    for (const event of events) {
      const before: Obligation | null = state?.obligation ?? null;
      state = evolve(state, event);
      const current = seen.repairs.at(-1);
      if (before && isRepair(before) && state.obligation?.id !== before.id && current) current.endedAt ??= at;
      switch (event.type) {
        case 'ObligationOpened':
          if (isRepair(event.obligation)) seen.repairs.push({ due: event.obligation.due.at, endedAt: null });
          break;
        case 'DeadlineMoved':
          if (before && isRepair(before) && current) current.due = event.to.at;
          break;
        case 'RungFired':
          if (event.nature === 'escalation') seen.escalations.push({ at, level: event.level });
          break;
        case 'VerificationPassed':
        case 'VerificationFailed':
          seen.verifications.push({ at, passed: event.type === 'VerificationPassed' });
          break;
        case 'RequestGranted':
          if (event.ask.type === 'extension') seen.extendedAt.push(at);
          break;
        case 'HazardClosed':
          seen.closedAt = at;
          break;
        default:
          break;
      }
    }
  if (!state) return null;
  const { number, zone, stage, suspensions, obligation, facts, enteredLater } = state;
  const { title, category, project } = facts;
  const isTypedIn = enteredLater?.status === 'closed';
  return {
    ...{ id, number, zone, stage, suspensions, obligation, title, class: facts.class, category, project },
    ...{ isTypedIn, foundAt: first.at, sameFoundAt },
    ...seen,
  };
}

const isRepair = ({ duty }: Obligation) => duty.startsWith('hazard.rectify.');
