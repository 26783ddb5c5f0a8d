import type { Instant } from '../time/instant.ts';

/** What a month's figures speak of: after `from` (the cut-off before), up to and including `to`, the cut-off. */
export type Span = { from: Instant; to: Instant };

export const isWithin = (at: Instant, { from, to }: Span): boolean => from < at && at <= to;
