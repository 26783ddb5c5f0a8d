import { BarChart, LineChart } from 'echarts/charts';
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import type { AriaComponentOption, GridComponentOption } from 'echarts/components';
import { init, use as take } from 'echarts/core';
import type { ComposeOption, EChartsCoreOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

take([BarChart, LineChart, GridComponent, AriaComponent, LabelLayout, SVGRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | AriaComponentOption>;

export type DecalObject = Extract<NonNullable<NonNullable<AriaOption['decal']>['decals']>, { symbol?: unknown }>;
type AriaOption = Extract<NonNullable<ChartOption['aria']>, { enabled?: boolean }>;

export type Asked = {
  option: ChartOption | EChartsCoreOption;
  height: number;
  /** What it shows, for whoever does not see it. The same figures stand beside it as a table. */
  says: string;
  /** Hears which of the data was pressed. */
  open?: (series: number, index: number) => void;
};

/** Draws as SVG what the option says, as wide as there is room, without motion, and with patterns so that bars are told apart in grey. */
export default function Drawn({ option, height, says, open }: Asked) {
  const place = useRef<HTMLDivElement>(null);
  const opens = useRef(open);
  useEffect(() => {
    opens.current = open;
  }, [open]);
  useEffect(() => {
    if (!place.current) return;
    const { fontFamily } = getComputedStyle(place.current);
    const chart = init(place.current, null, { renderer: 'svg', height });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily },
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      ...option,
    });
    chart.on('click', ({ seriesIndex, dataIndex }) => opens.current?.(seriesIndex ?? 0, dataIndex));
    const watching = new ResizeObserver(() => chart.resize());
    watching.observe(place.current);
    return () => {
      watching.disconnect();
      chart.dispose();
    };
  }, [option, height]);
  return <div ref={place} className="chart-place" role="img" aria-label={says} style={{ height }} />;
}
