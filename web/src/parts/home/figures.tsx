import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Overview } from '../../api/client.ts';
import { sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { sayCount, ToLedger } from './to-ledger.tsx';
import { RateToLedger } from './rate-to-ledger.tsx';

/** Four figures, each with that of last month, each opening its cases. */
export function Figures({ of }: { of: Overview }) {
  const { t, language } = useWords();
  const { open, major, overdue, before, months, concerns } = of;
  const month = before && sayPeriod(before.period, language);
  return (
    <ul className="home-figures" aria-label={t('home.figures')}>
      <Figure
        name={t('home.open')}
        value={<ToLedger of={open} />}
        beside={
          <>
            {t('home.ofThese')} <ToLedger of={major} />
          </>
        }
        before={
          before ? (
            <>
              {t('home.before', { month })} <ToLedger of={before.open} />
              {t('home.and')}
              {t('home.ofThese')} <ToLedger of={before.major} />
            </>
          ) : (
            t('home.beforeNone')
          )
        }
      />
      <Figure
        name={t('home.overdue')}
        isLate={overdue.count > 0}
        value={<ToLedger of={overdue} />}
        before={
          before ? (
            <>
              {t('home.before', { month })} <ToLedger of={before.overdue} />
            </>
          ) : (
            t('home.beforeNone')
          )
        }
      />
      <OnTime months={months} />
      {concerns && (
        <Figure
          name={t('home.toDecide')}
          value={<Link to="/tasks?tab=decide">{sayCount(concerns.toDecide.count)}</Link>}
          before={t('home.decidedBefore', { count: sayCount(concerns.decidedBefore) })}
        />
      )}
    </ul>
  );
}

/** 按期结案率 of this month, with what it is made of and how it was counted; beside it that of last month. */
function OnTime({ months }: Pick<Overview, 'months'>) {
  const { t, language } = useWords();
  const [last, current] = months.slice(-2);
  if (!last || !current) return null;
  const { all } = current;
  const basis = t(`home.basis.${current.basis ?? 'none'}`, { month: sayPeriod(current.period, language) });
  return (
    <Figure
      name={t('home.rate')}
      value={<RateToLedger of={all} />}
      beside={
        all && (
          <>
            {t('home.onTime')} <ToLedger of={all.onTime} />
            {t('home.and')}
            {t('home.due')} <ToLedger of={all.due} />
          </>
        )
      }
      before={
        last.all?.rate == null ? (
          t('home.rateBeforeNone')
        ) : (
          <>
            {t('home.rateBefore', { month: sayPeriod(last.period, language) })} <RateToLedger of={last.all} />
          </>
        )
      }
      note={basis}
    />
  );
}

type Shown = { name: string; value: ReactNode; beside?: ReactNode; before: ReactNode; note?: string; isLate?: boolean };

function Figure({ name, value, beside, before, note, isLate = false }: Shown) {
  return (
    <li className={isLate ? 'home-figure home-figure-late' : 'home-figure'}>
      <span className="home-figure-name">{name}</span>
      <span className="home-figure-line">
        <span className="home-figure-value">{value}</span>
        {beside && <span className="home-figure-beside">{beside}</span>}
      </span>
      <span className="quiet">{before}</span>
      {note && <span className="quiet">{note}</span>}
    </li>
  );
}
