import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { faultsOfPolicy } from '../../../domain/escalation/policy-faults.ts';
import { en } from '../../../domain/notices/wording.en.ts';
import { zh } from '../../../domain/notices/wording.zh.ts';
import { decideSuggestion } from '../../../domain/suggestion/decide-suggestion.ts';
import type { SuggestionCommand } from '../../../domain/suggestion/decide-suggestion.ts';
import { suggestionDecider } from '../../../domain/suggestion/suggestion-decider.ts';
import { evolveSuggestion } from '../../../domain/suggestion/suggestion.ts';
import type { Suggestion } from '../../../domain/suggestion/suggestion.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { aMoment, people } from '../../support/given.ts';

const written = '2026-10-12 10:00';
const makes: SuggestionCommand = {
  type: 'MakeSuggestion',
  by: people.qian,
  number: 'YJ-2026-00001',
  text: '上报页面的照片\n最好能一次选多张',
  about: '/report',
};
const answers = (changes: object = {}): SuggestionCommand =>
  ({ type: 'AnswerSuggestion', by: people.zhao, answer: '已列入下月改进', ...changes }) as SuggestionCommand;

function after(...steps: [at: string, command: SuggestionCommand][]) {
  let suggestion: Suggestion | null = null;
  let notices: ReturnType<typeof suggestionDecider.noticesFor> = [];
  let decision: ReturnType<typeof decideSuggestion> | null = null;
  for (const [at, command] of steps) {
    decision = decideSuggestion(suggestion, command, aMoment(at));
    if (decision.kind !== 'accepted') continue;
    suggestion = decision.events.reduce<Suggestion | null>(evolveSuggestion, suggestion);
    notices = suggestionDecider.noticesFor(suggestion as Suggestion, decision.events, aMoment(at));
  }
  return { suggestion, decision, notices, told: notices.map(({ person, kind }) => `${person} ${kind}`) };
}

describe('a suggestion (意见建议)', () => {
  it('is owed an answer by the office within ten workdays, and climbs to its director', () => {
    const { suggestion, told } = after([written, makes]);
    expect(suggestion).toMatchObject({
      stage: 'answering',
      zone: 'bureau',
      obligation: { duty: 'suggestion.answer', owedBy: { post: 'office' } },
    });
    expect(showInShanghai(suggestion?.obligation?.due.at as never)).toBe('2026-10-26 17:30');
    expect(told).toEqual(['zhao task']);
    const climbs: [string, SuggestionCommand][] = [
      ['2026-10-20 17:00', { type: 'Climb' }],
      ['2026-10-26 17:31', { type: 'Climb' }],
      ['2026-11-02 08:31', { type: 'Climb' }],
    ];
    const heard = climbs.map((_, i) => after([written, makes], ...climbs.slice(0, i + 1)).told);
    expect(heard).toEqual([['zhao reminder'], ['sun escalation'], ['zhao escalation', 'sun escalation']]);
  });

  it('is called by its first words', () => {
    const { suggestion } = after([written, makes]);
    expect(suggestionDecider.summaryOf(suggestion as Suggestion)).toEqual({
      number: 'YJ-2026-00001',
      title: '上报页面的照片 最好能一次选多张',
      class: 'general',
      stage: 'answering',
      zone: 'bureau',
      finished: false,
    });
    const long = after([written, { ...makes, text: '😀'.repeat(50) } as SuggestionCommand]).suggestion as Suggestion;
    expect(suggestionDecider.summaryOf(long).title).toBe(`${'😀'.repeat(40)}…`);
  });

  it('is answered by the office, and its author is told, who holds no seat', () => {
    const { suggestion, told, notices } = after([written, makes], ['2026-10-15 10:00', answers()]);
    expect(suggestion).toMatchObject({ stage: 'answered', obligation: null, answered: { answer: '已列入下月改进', by: people.zhao } });
    expect(told).toEqual(['qian answered']);
    const names = { person: () => '赵敏', zone: () => '' };
    const [notice] = notices;
    if (!notice) throw new Error('nobody was told');
    expect(zh.notice(notice.kind, notice.facts, names).lines).toEqual([
      '赵敏已答复您提出的意见建议。答复：已列入下月改进。',
      '您收到本通知，因为该意见建议由您提出。',
    ]);
    expect(en.notice(notice.kind, notice.facts, { ...names, person: () => 'Zhao Min' }).lines[1]).toContain('you made the suggestion');
  });

  it.each<[string, SuggestionCommand, string]>([
    ['by somebody outside the office', answers({ by: people.li }), 'OFFICE_ONLY'],
    ['by whoever made it, who is not of the office', answers({ by: people.qian }), 'OFFICE_ONLY'],
    ['with nothing', answers({ answer: ' ' }), 'REASON_REQUIRED'],
  ])('is not answered %s', (_, command, code) => {
    expect(after([written, makes], ['2026-10-15 10:00', command]).decision).toMatchObject({ refusal: { code } });
  });

  it('is answered once, made once, and says something', () => {
    expect(after([written, makes], ['2026-10-15 10:00', answers()], ['2026-10-15 11:00', answers()]).decision).toMatchObject({
      refusal: { code: 'WRONG_STAGE' },
    });
    expect(after([written, makes], [written, makes]).decision).toMatchObject({ refusal: { code: 'KEY_REUSED' } });
    expect(after([written, { ...makes, text: ' ' } as SuggestionCommand]).decision).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } });
    expect(after([written, answers()]).decision).toMatchObject({ refusal: { code: 'CASE_UNKNOWN' } });
  });

  it('has nobody of a zone in its ladder', () => {
    const ladder = defaultPolicy.ladders['suggestion.answer'];
    const told = { ...ladder, rungs: ladder.rungs.map((rung) => ({ ...rung, tells: ['specific' as const] })) };
    const faults = faultsOfPolicy({ ladders: { ...defaultPolicy.ladders, 'suggestion.answer': told } });
    expect(faults.map(({ code }) => code)).toContain('OUT_OF_REACH');
  });
});
