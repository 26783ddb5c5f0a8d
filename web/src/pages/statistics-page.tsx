import { useMutation } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { Link, useParams } from 'react-router';
import { answerOf, api, Refused } from '../api/client.ts';
import type { Statistics } from '../api/client.ts';
import { forgetWhatMayHaveChanged, useCase, useStatistics } from '../api/queries.ts';
import { FiguresTable } from '../parts/dispatch/figures-table.tsx';
import { History } from '../parts/history.tsx';
import { Ladder } from '../parts/ladder.tsx';
import { OwedHead } from '../parts/owed-head.tsx';
import { NotLoaded, NotSaved } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { LevelWord, StageTag } from '../parts/tags.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayMoment, sayPeriod, sayTerm } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** The statistics of a quarter or a year: what they count, which months they wait for, and for the office the button that issues them. */
export function StatisticsPage() {
  const { t, language } = useWords();
  const { term = '' } = useParams();
  const { data: statistics, error, refetch } = useStatistics(term);
  const title = t('statistics.title', { term: sayTerm(term, language) });
  useTitle(title);
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!statistics) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { number, stage, issued, owes, figures } = statistics;
  return (
    <article className="hazard" key={term}>
      <header className="hazard-head">
        <h1>{title}</h1>
        <p className="hazard-line">
          <StageTag stage={stage} isFilled />
          <span className="number">{number}</span>
          {owes && <LevelWord level={owes.level} />}
        </p>
      </header>
      <div className="hazard-main">
        {error && <NotLoaded error={error} retry={() => void refetch()} />}
        {issued && <p className="ended">{t('statistics.issued', { name: issued.by.name, moment: sayMoment(issued.at, language) })}</p>}
        {owes && <Owed statistics={statistics} owes={owes} />}
        <section className="sheet" aria-labelledby="figures">
          <h2 id="figures">{t(issued ? 'statistics.figures' : 'statistics.figuresSoFar')}</h2>
          <FiguresTable columns={[{ title: sayTerm(term, language), period: null, figures }]} />
        </section>
        <Months statistics={statistics} />
      </div>
      <Aside id={statistics.id} />
    </article>
  );
}

/** The ladder and the history of the case that the statistics are. */
function Aside({ id }: { id: string }) {
  const { data } = useCase(id);
  if (!data) return null;
  return (
    <>
      <aside className="hazard-side">
        <Ladder of={data} />
      </aside>
      <div className="hazard-rest">
        <History of={data} />
      </div>
    </>
  );
}

function Owed({ statistics, owes }: { statistics: Statistics; owes: NonNullable<Statistics['owes']> }) {
  const { t, list, language } = useWords();
  const { isOffice } = useSignedIn();
  const { term, months } = statistics;
  const unsigned = months.filter(({ isLocked }) => !isLocked).map(({ period }) => sayPeriod(period, language));
  return (
    <section className={isOffice ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="do-now">
      <OwedHead owes={owes} isMine={isOffice} />
      <p>{t('statistics.how')}</p>
      {unsigned.length > 0 ? <p className="strong">{t('statistics.waits', { months: list(unsigned) })}</p> : null}
      {isOffice && unsigned.length === 0 && <Issue term={term} />}
    </section>
  );
}

function Issue({ term }: { term: string }) {
  const { t, language } = useWords();
  const issue = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/statistics/{term}/commands', {
          params: { path: { term }, header: { 'Idempotency-Key': `issue-${term}` } },
          body: { type: 'IssueStatistics' },
        }),
      ),
    onSuccess: () => forgetWhatMayHaveChanged(),
  });
  return (
    <>
      {issue.error && <NotSaved error={issue.error} />}
      <div className="form-end">
        <Popconfirm
          placement="topLeft"
          title={t('statistics.sure', { term: sayTerm(term, language) })}
          description={t('statistics.effect')}
          okText={t('statistics.issue')}
          cancelText={t('action.cancel')}
          onConfirm={() => issue.mutate()}
        >
          <Button type="primary" size="large" loading={issue.isPending}>
            {t('statistics.issue')}
          </Button>
        </Popconfirm>
      </div>
    </>
  );
}

/** Of which months they are made, each with its page, and which were never dispatched. */
function Months({ statistics: { months, missing } }: { statistics: Statistics }) {
  const { t, language, list } = useWords();
  return (
    <section className="sheet" aria-labelledby="months">
      <h2 id="months">{t('statistics.months')}</h2>
      <ul className="rows">
        {months.map(({ period, isLocked }) => (
          <li key={period}>
            <Link className="row" to={`/dispatches/${period}`}>
              <span className="row-main">
                <span className="row-title">{t('dispatch.title', { period: sayPeriod(period, language) })}</span>
                <span className="tag">{t(isLocked ? 'dispatch.stage.published' : 'statistics.unsigned')}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <p className="quiet">{t('statistics.missing', { months: list(missing.map((period) => sayPeriod(period, language))) })}</p>
      )}
    </section>
  );
}
