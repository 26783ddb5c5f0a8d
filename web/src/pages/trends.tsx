import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { Refused } from '../api/client.ts';
import type { Trends as Shown } from '../api/client.ts';
import { useTrends } from '../api/queries.ts';
import { WithCasesBehind } from '../parts/dispatch/cases-behind.tsx';
import { Value } from '../parts/dispatch/figures-table.tsx';
import { OverdueParts } from '../parts/dispatch/overdue-parts.tsx';
import { FlowChart, OnTimeChart, StockChart } from '../parts/dispatch/trend-charts.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayPeriod } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import '../trends.css';

/** 走势 over twelve months, of the bureau or of one unit: drawn, and as a table whose every number opens its cases. */
export function Trends() {
  const { t } = useWords();
  const [asked, ask] = useSearchParams();
  const unit = asked.get('unit');
  const { data, error, refetch } = useTrends(unit);
  const bureau = useTrends(null);
  useTitle(t('trends.title'));
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { months, units, of } = data;
  return (
    <WithCasesBehind>
      <article className="month trends">
        <header className="heading">
          <h1>{t('trends.title')}</h1>
          <span className="form-end">
            {units.length > 0 && (
              <label className="trends-of">
                {t('trends.of')}
                <Select
                  value={of?.code ?? ''}
                  onChange={(code) => ask(code === '' ? {} : { unit: code }, { replace: true })}
                  options={[{ value: '', label: t('trends.bureau') }, ...units.map(({ code, name }) => ({ value: code, label: name }))]}
                />
              </label>
            )}
            <Link to="/dispatches">{t('page.dispatches')}</Link>
          </span>
        </header>
        {error && <NotLoaded error={error} retry={() => void refetch()} />}
        {months.length === 0 ? (
          <p className="empty">{t('trends.empty')}</p>
        ) : (
          <>
            <div className="trend-charts">
              <section className="sheet" aria-labelledby="on-time">
                <h2 id="on-time">{t('dispatch.figure.onTimeClosureRate')}</h2>
                <OnTimeChart shown={months} bureau={of ? bureau.data?.months : undefined} />
              </section>
              <section className="sheet" aria-labelledby="flow">
                <h2 id="flow">{t('trends.flow')}</h2>
                <p className="quiet">{t('trends.flowKey')}</p>
                <FlowChart shown={months} />
              </section>
              <section className="sheet" aria-labelledby="stock">
                <h2 id="stock">{t('trends.stock')}</h2>
                <StockChart shown={months} />
              </section>
            </div>
            <Table data={data} />
          </>
        )}
      </article>
    </WithCasesBehind>
  );
}

const columns = ['found', 'closed', 'onTimeClosureRate', 'reworkRate', 'escalationRate1', 'open'] as const;

/** The twin of the drawings, the newest month first. */
function Table({ data: { months, of } }: { data: Shown }) {
  const { t, language } = useWords();
  const unit = of?.code;
  return (
    <section className="sheet" aria-labelledby="numbers">
      <h2 id="numbers">{t('trends.numbers')}</h2>
      <p className="quiet">{t('trends.frozen')}</p>
      <table className="figures trend-table">
        <thead>
          <tr>
            <th scope="col">{t('trends.period')}</th>
            {columns.map((key) => (
              <th scope="col" key={key}>
                {t(`dispatch.figure.${key}`)}
              </th>
            ))}
            <th scope="col">{t('dispatch.units.overdue')}</th>
          </tr>
        </thead>
        <tbody>
          {[...months].reverse().map(({ period, isLocked, figures }) => (
            <tr key={period}>
              <th scope="row">
                {figures ? <Link to={`/dispatches/${period}`}>{sayPeriod(period, language)}</Link> : sayPeriod(period, language)}
                {figures && !isLocked && <span className="tag">{t('statistics.unsigned')}</span>}
              </th>
              {figures === null ? (
                <td colSpan={columns.length + 1} className="unknown">
                  {t('trends.none')}
                </td>
              ) : (
                <>
                  {columns.map((key) => (
                    <td key={key} data-of={t(`dispatch.figure.${key}`)}>
                      <Value figure={figures.find((each) => each.key === key)} period={period} unit={unit} />
                    </td>
                  ))}
                  <td data-of={t('dispatch.units.overdue')}>
                    <OverdueParts figures={figures} period={period} unit={unit} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
