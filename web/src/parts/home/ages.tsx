import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Listed, Overview } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import type { ChartOption } from '../charts/drawn.tsx';
import { Charted } from '../charts/charted.tsx';
import { asBars, heightFor, inks, patterns, roomFor, useChartText } from '../charts/drawing.ts';
import { addressOf, sayCount, ToLedger } from './to-ledger.tsx';

const classes = ['major', 'general'] as const;

/** 存续时间: the open hazards by how long they have been open, general and major apart. */
export function Ages({ of }: { of: Overview['ages'] }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const chartText = useChartText();
  const option = useMemo((): ChartOption => {
    const labels = classes.flatMap((each) => of.map((age) => `${t(`home.class.${each}`)} ${sayCount(age[each].count)}`));
    return {
      textStyle: chartText,
      grid: { left: 8, right: 12 + roomFor(labels, chartText), top: 8, bottom: 8, containLabel: true },
      aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [patterns.solid, patterns.hatched] } },
      xAxis: { type: 'value', minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: of.map(({ age }) => t(`home.age.${age}`)),
        axisLabel: chartText,
        axisTick: { show: false },
      },
      series: classes.map((each) => ({
        type: 'bar',
        name: t(`home.class.${each}`),
        data: asBars(of.map((age) => age[each].count)),
        itemStyle: { color: inks[each], borderColor: inks.outline, borderWidth: 1 },
        barMaxWidth: chartText.fontSize + 4,
        label: {
          ...chartText,
          show: true,
          position: 'right',
          formatter: ({ seriesName, value }) => `${seriesName} ${sayCount(Number(value))}`,
        },
      })),
    };
  }, [of, t, chartText]);
  return (
    <Charted
      title={t('home.chart.ages')}
      what={t('home.chart.agesWhat')}
      chart={{
        option,
        height: heightFor(chartText, 300),
        says: t('home.chart.agesSaid'),
        open(series, index) {
          const found = of[index]?.[classes[series] ?? 'general'];
          if (found && found.count > 0) void navigate(addressOf(found));
        },
      }}
      table={(isShown) => <AgesTable of={of} isShown={isShown} />}
    />
  );
}

/** Both classes together: the same list without its class. */
function bothOf({ major, general }: Overview['ages'][number]): Listed {
  const { class: _, ...cases } = general.cases;
  return { count: major.count + general.count, cases };
}

function AgesTable({ of, isShown }: { of: Overview['ages']; isShown: boolean }) {
  const { t } = useWords();
  return (
    <table className="home-table">
      <thead>
        <tr>
          <th scope="col">{t('home.chart.age')}</th>
          {classes.map((each) => (
            <th scope="col" key={each}>
              {t(`home.class.${each}`)}
            </th>
          ))}
          <th scope="col">{t('home.chart.all')}</th>
        </tr>
      </thead>
      <tbody>
        {of.map((age) => (
          <tr key={age.age}>
            <th scope="row">{t(`home.age.${age.age}`)}</th>
            {classes.map((each) => (
              <td key={each}>{isShown ? <ToLedger of={age[each]} /> : sayCount(age[each].count)}</td>
            ))}
            <td>{isShown ? <ToLedger of={bothOf(age)} /> : sayCount(bothOf(age).count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
