import { plusMs } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';

/** What gives a sign of life now and then: the worker, the bell, and, asked by the api or the worker, Temporal and the mail server. */
export const engineParts = ['worker', 'bell', 'temporal', 'mail'] as const;
export type EnginePart = (typeof engineParts)[number];

/** When it was last seen, and since when it was looked for in vain; both null: never looked for. */
export type EngineSign = { part: EnginePart; seenAt: Instant | null; missingSince: Instant | null };

/** What ails the engine as a whole: since when clocks stand still, since when mail waits; null while all is well. */
export type EngineState = { clocks: { since: Instant; missing: EnginePart[] } | null; mailSince: Instant | null };

// The worker and the bell give their sign several times within this span; Temporal and the mail server are looked for twice within it.
const patienceMs: Record<EnginePart, number> = { worker: 60_000, bell: 3 * 60_000, temporal: 8_000, mail: 8_000 };

/**
 * How a part stands: `silent` since it was last seen, or since it was first looked for in vain; `unknown` when it never gave a sign, as one
 * that was never set up.
 */
export type PartStanding = { part: EnginePart; state: 'well' | 'silent' | 'unknown'; since: Instant | null; seenAt: Instant | null };

/** Each part at that moment. */
export function partsOfEngine(signs: readonly EngineSign[], now: Instant): PartStanding[] {
  return engineParts.map((part) => {
    const sign = signs.find((each) => each.part === part) ?? { part, seenAt: null, missingSince: null };
    const since = missingSince(sign, now);
    return { part, state: since ? 'silent' : sign.seenAt ? 'well' : 'unknown', since, seenAt: sign.seenAt };
  });
}

/** Judges the signs of life at that moment. What never gave one was never set up, and is not missed. */
export function engineState(signs: readonly EngineSign[], now: Instant): EngineState {
  const missing = signs.flatMap((sign): { part: EnginePart; since: Instant }[] => {
    const since = missingSince(sign, now);
    return since === null ? [] : [{ part: sign.part, since }];
  });
  const clocks = missing.filter(({ part }) => part !== 'mail').sort((a, b) => (a.since < b.since ? -1 : 1));
  const [first] = clocks;
  return {
    clocks: first ? { since: first.since, missing: clocks.map(({ part }) => part) } : null,
    mailSince: missing.find(({ part }) => part === 'mail')?.since ?? null,
  };
}

function missingSince({ part, seenAt, missingSince: since }: EngineSign, now: Instant): Instant | null {
  const isAskedFor = part === 'temporal' || part === 'mail';
  const from = isAskedFor ? since : seenAt;
  if (from === null || plusMs(from, patienceMs[part]) >= now) return null;
  return seenAt ?? since;
}
