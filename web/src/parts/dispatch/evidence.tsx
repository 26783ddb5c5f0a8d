import { Link } from 'react-router';
import type { OpenMonth, PraiseOrCriticism } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Count } from './cases-behind.tsx';

const shareMarks = { bestOnTime: ['closedOnTime', 'due'], repeated: ['repeated', 'found'] } as const;

/** What the draft rests on: its numbers with their cases, and the report of the unit. */
export function Evidence({ month, draft }: { month: OpenMonth; draft: PraiseOrCriticism }) {
  const { t } = useWords();
  const { unit, because, share, cases, words } = draft;
  const of = { period: month.period, unit: unit.code };
  const marks = because === 'bestOnTime' || because === 'repeated' ? shareMarks[because] : null;
  const hasReport = month.units.some((each) => each.unit.code === unit.code && each.report);
  return (
    <div className="evidence">
      <span className="quiet">{t('dispatch.evidence.title')}</span>
      {marks && share && (
        <span>
          {t(`dispatch.mark.${marks[0]}`)} <Count {...of} mark={marks[0]} count={share.numerator} />
          {' / '}
          {t(`dispatch.mark.${marks[1]}`)} <Count {...of} mark={marks[1]} count={share.denominator} />
        </span>
      )}
      {cases.length > 0 && (
        <span>
          {t('dispatch.evidence.overdue')}{' '}
          <Count {...of} mark="open" numbers={cases} count={cases.length} says={t('dispatch.cases', { count: cases.length })} />
        </span>
      )}
      {because === 'nominated' && <span className="words">{t('dispatch.evidence.nominated', { words })}</span>}
      {because === 'unreported' && <span>{t('dispatch.evidence.unreported')}</span>}
      {hasReport && <Link to={`/dispatches/${month.period}/reports/${unit.code}`}>{t('dispatch.evidence.report')}</Link>}
    </div>
  );
}
