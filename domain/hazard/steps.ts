import type { PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { Hazard, HazardEvent } from './hazard.ts';

/** 上报→派单→整改→复查→销号, as people know a hazard's way. */
const steps = ['report', 'assign', 'rectify', 'verify', 'close'] as const;
export type Step = { step: (typeof steps)[number]; state: 'done' | 'now' | 'ahead'; at: Instant | null; by: PersonId | null };

const finishes: Partial<Record<HazardEvent['type'], Step['step']>> = {
  HazardReported: 'report',
  HazardAssigned: 'assign',
  HazardReassigned: 'assign',
  HazardRectified: 'rectify',
  VerificationPassed: 'verify',
  HazardClosed: 'close',
};
const takesBack: Partial<Record<HazardEvent['type'], Step['step'][]>> = {
  VerificationFailed: ['rectify'],
  HazardReturned: ['assign'],
  HazardUnmerged: ['assign', 'rectify'],
};
const nowAt = {
  reported: 'assign',
  rectifying: 'rectify',
  verifying: 'verify',
  suspended: 'rectify',
  closed: null,
  void: null,
  merged: null,
} as const;

/** What the engine did of itself, or a paper without a name tells, is put to nobody's account. */
function doerOf(event: HazardEvent, actor: PersonId | null): PersonId | null {
  if (event.type === 'HazardAssigned' && event.automatic) return null;
  return event.type === 'HazardRectified' || event.type === 'VerificationPassed' ? event.by : actor;
}

/** The five-step line: what is done, when and by whom; where the hazard is now. What is taken back (返工, 退回) is ahead again. */
export function stepsOf(hazard: Hazard, history: readonly { at: Instant; by: PersonId | null; events: readonly HazardEvent[] }[]): Step[] {
  const done = new Map<Step['step'], { at: Instant; by: PersonId | null }>();
  for (const { at, by, events } of history)
    for (const event of events) {
      const step = finishes[event.type];
      if (step) done.set(step, { at, by: doerOf(event, by) });
      for (const taken of takesBack[event.type] ?? []) done.delete(taken);
    }
  return steps.map((step) => {
    const finished = done.get(step);
    if (finished) return { step, state: 'done', ...finished };
    return { step, state: nowAt[hazard.stage] === step ? 'now' : 'ahead', at: null, by: null };
  });
}
