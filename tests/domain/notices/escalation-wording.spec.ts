import { describe, expect, it } from 'vitest';
import type { DutyKey } from '../../../domain/escalation/policy.ts';
import type { NoticeFacts } from '../../../domain/notices/notices-for.ts';
import { en } from '../../../domain/notices/wording.en.ts';
import { zh } from '../../../domain/notices/wording.zh.ts';
import { bureauWide } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';

const facts = (duty: DutyKey, zone: string): NoticeFacts => ({
  number: 'X-1',
  title: 'X',
  zone,
  duty,
  obligation: 1,
  major: false,
  dueAt: instantOf('2026-10-12 17:30'),
  provisional: false,
  post: 'supervising',
  as: 'holder',
  owes: 'zhang',
  level: 1,
  reminded: 1,
  next: null,
});
const names = { person: () => '张建国', zone: () => '城东' };
const says = (duty: DutyKey, zone: string) =>
  [zh, en].map((wording) => wording.notice('escalation', facts(duty, zone), names).lines[0] ?? '');

describe('an escalation says of what it speaks', () => {
  it.each<[string, DutyKey, string, RegExp, RegExp]>([
    ['a hazard in a zone', 'hazard.rectify.general', 'east', /^城东1项隐患的整改已超期/, /of a hazard in 城东/],
    ['a zone without a responsible person', 'vacancy.fill', 'east', /^城东的明确责任人已超期/, /of 城东/],
    ['a unit’s report', 'report.submit', 'u1', /^城东的月报已超期/, /monthly report of 城东/],
    ['the month of the bureau', 'dispatch.compile', bureauWide, /^汇总月报已超期/, /^The compilation of the month/],
  ])('%s', (_, duty, zone, chinese, english) => {
    const [inChinese = '', inEnglish = ''] = says(duty, zone);
    expect(inChinese).toMatch(chinese);
    expect(inEnglish).toMatch(english);
    if (!duty.startsWith('hazard.')) expect(inChinese + inEnglish).not.toMatch(/隐患|hazard/);
  });
});
