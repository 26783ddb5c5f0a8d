import { Link } from 'react-router';
import type { Overview } from '../../api/client.ts';
import { sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { Missing, useProgressWords } from '../dispatch/progress.tsx';
import { MonthTag } from '../dispatch/month-tag.tsx';
import { Deadline } from '../dispatch/deadline.tsx';

/** 报送进度: how many reports of the month are in, by when they are due, and who has not reported. */
export function Reports({ of }: { of: NonNullable<Overview['reports']> }) {
  const { t, language } = useWords();
  const say = useProgressWords();
  const { period, stage, owes } = of;
  const month = sayPeriod(period, language);
  return (
    <section className="sheet home-reports" aria-labelledby="reports">
      <div className="heading">
        <h2 id="reports">{t('home.reports.title', { month })}</h2>
        <MonthTag stage={stage} />
        <Link className="home-reports-all" to={`/dispatches/${period}`}>
          {t('home.reports.all', { month })}
        </Link>
      </div>
      <p>
        <Link to={`/dispatches/${period}`}>{say(of)}</Link>
      </p>
      {owes && (
        <p>
          <Deadline owes={owes} />
        </p>
      )}
      {of.missing.length > 0 && (
        <p>
          <Missing of={of} period={period} />
        </p>
      )}
    </section>
  );
}
