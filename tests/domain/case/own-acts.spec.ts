import { describe, expect, it } from 'vitest';
import { asking, deciding, handling, isDecision } from '../../../domain/case/own-acts.ts';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import type { DutyKey } from '../../../domain/escalation/policy.ts';

const duties = Object.keys(defaultPolicy.ladders) as DutyKey[];

describe('what somebody does', () => {
  it('is either asked of others or dealt with', () => expect(handling.filter((each) => asking.includes(each as never))).toEqual([]));

  it('UX 4.1: a decision is a yes or a no of whoever leads', () =>
    expect(duties.filter(isDecision)).toEqual([
      'request.decide.supervising',
      'request.decide.first',
      'request.decide.officeDirector',
      'supervision.decide',
      'supervision.lift',
      'dispatch.sign',
    ]));

  it('decides by commands that count as dealt with', () => expect(deciding.filter((each) => !handling.includes(each))).toEqual([]));
});
