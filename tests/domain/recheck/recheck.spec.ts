import { describe, expect, it } from 'vitest';
import { decideRecheck } from '../../../domain/recheck/decide-recheck.ts';
import type { RecheckCommand } from '../../../domain/recheck/decide-recheck.ts';
import { recheckDecider } from '../../../domain/recheck/recheck-decider.ts';
import { evolveRecheck } from '../../../domain/recheck/recheck.ts';
import type { Recheck } from '../../../domain/recheck/recheck.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { aMoment, given, people, rectifies, reports, submitsPlan, verifies } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const closing = '2026-10-12 11:00';
const before = (major: boolean) => [
  reports(opened, 'east', major ? { class: 'major' } : {}),
  ...(major ? [submitsPlan('2026-10-09 10:00')] : []),
  rectifies('2026-10-12 10:00'),
];
const opens: RecheckCommand = {
  type: 'OpenRecheck',
  number: 'AQ-2026-00001-回看',
  zone: 'east',
  title: '脚手架连墙件缺失',
  class: 'major',
  rectifiedBy: people.zhang,
};
const records = (changes: object = {}): RecheckCommand =>
  ({ type: 'RecordRecheck', by: people.zhao, sound: true, note: '', ...changes }) as RecheckCommand;

function after(...steps: [at: string, command: RecheckCommand][]) {
  let recheck: Recheck | null = null;
  let told: string[] = [];
  let decision: ReturnType<typeof decideRecheck> | null = null;
  for (const [at, command] of steps) {
    decision = decideRecheck(recheck, command, aMoment(at));
    if (decision.kind !== 'accepted') continue;
    recheck = decision.events.reduce<Recheck | null>(evolveRecheck, recheck);
    told = recheckDecider.noticesFor(recheck as Recheck, decision.events, aMoment(at)).map(({ person, kind }) => `${person} ${kind}`);
  }
  return { recheck, told, decision };
}

describe('a major hazard that is closed', () => {
  it('is to be looked at again', () => {
    const { decision } = given(...before(true)).when(verifies(closing, true));
    expect(decision).toMatchObject({ then: [{ to: 'part', kind: 'recheck', part: 'recheck', command: opens }] });
  });

  it('unlike a general one, or one that failed its verification', () => {
    expect(given(...before(false)).when(verifies(closing, true)).decision).not.toHaveProperty('then');
    expect(given(...before(true)).when(verifies(closing, false)).decision).not.toHaveProperty('then');
  });
});

describe('a recheck (回头看)', () => {
  it('is owed by the office within thirty days, reminded before and climbing after', () => {
    const { recheck, told } = after([closing, opens]);
    expect(recheck).toMatchObject({ stage: 'rechecking', obligation: { duty: 'hazard.recheck', owedBy: { post: 'office' } } });
    expect(showInShanghai(recheck?.obligation?.due.at as never)).toBe('2026-11-11 17:30');
    expect(told).toEqual(['zhao task']);
    expect(after([closing, opens], ['2026-11-06 17:30', { type: 'Climb' }]).told).toEqual(['zhao reminder']);
    expect(after([closing, opens], ['2026-11-13 17:30', { type: 'Climb' }]).told).toEqual([
      'zhao reminder',
      'li escalation',
      'wang escalation',
    ]);
  });

  it('that finds it sound ends there', () => {
    const { recheck, told } = after([closing, opens], ['2026-11-10 10:00', records()]);
    expect(recheck).toMatchObject({ stage: 'sound', obligation: null, recorded: { by: people.zhao } });
    expect(told).toEqual([]);
  });

  it('that finds it unsound tells the office to report it anew, and does not do so itself', () => {
    const { recheck, told, decision } = after([closing, opens], ['2026-11-10 10:00', records({ sound: false, note: '又见超挖' })]);
    expect(recheck?.stage).toBe('unsound');
    expect(told).toEqual(['zhao unsound']);
    expect(decision).not.toHaveProperty('then');
  });

  it.each<[string, object, string]>([
    ['by whoever rectified', { by: people.zhang }, 'VERIFIER_IS_RECTIFIER'],
    ['by somebody outside the office', { by: people.qian }, 'OFFICE_ONLY'],
    ['as unsound without a note', { sound: false, note: ' ' }, 'REASON_REQUIRED'],
  ])('is not recorded %s', (_, changes, code) => {
    expect(after([closing, opens], ['2026-11-10 10:00', records(changes)]).decision).toMatchObject({ refusal: { code } });
  });

  it('is recorded once', () => {
    const twice = after([closing, opens], ['2026-11-10 10:00', records()], ['2026-11-10 11:00', records()]);
    expect(twice.decision).toMatchObject({ refusal: { code: 'WRONG_STAGE' } });
  });
});
