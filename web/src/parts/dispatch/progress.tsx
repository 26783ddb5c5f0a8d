import { Link } from 'react-router';
import type { MonthListed } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';

type Progress = Pick<MonthListed, 'units' | 'submitted' | 'received' | 'missing'>;

const namedAtMost = 12;

/** 已报送3份（其中已接收2份），未报7份，共10份 */
export function useProgressWords(): (of: Progress) => string {
  const { t } = useWords();
  return ({ units, submitted, received, missing }) => t('dispatch.units.progress', { units, submitted, received, missing: missing.length });
}

/** 未报：建筑业管理科、工程质量监督站. Each opens its report, where a month is given. */
export function Missing({ of: { missing }, period }: { of: Progress; period?: string }) {
  const { t, language } = useWords();
  if (missing.length === 0) return null;
  const [before = '', after = ''] = t('dispatch.units.missing', { units: '|' }).split('|');
  const more = missing.length - namedAtMost;
  return (
    <span className="missing">
      {before}
      {missing.slice(0, namedAtMost).map(({ code, name, isAsked }, i) => (
        <span key={code}>
          {i > 0 && (language === 'en' ? ', ' : '、')}
          {period && isAsked ? <Link to={`/dispatches/${period}/reports/${code}`}>{name}</Link> : name}
        </span>
      ))}
      {more > 0 && ` ${t('dispatch.units.missingMore', { count: missing.length })}`}
      {after}
    </span>
  );
}
