import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../domain/request/request.ts';
import { zh } from '../../../domain/notices/wording.zh.ts';
import { hazardDecider } from '../../../domain/hazard/hazard-decider.ts';
import { aMoment, aRoster, given, gives, people, rectifies, reports, verifies } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const later = '2026-10-09 15:00';
const repaired = [reports(opened), rectifies('2026-10-09 10:00')] as const;
const assigned = gives('2026-09-29 10:00', { type: 'AssignHazard', by: people.zhao, zone: 'east' });
const asksToVoid = (by: string) => gives('2026-09-29 10:00', { type: 'VoidHazard', by, reason: '重复登记' });
const voids = gives(later, { type: 'GrantRequest', by: people.sun, reason: '属实', ask: { type: 'void', reason: '重复登记' } as Ask });

describe('whoever reported a hazard', () => {
  it.each([
    ['closed', [...repaired], verifies(later, true)],
    ['voided', [reports(opened), asksToVoid(people.zhao)], voids],
    ['merged', [reports(opened)], gives(later, { type: 'MergeHazard', by: people.zhao, into: 'another', reason: '同一处' })],
  ] as const)('hears once that it was %s', (_, before, step) =>
    expect(
      given(...before)
        .when(step)
        .told(),
    ).toEqual([`${people.qian} ended`]),
  );

  it('hears nothing while it goes on', () =>
    expect(
      given(...repaired)
        .when(verifies(later, false))
        .told(),
    ).toEqual(['zhang rework']));

  it('is not told what he did himself', () =>
    expect(
      given({ ...repaired[0], command: { ...repaired[0].command, by: people.zhao } as never }, repaired[1])
        .when(verifies(later, true))
        .told(),
    ).toEqual([]));

  it('is not told when he has left', () => {
    const roster = aRoster();
    const left = { ...roster, people: new Map([...roster.people].filter(([id]) => id !== people.qian)) };
    expect(
      given(...repaired)
        .when({ ...verifies(later, true), roster: left })
        .told(),
    ).toEqual([]);
  });

  it('of a tip-off is answered in writing instead', () =>
    expect(
      given(reports(opened, 'east', { source: 'tipOff' }), assigned, repaired[1])
        .when(gives(later, { type: 'VerifyHazard', by: people.zhao, passed: true, opinion: '', answer: '已整改' }))
        .told(),
    ).toEqual([]));

  it('reads what became of it, and why it is he who reads it', () => {
    const step = given(...repaired).when(gives(later, { type: 'VerifyHazard', by: people.zhao, passed: true, opinion: '已复核' }));
    if (step.decision.kind !== 'accepted' || !step.after) throw new Error('it was not accepted');
    const [notice] = hazardDecider.noticesFor(step.after, step.decision.events, aMoment(later), given(...repaired).state);
    const { subject, lines } = zh.notice('ended', notice!.facts, { person: (id) => id, zone: (code) => code });
    expect(subject).toContain('【办理结果】');
    expect(lines.join('')).toContain('您上报的隐患已整改并经复查通过，现已销号。复查意见：已复核。感谢您关注安全。');
    expect(lines.join('')).toContain('您收到本通知，因为该隐患由您上报。');
    expect(lines.join('')).not.toContain('仍未办理');
  });
});
