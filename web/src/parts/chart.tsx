import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

/** The chart's height, what it shows in a word for whoever can't see it, and the same numbers as a table. */
type Drawn = { option: EChartsCoreOption; label: string; height: number; table: ReactNode };

/** A chart by ECharts, which is loaded with the first one; drawn anew when its width or its numbers change. */
export function Chart({ option, label, height, table }: Drawn) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = place.current;
    if (!at) return;
    let end: (() => void) | null = null;
    let isGone = false;
    void import('./chart-kit.ts').then(({ draw }) => {
      if (!isGone) end = draw(at, option);
    });
    return () => {
      isGone = true;
      end?.();
    };
  }, [option]);
  return (
    <figure className="chart">
      <figcaption>{label}</figcaption>
      <div ref={place} role="img" aria-label={label} style={{ height }} />
      <details>
        <summary>{t('office.chart.show')}</summary>
        {table}
      </details>
    </figure>
  );
}
