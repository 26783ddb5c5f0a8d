import { describe, expect, it } from 'vitest';
import { sayRefusal } from '../../../domain/case/refusal-wording.ts';
import type { Refusal } from '../../../domain/case/refusals.ts';

const refusals: [Refusal, zh: string, en: string][] = [
  [
    { code: 'WRONG_STAGE', params: { stage: 'verifying' } },
    '当前阶段（待复查）不能办理此操作。',
    'This cannot be done now: the case is waiting for verification.',
  ],
  [
    { code: 'NOT_LATER', params: { due: '2026-10-12T09:30:00.000Z' } },
    '新期限必须晚于现期限（2026-10-12 17:30）。',
    'The new date must lie after the present deadline (2026-10-12 17:30).',
  ],
  [
    { code: 'DATE_PAST', params: { date: '2026-10-12' } },
    '日期（2026-10-12）已过，请重新填写。',
    'The date 2026-10-12 has passed; please give a later one.',
  ],
];

describe('a refusal', () => {
  it.each(refusals)('%o names stages in words and moments in the time of Shanghai', (refusal, zh, en) => {
    expect([sayRefusal(refusal, 'zh'), sayRefusal(refusal, 'en')]).toEqual([zh, en]);
  });
});
