import type { Figure } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';

export const nothing = '—';

/** 93.72%: two decimals; — where there is nothing to divide by, never 100 %. */
export const sayShare = (numerator: number, denominator: number): string =>
  denominator === 0 ? nothing : `${((numerator / denominator) * 100).toFixed(2)}%`;

const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;

/** The value of a figure: a share in per cent, a handling time in days and hours. */
export function useFigureWords(): (figure: Figure) => string {
  const { t, language } = useWords();
  return ({ of, rate, numerator, denominator }) => {
    if (of === 'count') return numerator.toLocaleString(language);
    if (of === 'share') return sayShare(numerator, denominator ?? 0);
    if (rate === null) return nothing;
    const [days, hours] = [Math.floor(rate / dayMinutes), Math.floor((rate % dayMinutes) / hourMinutes)];
    if (days > 0) return t('dispatch.lasts.days', { days, hours });
    return hours > 0 ? t('dispatch.lasts.hours', { hours }) : t('dispatch.lasts.less');
  };
}
