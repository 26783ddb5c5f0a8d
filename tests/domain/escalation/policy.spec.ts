import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { policyInForce } from '../../../domain/escalation/policy.ts';
import { faultsOfPolicy } from '../../../domain/escalation/policy-faults.ts';
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
