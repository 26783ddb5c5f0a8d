import { describe, expect, it } from 'vitest';
import { decide } from '../../../domain/hazard/decide.ts';
import { evolve } from '../../../domain/hazard/hazard.ts';
import type { Hazard, HazardEvent } from '../../../domain/hazard/hazard.ts';
import { stepsOf } from '../../../domain/hazard/steps.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aMoment, rectifies, reports, verifies, west } from '../../support/given.ts';

function lineAfter(...steps: ReturnType<typeof reports>[]): string {
  let hazard: Hazard | null = null;
  const history: { at: ReturnType<typeof instantOf>; by: string | null; events: HazardEvent[] }[] = [];
  for (const { at, command } of steps) {
    const decision = decide(hazard, command, aMoment(at));
    if (decision.kind !== 'accepted') throw new Error('the story’s own step was not accepted');
    hazard = decision.events.reduce<Hazard | null>(evolve, hazard);
    history.push({ at: instantOf(at), by: 'by' in command ? command.by : null, events: decision.events });
  }
  return stepsOf(hazard as Hazard, history)
    .map(({ step, state, by }) => `${step}:${state}${by ? `(${by})` : ''}`)
    .join(' ');
}

describe('the five-step line', () => {
  const reported = reports('2026-09-29 09:10');
  it.each([
    [
      'in a zone with a specific person: the repair is next',
      lineAfter(reported),
      'report:done(qian) assign:done rectify:now verify:ahead close:ahead',
    ],
    [
      'in a vacant zone: the office assigns',
      lineAfter(reports('2026-09-29 09:10', west)),
      'report:done(qian) assign:now rectify:ahead verify:ahead close:ahead',
    ],
    [
      'rectified: the verification is next',
      lineAfter(reported, rectifies('2026-09-30 10:00')),
      'report:done(qian) assign:done rectify:done(zhang) verify:now close:ahead',
    ],
    [
      'found wanting: back to the repair (返工)',
      lineAfter(reported, rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', false)),
      'report:done(qian) assign:done rectify:now verify:ahead close:ahead',
    ],
    [
      'verified: all is done',
      lineAfter(reported, rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', true)),
      'report:done(qian) assign:done rectify:done(zhang) verify:done(zhao) close:done(zhao)',
    ],
  ])('%s', (_, line, expected) => expect(line).toBe(expected));
});
