import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../domain/case/decision.ts';
import { asksForAct, isMutable } from '../../../domain/notices/notices-for.ts';
import { en } from '../../../domain/notices/wording.en.ts';
import { zh } from '../../../domain/notices/wording.zh.ts';
import type { Roster } from '../../../domain/people/roster.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { vacancyDecider } from '../../../domain/vacancy/vacancy.ts';
import type { Vacancy, VacancyCommand } from '../../../domain/vacancy/vacancy.ts';
import { aMoment, aRoster, west } from '../../support/given.ts';

const seat = seatFor('specific', west);
const held = aRoster();
const tenures = [
  ...held.tenures.filter((each) => each.seat.post !== 'specific' || each.seat.scope !== west),
  { seat, person: 'qian', from: instantOf('2026-11-27 00:00'), to: null },
];
const vacant = aRoster({ tenures: tenures.slice(0, -1) });
const filled = aRoster({ tenures });

function does(before: Vacancy | null, command: VacancyCommand, moment: Moment) {
  const decision = vacancyDecider.decide(before, command, moment);
  if (decision.kind !== 'accepted') throw new Error(decision.kind);
  const after = decision.events.reduce<Vacancy | null>((state, event) => vacancyDecider.evolve(state, event), before);
  return { after, notices: after ? vacancyDecider.noticesFor(after, decision.events, moment, before) : [] };
}

function fills(given: { by?: string; basis?: string; inherits?: number }, roster: Roster = filled) {
  const opening = { type: 'OpenVacancy' as const, number: 'KQ-1', zone: west, seat, title: '城西责任区具体责任人空缺' };
  const { after } = does(null, opening, aMoment('2026-11-20 09:00', vacant));
  return does(after, { type: 'FillVacancy', person: 'qian', ...given }, aMoment('2026-11-27 09:00', roster)).notices;
}

const names = { person: (id: string) => ({ qian: '钱进', sun: '孙晓' })[id] ?? id, zone: () => '城西责任区' };
const says = (notice: ReturnType<typeof fills>[number] | undefined) =>
  [zh, en].map((wording) => (notice ? wording.notice(notice.kind, notice.facts, names).lines.join('\n') : ''));

describe('a vacancy that is filled', () => {
  it('tells whoever was appointed since when, by whom, on what basis, and whom to ask', () => {
    const notices = fills({ by: 'sun', basis: '青建任〔2026〕12号', inherits: 0 });
    expect(notices.map(({ person, kind }) => `${person} ${kind}`)).toEqual(['qian appointed']);
    const [inChinese, inEnglish] = says(notices[0]);
    expect(inChinese).toBe(
      '您自11月27日起为城西责任区的具体责任人。由孙晓任命。依据或原因：青建任〔2026〕12号。目前没有移交的待办，今后该岗位的待办会通知您。如有疑问，请询问孙晓或领导小组办公室。\n您收到本通知，因为您是城西责任区的具体责任人。',
    );
    expect(inEnglish).toMatch(
      /^From 27 Nov on you are specific responsible person of 城西责任区. 孙晓 appointed you. Basis or reason: 青建任〔2026〕12号/,
    );
  });

  it('names the office alone where nobody is known to have appointed him', () => {
    expect(says(fills({})[0])[0]).toContain('责任人。目前没有移交的待办，今后该岗位的待办会通知您。如有疑问，请询问领导小组办公室。');
  });

  it('tells nobody twice: whoever takes over open cases hears of it by these', () => {
    expect(fills({ inherits: 2 })).toEqual([]);
  });

  it('tells whoever is away himself, and nobody in his place', () => {
    const away = { person: 'qian', from: instantOf('2026-11-26 00:00'), to: instantOf('2026-12-01 00:00'), acting: 'sun' };
    const notices = fills({}, aRoster({ tenures, absences: [away] }));
    expect(notices.map(({ person, kind }) => `${person} ${kind}`)).toEqual(['qian appointed']);
    expect(says(notices[0])[0]?.split('。')[0]).toBe('您自11月27日起为城西责任区的具体责任人');
  });

  it('may not be muted, and asks for nothing', () => {
    expect([isMutable.includes('appointed'), asksForAct.includes('appointed')]).toEqual([false, false]);
  });
});
