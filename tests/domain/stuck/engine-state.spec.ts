import { describe, expect, it } from 'vitest';
import { engineState, partsOfEngine } from '../../../domain/stuck/engine-state.ts';
import type { EnginePart } from '../../../domain/stuck/engine-state.ts';
import { instantOf } from '../../../domain/time/instant.ts';

const now = instantOf('2026-10-12 09:30');
const at = (time: string) => instantOf(`2026-10-12T${time}+08:00`);
const sign = (part: EnginePart, seen: string | null, missing: string | null = null) => ({
  part,
  seenAt: seen === null ? null : at(seen),
  missingSince: missing === null ? null : at(missing),
});
const clocks = (since: string, ...missing: EnginePart[]) => ({ clocks: { since: at(since), missing }, mailSince: null });
const well = { clocks: null, mailSince: null };

describe('the engine', () => {
  it.each([
    ['that never gave a sign was never set up', [], well],
    ['whose parts were seen just now is well', [sign('worker', '09:29:50'), sign('bell', '09:29:10'), sign('temporal', '09:29:58')], well],
    [
      'whose worker has been silent for a minute stands still since its last sign',
      [sign('worker', '09:28:59')],
      clocks('09:28:59', 'worker'),
    ],
    ['whose bell has not rung for three minutes stands still since the last one', [sign('bell', '09:26:00')], clocks('09:26:00', 'bell')],
    ['whose bell is two minutes late may still ring', [sign('bell', '09:27:30')], well],
    ['that was missed once is asked again first', [sign('temporal', '09:29:50', '09:29:55')], well],
    [
      'whose Temporal is away stands still since it was last seen',
      [sign('temporal', '09:12:00', '09:12:05')],
      clocks('09:12:00', 'temporal'),
    ],
    [
      'whose Temporal was never seen is missed since it was first asked',
      [sign('temporal', null, '09:20:00')],
      clocks('09:20:00', 'temporal'),
    ],
    [
      'of which several parts are missing says since the first',
      [sign('worker', '09:15:00'), sign('temporal', '09:12:00', '09:12:05')],
      clocks('09:12:00', 'temporal', 'worker'),
    ],
    ['whose mail server is away keeps its clocks', [sign('mail', '09:10:00', '09:10:05')], { clocks: null, mailSince: at('09:10:00') }],
  ])('%s', (_, signs, state) => {
    expect(engineState(signs, now)).toEqual(state);
  });
});

describe('each part of the engine', () => {
  it('is well, silent since its last sign, or was never set up', () => {
    expect(partsOfEngine([sign('worker', '09:29:50'), sign('bell', '09:20:00'), sign('mail', null, '09:10:00')], now)).toEqual([
      { part: 'worker', state: 'well', since: null, seenAt: at('09:29:50') },
      { part: 'bell', state: 'silent', since: at('09:20:00'), seenAt: at('09:20:00') },
      { part: 'temporal', state: 'unknown', since: null, seenAt: null },
      { part: 'mail', state: 'silent', since: at('09:10:00'), seenAt: null },
    ]);
  });
});
