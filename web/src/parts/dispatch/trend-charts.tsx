import { useMemo } from 'react';
import type { Figure, Trends } from '../../api/client.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { sayMonth } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { endsApart } from '../charts/apart.ts';
import { Chart } from '../charts/chart.tsx';
import { asBars, heightFor, roomFor, useChartText } from '../charts/drawing.ts';
import { overdueIn } from './trend-months.ts';

type Months = Trends['months'];
const colours = { dark: '#0958d9', light: '#8c8c8c', late: '#a8071a' };

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
const named = (name: string, text: Text, offsetY = 0) => ({ ...text, show: true, formatter: name, offset: [0, offsetY] });
type Text = ReturnType<typeof useChartText>;
/** `ends`: what stands beyond the last point. */
const gridFor = (text: Text, ends: readonly string[] = []) => ({
  left: 8,
  right: 20 + roomFor(ends, text),
  top: 12 + text.fontSize,
  bottom: 4,
  containLabel: true,
});
const months = (data: string[], text: Text) => ({
  type: 'category',
  data,
  axisTick: { show: false },
  axisLabel: { ...text, hideOverlap: true },
});
/** The height of the plot alone, in a chart so high at the standard size. */
const plotOf = (text: Text, height: number) => heightFor(text, height) - text.fontSize * 4;
const labelLayout = { hideOverlap: true };

/** 按期结案率 by month; beside a unit's that of the bureau. */
export function OnTimeChart({ shown, bureau, height = 220 }: { shown: Months; bureau?: Months | undefined; height?: number }) {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const text = useChartText();
  const names = useMonthNames(shown);
  const title = t('dispatch.figure.onTimeClosureRate');
  const own = shown.map(({ figures }) => inPercent(figures));
  const all = bureau?.map(({ figures }) => inPercent(figures));
  const [ownOffset, allOffset] = endsApart([own, all ?? []], 100, plotOf(text, height), text);
  const asked = JSON.stringify([own, all, names, isNarrow, text.fontSize]);
  const option = useMemo(
    () => ({
      grid: gridFor(text, all ? [`${t('trends.own')} 100.0%`, `${t('trends.bureau')} 100.0%`] : []),
      xAxis: months(names, text),
      yAxis: { type: 'value', min: 0, max: 100, interval: 50, axisLabel: { ...text, formatter: '{value}%' } },
      series: [
        {
          type: 'line',
          data: own,
          symbol: 'circle',
          symbolSize: 7,
          lineStyle: { color: colours.dark, width: 2 },
          itemStyle: { color: colours.dark },
          label: { ...text, show: !isNarrow && !all, formatter: '{c}%' },
          labelLayout,
          ...(all && { endLabel: named(`${t('trends.own')} {c}%`, text, ownOffset) }),
        },
        ...(all
          ? [
              {
                type: 'line',
                data: all,
                symbol: 'emptyRect',
                lineStyle: { color: colours.light, width: 2, type: 'dashed' },
                itemStyle: { color: colours.light },
                endLabel: named(`${t('trends.bureau')} {c}%`, text, allOffset),
              },
            ]
          : []),
      ],
    }),
    [asked],
  );
  return <Chart option={option} says={t('trends.chartOf', { title })} height={heightFor(text, height)} />;
}

/** 新发现 and 销号 beside each other, month by month. */
export function FlowChart({ shown }: { shown: Months }) {
  const { t } = useWords();
  const names = useMonthNames(shown);
  const isNarrow = useIsNarrow();
  const text = useChartText();
  const series = (['found', 'closed'] as const).map((key) => shown.map(({ figures }) => figureOf(figures, key)?.numerator ?? null));
  const asked = JSON.stringify([series, names, isNarrow, text.fontSize]);
  const option = useMemo(
    () => ({
      grid: gridFor(text),
      xAxis: months(names, text),
      yAxis: { type: 'value', minInterval: 1, axisLabel: text },
      series: series.map((data, i) => ({
        type: 'bar',
        data: asBars(data),
        itemStyle: { color: i === 0 ? '#d9d9d9' : colours.dark, borderColor: '#000', borderWidth: 0.5 },
        label: { ...text, show: !isNarrow, position: 'top' },
        labelLayout,
      })),
    }),
    [asked],
  );
  return <Chart option={option} says={t('trends.chartOf', { title: t('trends.flow') })} height={heightFor(text, 220)} />;
}

/** 期末未销号, and how much of it is overdue. */
export function StockChart({ shown }: { shown: Months }) {
  const { t } = useWords();
  const names = useMonthNames(shown);
  const isNarrow = useIsNarrow();
  const text = useChartText();
  const open = shown.map(({ figures }) => figureOf(figures, 'open')?.numerator ?? null);
  const overdue = shown.map(({ figures }) => (figures ? overdueIn(figures) : null));
  const offsets = endsApart([open, overdue], Math.max(1, ...[...open, ...overdue].map(Number)), plotOf(text, 220), text);
  const asked = JSON.stringify([open, overdue, names, isNarrow, text.fontSize]);
  const option = useMemo(
    () => ({
      grid: gridFor(text, [t('dispatch.figure.open'), t('trends.overdue')]),
      xAxis: months(names, text),
      yAxis: { type: 'value', minInterval: 1, axisLabel: text },
      series: [
        { name: 'open', data: open, colour: colours.light, symbol: 'emptyCircle', type: 'dashed', says: t('dispatch.figure.open') },
        { name: 'overdue', data: overdue, colour: colours.late, symbol: 'triangle', type: 'solid', says: t('trends.overdue') },
      ].map(({ data, colour, symbol, type, says }, i) => ({
        ...{ type: 'line', data, symbol, symbolSize: 8 },
        lineStyle: { color: colour, width: 2, type },
        itemStyle: { color: colour },
        label: { ...text, show: !isNarrow },
        labelLayout,
        endLabel: named(says, text, offsets[i]),
      })),
    }),
    [asked],
  );
  return <Chart option={option} says={t('trends.chartOf', { title: t('trends.stock') })} height={heightFor(text, 220)} />;
}
