import { expect, it } from 'vitest';
import { hazardDecider } from '../../../domain/hazard/hazard-decider.ts';
import type { Hazard } from '../../../domain/hazard/hazard.ts';
import { en } from '../../../domain/notices/wording.en.ts';
import { zh } from '../../../domain/notices/wording.zh.ts';
import { aMoment, given, reports } from '../../support/given.ts';

it('国务院2026年通知: a deadline on the Saturday that is worked after the National Day says that it is worked', () => {
  const at = '2026-10-09 15:00';
  const { decision, after } = given().when(reports(at, 'east', { mode: 'immediate' }));
  const events = decision.kind === 'accepted' ? decision.events : [];
  const [notice] = hazardDecider.noticesFor(after as Hazard, events, aMoment(at));
  if (!notice) throw new Error('nobody was told');
  const names = { person: () => '张建国', zone: () => '城东' };
  const [chinese = '', english = ''] = [zh, en].map((words) => words.notice(notice.kind, notice.facts, names).lines.join(' '));
  expect(chinese).toContain('请于10月10日（周六，调休上班）17:30前');
  expect(english).toContain('Sat 10 Oct (make-up workday), 17:30');
  expect(zh.brief('待办', notice.facts)).toContain('期限10月10日（周六，调休上班）17:30');
  // The Monday after it is a day like any other.
  expect(chinese).not.toMatch(/周一，调休/);
});
