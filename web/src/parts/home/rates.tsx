import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Overview } from '../../api/client.ts';
import { sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import type { ChartOption } from '../charts/drawn.tsx';
import { Charted } from '../charts/charted.tsx';
import { endsApart } from '../charts/apart.ts';
import { heightFor, roomFor, strokes, useChartText } from '../charts/drawing.ts';
import { RateToLedger } from './rate-to-ledger.tsx';
import { sayRate } from './say-rate.ts';
import type { Rate } from './say-rate.ts';
import { addressOf, ToLedger } from './to-ledger.tsx';

type Month = Overview['months'][number];
/** One line of the chart, one column of the table: of all, or of the field of a deputy. */
type Line = { key: string; name: string; due: number; of: (Rate | null)[] };

function linesOf(months: readonly Month[], all: string): Line[] {
  const deputies = new Map(months.flatMap(({ fields }) => fields.map(({ deputy }) => [deputy.id, deputy.name] as const)));
  const line = (key: string, name: string, of: (Rate | null)[]): Line => ({
    key,
    name,
    of,
    due: of.reduce((sum, rate) => sum + (rate?.due.count ?? 0), 0),
  });
  const fields = [...deputies].map(([id, name]) =>
    line(
      id,
      name,
      months.map((month) => month.fields.find(({ deputy }) => deputy.id === id)?.rate ?? null),
    ),
  );
  const whole = line(
    '',
    all,
    months.map((month) => month.all),
  );
  // A deputy sees his own field: the sum of it would be the same again.
  return fields.length === 1 ? fields : [whole, ...fields.sort((a, b) => b.due - a.due)];
}

/** 按期结案率 of the last twelve months, of all and by deputy. */
export function Rates({ months }: { months: Month[] }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const chartText = useChartText();
  const lines = useMemo(() => linesOf(months, t('home.chart.all')), [months, t]);
  const drawn = lines.slice(0, strokes.length);
  const heightPx = heightFor(chartText, 300);
  const offsets = useMemo(() => {
    const rates = lines.slice(0, strokes.length).map(({ of }) => of.map((rate) => rate?.rate ?? null));
    return endsApart(rates, 1, heightPx - 24 - chartText.fontSize * 3, chartText);
  }, [lines, heightPx, chartText]);
  const option = useMemo(
    (): ChartOption => ({
      textStyle: chartText,
      grid: {
        left: 8,
        right:
          12 +
          chartText.fontSize * 2 +
          roomFor(
            lines.slice(0, strokes.length).map(({ name }) => `●${name}`),
            chartText,
          ),
        top: 16,
        bottom: 8,
        containLabel: true,
      },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: months.map((month, i) => shortMonth(month.period, i === 0, month.basis === 'running' ? t('home.chart.soFar') : '')),
        axisLabel: { ...chartText, interval: 0, hideOverlap: true, showMaxLabel: true },
      },
      yAxis: { type: 'value', min: 0, max: 100, interval: 25, axisLabel: { ...chartText, formatter: '{value}%' } },
      series: lines.slice(0, strokes.length).map(({ name, of }, i) => {
        const { color, type, width, symbol, sign } = strokes[i] ?? strokes[0];
        return {
          type: 'line',
          name,
          data: of.map((rate, month) => ({
            value: rate?.rate == null ? null : Math.round(rate.rate * 10_000) / 100,
            // What may still change is hollow.
            ...(months[month]?.basis === 'running' && { symbol: 'emptyCircle', symbolSize: 11 }),
          })),
          lineStyle: { color, width, type: typeof type === 'string' ? type : [...type] },
          itemStyle: { color },
          symbol,
          symbolSize: 8,
          connectNulls: true,
          endLabel: {
            ...chartText,
            show: true,
            color,
            formatter: `${sign} {a}`,
            distance: chartText.fontSize * 2,
            offset: [0, offsets[i] ?? 0],
          },
        };
      }),
    }),
    [lines, months, t, chartText, offsets],
  );
  const isEmpty = lines.every(({ of }) => of.every((rate) => rate?.rate == null));
  return (
    <Charted
      title={t('home.chart.rates')}
      what={isEmpty ? t('home.chart.none') : t('home.chart.ratesWhat')}
      note={lines.length > drawn.length && t('home.chart.more', { count: drawn.length - 1 })}
      chart={
        isEmpty
          ? null
          : {
              option,
              height: heightPx,
              says: t('home.chart.ratesSaid'),
              open(series, index) {
                const found = drawn[series]?.of[index]?.due;
                if (found && found.count > 0) void navigate(addressOf(found));
              },
            }
      }
      table={(isShown) => <RatesTable months={months} lines={lines} isShown={isShown} language={language} />}
    />
  );
}

/** 6; where a year begins, or the chart, 26/1; below it what is to be said of the month. */
function shortMonth(period: string, isFirst: boolean, said: string): string {
  const [year = '', month = ''] = period.split('-');
  const short = isFirst || month === '01' ? `${year.slice(2)}/${Number(month)}` : String(Number(month));
  return said ? `${short}\n${said}` : short;
}

function RatesTable({
  months,
  lines,
  isShown,
  language,
}: {
  months: Month[];
  lines: Line[];
  isShown: boolean;
  language: Parameters<typeof sayPeriod>[1];
}) {
  const { t } = useWords();
  return (
    <table className="home-table">
      <thead>
        <tr>
          <th scope="col">{t('home.chart.month')}</th>
          {lines.map(({ key, name }) => (
            <th scope="col" key={key}>
              {name}
            </th>
          ))}
          <th scope="col">{t('home.chart.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ period, basis }, i) => (
          <tr key={period}>
            <th scope="row">{sayPeriod(period, language)}</th>
            {lines.map(({ key, of }) => (
              <td key={key}>
                <Value of={of[i] ?? null} isShown={isShown} />
              </td>
            ))}
            <td>{t(`home.basisWord.${basis ?? 'none'}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 75.82% 737/972 */
function Value({ of, isShown }: { of: Rate | null; isShown: boolean }) {
  if (!of) return sayRate(of);
  return (
    <>
      <span className="strong">{isShown ? <RateToLedger of={of} /> : sayRate(of)}</span>{' '}
      <span className="home-parts">
        {isShown ? <ToLedger of={of.onTime} /> : of.onTime.count}/{isShown ? <ToLedger of={of.due} /> : of.due.count}
      </span>
    </>
  );
}
