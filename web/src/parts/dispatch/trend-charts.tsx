import { useMemo } from 'react';
import type { Figure, Trends } from '../../api/client.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { sayMonth } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { Chart } from '../charts/chart.tsx';
import { overdueIn } from './trend-months.ts';

type Months = Trends['months'];
const colours = { dark: '#0958d9', light: '#8c8c8c', late: '#a8071a' };
const textSize = 12;

/** 10月, with the year where it begins. */
function useMonthNames(months: Months): string[] {
  const { language } = useWords();
  return months.map(({ period }, i) => {
    const name = sayMonth(period, language);
    return i === 0 || period.endsWith('-01') ? `${name}\n${period.slice(0, 4)}` : name;
  });
}

const figureOf = (figures: Figure[] | null, key: string) => figures?.find((each) => each.key === key);
const inPercent = (figures: Figure[] | null) => {
  const rate = figureOf(figures, 'onTimeClosureRate')?.rate ?? null;
  return rate === null ? null : Math.round(rate * 1000) / 10;
};

/** Of two or more series each is named at its last point; nobody has to hunt for a legend. */
const named = (name: string, offsetY = 0) => ({ show: true, formatter: name, fontSize: textSize, color: '#000', offset: [0, offsetY] });
const apartPx = 8;
const grid = { left: 44, right: 72, top: 24, bottom: 40 };
const months = (data: string[]) => ({
  type: 'category',
  data,
  axisTick: { show: false },
  axisLabel: { fontSize: textSize, hideOverlap: true },
});

/** 按期结案率 by month; beside a unit's that of the bureau. */
export function OnTimeChart({ shown, bureau, height = 220 }: { shown: Months; bureau?: Months | undefined; height?: number }) {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const names = useMonthNames(shown);
  const title = t('dispatch.figure.onTimeClosureRate');
  const own = shown.map(({ figures }) => inPercent(figures));
  const all = bureau?.map(({ figures }) => inPercent(figures));
  const isAbove = (own.at(-1) ?? 0) >= (all?.at(-1) ?? 0);
  const asked = JSON.stringify([own, all, names, isNarrow]);
  const option = useMemo(
    () => ({
      grid: { ...grid, right: all ? grid.right + 24 : 24 },
      xAxis: months(names),
      yAxis: { type: 'value', min: 0, max: 100, interval: 50, axisLabel: { formatter: '{value}%', fontSize: textSize } },
      series: [
        {
          type: 'line',
          data: own,
          symbol: 'circle',
          symbolSize: 7,
          lineStyle: { color: colours.dark, width: 2 },
          itemStyle: { color: colours.dark },
          label: { show: !isNarrow && !all, formatter: '{c}%', fontSize: textSize, color: '#000' },
          ...(all && { endLabel: named(`${t('trends.own')} {c}%`, isAbove ? -apartPx : apartPx) }),
        },
        ...(all
          ? [
              {
                type: 'line',
                data: all,
                symbol: 'emptyRect',
                lineStyle: { color: colours.light, width: 2, type: 'dashed' },
                itemStyle: { color: colours.light },
                endLabel: named(`${t('trends.bureau')} {c}%`, isAbove ? apartPx : -apartPx),
              },
            ]
          : []),
      ],
    }),
    [asked],
  );
  return <Chart option={option} says={t('trends.chartOf', { title })} height={height} />;
}

/** 新发现 and 销号 beside each other, month by month. */
export function FlowChart({ shown }: { shown: Months }) {
  const { t } = useWords();
  const names = useMonthNames(shown);
  const isNarrow = useIsNarrow();
  const series = (['found', 'closed'] as const).map((key) => shown.map(({ figures }) => figureOf(figures, key)?.numerator ?? null));
  const asked = JSON.stringify([series, names, isNarrow]);
  const option = useMemo(
    () => ({
      grid: { ...grid, right: 24 },
      xAxis: months(names),
      yAxis: { type: 'value', minInterval: 1, axisLabel: { fontSize: textSize } },
      series: series.map((data, i) => ({
        type: 'bar',
        data,
        itemStyle: { color: i === 0 ? '#d9d9d9' : colours.dark, borderColor: '#000', borderWidth: 0.5 },
        label: { show: !isNarrow, position: 'top', fontSize: textSize, color: '#000' },
      })),
    }),
    [asked],
  );
  return <Chart option={option} says={t('trends.chartOf', { title: t('trends.flow') })} height={220} />;
}

/** 期末未销号, and how much of it is overdue. */
export function StockChart({ shown }: { shown: Months }) {
  const { t } = useWords();
  const names = useMonthNames(shown);
  const isNarrow = useIsNarrow();
  const open = shown.map(({ figures }) => figureOf(figures, 'open')?.numerator ?? null);
  const overdue = shown.map(({ figures }) => (figures ? overdueIn(figures) : null));
  const asked = JSON.stringify([open, overdue, names, isNarrow]);
  const option = useMemo(
    () => ({
      grid,
      xAxis: months(names),
      yAxis: { type: 'value', minInterval: 1, axisLabel: { fontSize: textSize } },
      series: [
        { name: 'open', data: open, colour: colours.light, symbol: 'emptyCircle', type: 'dashed', says: t('dispatch.figure.open') },
        { name: 'overdue', data: overdue, colour: colours.late, symbol: 'triangle', type: 'solid', says: t('trends.overdue') },
      ].map(({ data, colour, symbol, type, says }) => ({
        ...{ type: 'line', data, symbol, symbolSize: 8 },
        lineStyle: { color: colour, width: 2, type },
        itemStyle: { color: colour },
        label: { show: !isNarrow, fontSize: textSize, color: '#000' },
        endLabel: named(says),
      })),
    }),
    [asked],
  );
  return <Chart option={option} says={t('trends.chartOf', { title: t('trends.stock') })} height={220} />;
}
