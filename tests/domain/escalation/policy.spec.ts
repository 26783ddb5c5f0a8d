import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { policyInForce } from '../../../domain/escalation/policy.ts';
import type { Ladder, Policy, Rung } from '../../../domain/escalation/policy.ts';
import { faultsOfPolicy } from '../../../domain/escalation/policy-faults.ts';
import { sayFault } from '../../../domain/document/fault.ts';
import { instantOf, localDateOf } from '../../../domain/time/instant.ts';
import { policyInSeconds } from '../../../stack/example-bureau.ts';

describe('a policy', () => {
  it.each([defaultPolicy, policyInSeconds])('that the product ships has no fault', (policy) => {
    expect(faultsOfPolicy(policy)).toEqual([]);
  });

  it('is in force from its first valid day on, the newest of several', () => {
    const next = { ...defaultPolicy, version: 2, validFrom: localDateOf('2026-10-01') };
    const later = { ...defaultPolicy, version: 3, validFrom: localDateOf('2027-01-01') };
    const inForce = (at: string) => policyInForce([next, defaultPolicy, later], instantOf(at))?.version ?? null;
    expect([inForce('2023-12-31 12:00'), inForce('2026-09-30 23:59'), inForce('2026-10-01 00:00')]).toEqual([null, 1, 2]);
  });
});

describe('a draft of a policy', () => {
  const rungs = defaultPolicy.ladders['hazard.rectify.general'].rungs;
  const [supervising, first] = ['supervising', 'first'].map((key) => rungs.find((rung) => rung.key === key)) as [Rung, Rung];
  const withRungs = (...changed: Rung[]): Partial<Ladder> => ({ rungs: changed });
  const draft = (changes: Partial<Ladder>, duty: keyof Policy['ladders'] = 'hazard.rectify.general') => ({
    ladders: { ...defaultPolicy.ladders, [duty]: { ...defaultPolicy.ladders[duty], ...changes } },
  });
  const place = 'ladders["hazard.rectify.general"]';

  it.each([
    [
      'whose director would hear before the deputy',
      draft(withRungs({ ...supervising, when: { afterDue: { workdays: 3 } } }, first)),
      `${place}.rungs[1].when LEVEL_TOO_EARLY first`,
    ],
    [
      'whose levels change places over 国庆 (2026-10-01 to 10-07)',
      draft(withRungs({ ...supervising, when: { afterDue: { workdays: 1 } } }, { ...first, when: { afterDue: { elapsed: 'P5D' } } })),
      `${place}.rungs[1].when LEVEL_TOO_EARLY first`,
    ],
    [
      'that would remind after the deadline',
      draft(withRungs(supervising, { key: 'late', nature: 'reminder', when: { afterDue: { workdays: 1 } }, tells: ['specific'] })),
      `${place}.rungs[1].when NEVER_RINGS late`,
    ],
    [
      'that tells the head of a unit',
      draft(withRungs({ ...supervising, tells: ['supervising', 'unitHead'] })),
      `${place}.rungs[0].tells[1] OUT_OF_REACH unitHead`,
    ],
    ['that tells him on opening', draft({ tellsOnOpening: ['unitHead'] }), `${place}.tellsOnOpening[0] OUT_OF_REACH unitHead`],
    [
      'that tells a zone’s deputy of what has no zone',
      draft(withRungs({ ...supervising, tells: ['supervising'] }), 'calendar.publish'),
      'ladders["calendar.publish"].rungs[0].tells[0] OUT_OF_REACH supervising',
    ],
    ['that reaches beyond the calendar', draft({ limit: { days: 3650 } }), `${place}.limit BEYOND_CALENDAR `],
  ])('%s has that fault at its place, in both languages', (_, policy, fault) => {
    const faults = faultsOfPolicy(policy);
    expect(faults.map(({ path, code, value }) => `${path} ${code} ${value}`)).toEqual([fault]);
    for (const each of faults) {
      expect(sayFault(each, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(sayFault(each, 'en')).toMatch(/[a-z]/);
    }
  });
});
