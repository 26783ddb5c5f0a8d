import { useMutation } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { Link, useNavigate } from 'react-router';
import { answerOf, api } from '../api/client.ts';
import type { MonthListed, NextMonth } from '../api/client.ts';
import { forgetWhatMayHaveChanged, useMonths, useTerms, useTrends } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { sayShare } from '../parts/dispatch/figure-words.ts';
import { Deadline } from '../parts/dispatch/deadline.tsx';
import { MonthTag } from '../parts/dispatch/month-tag.tsx';
import { Missing, useProgressWords } from '../parts/dispatch/progress.tsx';
import { OnTimeChart } from '../parts/dispatch/trend-charts.tsx';
import { NotLoaded, NotSaved } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { inShanghai, sayMoment, sayPeriod, sayTerm } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import '../trends.css';

/** Every month that was dispatched; the office opens the one that has come. */
export function Dispatches() {
  const { t } = useWords();
  const { isOffice, may } = useSignedIn();
  const { data, error, refetch } = useMonths();
  useTitle(t('page.dispatches'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const thisMonth = inShanghai(serverNowMs()).format('YYYY-MM');
  const isOpened = data.items.some(({ period }) => period >= thisMonth);
  return (
    <div className="middle">
      <h1>{t('page.dispatches')}</h1>
      {isOffice && !isOpened && <OpenThisMonth period={thisMonth} />}
      <TrendStrip />
      {data.items.length === 0 ? (
        <p className="empty">{t(isOffice ? 'dispatch.list.emptyOffice' : 'dispatch.list.empty')}</p>
      ) : (
        <ul className="rows">
          {data.items.map((month) => (
            <Row key={month.period} month={month} />
          ))}
        </ul>
      )}
      <Next month={data.next} />
      {may.includes('statistics.read') && <Terms />}
    </div>
  );
}

/** When the next month opens by itself; nothing of one whose day has come. */
function Next({ month: { period, opensAt } }: { month: NextMonth }) {
  const { t, language } = useWords();
  if (Date.parse(opensAt) <= serverNowMs()) return null;
  return <p className="quiet">{t('dispatch.list.next', { period: sayPeriod(period, language), moment: sayMoment(opensAt, language) })}</p>;
}

/** 按期结案率 of the bureau over the months, once there are two to compare; more on the page that it leads to. */
function TrendStrip() {
  const { t, language } = useWords();
  const { data } = useTrends(null);
  const counted = data?.months.filter(({ figures }) => figures !== null) ?? [];
  const newest = counted.at(-1);
  const rate = newest?.figures?.find(({ key }) => key === 'onTimeClosureRate');
  if (!data || !newest || !rate || counted.length < 2) return null;
  return (
    <section className="sheet trend-strip" aria-labelledby="trend-strip">
      <div className="heading">
        <h2 id="trend-strip">
          {t('trends.strip', { period: sayPeriod(newest.period, language), rate: sayShare(rate.numerator, rate.denominator ?? 0) })}
        </h2>
        <Link to="/dispatches/trends">{t('trends.open')}</Link>
      </div>
      <OnTimeChart shown={data.months} height={140} />
    </section>
  );
}

/** Quarters and years, once they are over. */
function Terms() {
  const { t, language } = useWords();
  const { data } = useTerms();
  if (!data?.items.length) return null;
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">{t('statistics.list')}</h2>
      <ul className="rows">
        {data.items.map(({ term, stage }) => (
          <li key={term}>
            <Link className="row" to={`/statistics/${term}`}>
              <span className="row-main">
                <span className="row-title">{t('statistics.title', { term: sayTerm(term, language) })}</span>
                <span className="tag">{t(`stage.${stage}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenThisMonth({ period }: { period: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/dispatches', { params: { header: { 'Idempotency-Key': `open-${period}` } }, body: { period } })),
    onSuccess: async () => {
      await forgetWhatMayHaveChanged();
      await navigate(`/dispatches/${period}`);
    },
  });
  return (
    <div className="notice">
      {open.error && <NotSaved error={open.error} />}
      <Popconfirm
        placement="bottomLeft"
        title={t('dispatch.list.openSure', { period: sayPeriod(period, language) })}
        description={<p className="popconfirm-text">{t('dispatch.list.openEffect')}</p>}
        okText={t('dispatch.list.openYes')}
        cancelText={t('action.cancel')}
        onConfirm={() => open.mutate()}
      >
        <Button type="primary" size="large" loading={open.isPending}>
          {t('dispatch.list.open')}
        </Button>
      </Popconfirm>
    </div>
  );
}

/** A month; under it the reader's own report of it, with the deadline that is his. */
function Row({ month }: { month: MonthListed }) {
  const { t, language } = useWords();
  const say = useProgressWords();
  const { period, stage, span, owes, own } = month;
  const isForOthers = own.length === 0;
  return (
    <li>
      <Link className="row" to={`/dispatches/${period}`}>
        <span className="row-main">
          <span className="row-title">{t('dispatch.title', { period: sayPeriod(period, language) })}</span>
          <MonthTag stage={stage} />
        </span>
        <span className="row-more">
          {owes && isForOthers && <Deadline owes={owes} />}
          {stage !== 'opening' && <span>{say(month)}</span>}
          {stage !== 'opening' && stage !== 'published' && <Missing of={month} />}
          <span>{t('dispatch.list.cutOff', { moment: sayMoment(span.to, language) })}</span>
        </span>
      </Link>
      {own.map((report) => (
        <OwnReport key={report.unit.code} period={period} report={report} />
      ))}
    </li>
  );
}

function OwnReport({ period, report: { unit, stage, owes } }: { period: string; report: MonthListed['own'][number] }) {
  const { t } = useWords();
  return (
    <Link className="row row-within" to={`/dispatches/${period}/reports/${unit.code}`}>
      <span className="row-main">
        <span className="row-title">
          {t(stage === 'drafting' ? 'dispatch.ownReport.write' : 'dispatch.ownReport.read', { unit: unit.name })}
        </span>
        {stage !== 'drafting' && <span className="tag">{t(`dispatch.report.${stage}`)}</span>}
      </span>
      {stage === 'drafting' && owes && (
        <span className="row-more">
          <Deadline owes={owes} />
        </span>
      )}
    </Link>
  );
}
