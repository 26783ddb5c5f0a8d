import type { Instant, LocalDate } from '../time/instant.ts';
import { dateIn } from '../time/instant.ts';

/** When a case was due and done: by the engine's clock, or, 补录, by a paper that somebody typed in afterwards. */
export type Closing = { id: string; number: string } & (
  | { typedIn: false; dueAt: Instant | null; closedAt: Instant }
  | { typedIn: true; dueOn: LocalDate | null; closedOn: LocalDate | null }
);

/** A share with the cases behind it; `rate` is null where there is nothing to divide by: shown as —, never as 100 %. */
export type Share = { met: number; of: number; rate: number | null; cases: { id: string; number: string }[] };

export type Plausibility = {
  /** 补录 is counted apart: its dates are a paper's, not the engine's. */
  typedIn: Share;
  byClock: Share;
  /** The typed-in dates look as if they had been filled in from the deadlines afterwards. */
  isImplausible: boolean;
};

// A real ledger showed 110 of 126 closed exactly on the due date (DOMAIN §6): people finish before it and after it, rarely on it.
const implausibleFrom = { cases: 20, rate: 0.5 };

/** How many cases were closed on the very day that they were due, typed-in ones apart. */
export function plausibilityOf(closings: readonly Closing[]): Plausibility {
  const typedIn = share(
    closings.flatMap((each) =>
      each.typedIn && each.dueOn && each.closedOn ? [{ ...each, isOnTheDay: each.dueOn === each.closedOn }] : [],
    ),
  );
  const byClock = share(
    closings.flatMap((each) =>
      !each.typedIn && each.dueAt ? [{ ...each, isOnTheDay: dateIn(each.dueAt) === dateIn(each.closedAt) }] : [],
    ),
  );
  const isImplausible = typedIn.of >= implausibleFrom.cases && (typedIn.rate ?? 0) >= implausibleFrom.rate;
  return { typedIn, byClock, isImplausible };
}

function share(cases: { id: string; number: string; isOnTheDay: boolean }[]): Share {
  const met = cases.filter(({ isOnTheDay }) => isOnTheDay);
  return {
    met: met.length,
    of: cases.length,
    rate: cases.length === 0 ? null : met.length / cases.length,
    cases: met.map(({ id, number }) => ({ id, number })),
  };
}
