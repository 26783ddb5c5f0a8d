import { sayShare } from '../metrics/figures.ts';
import type { Draft } from './drafts.ts';

/** What the paper could say of a draft, in its language, Chinese: facts only; a person words it. */
export function sayDraft({ because, words, share, cases }: Draft, unit: string): string {
  const { numerator = 0, denominator = 0 } = share ?? {};
  switch (because) {
    case 'nominated':
      return `${unit}：${words}`;
    case 'bestOnTime':
      return `${unit}本期应结案${denominator}项，按期结案${numerator}项，按期结案率${sayShare(numerator / denominator)}。`;
    case 'overdue':
      return `${unit}截至本期末有${cases.length}项隐患超期未办结：${cases.join('、')}。`;
    case 'repeated':
      return `${unit}本期新发现隐患${denominator}项，其中${numerator}项为30日内同一责任区同类问题重复发生。`;
    case 'own':
      return words.includes(unit) ? words : `${unit}：${words}`;
    case 'unreported':
      return `${unit}未在期限内报送月报。`;
  }
}
