import { BarChart, LineChart } from 'echarts/charts';
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import type { AriaComponentOption, GridComponentOption } from 'echarts/components';
import { init, use as take } from 'echarts/core';
import type { ComposeOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

take([BarChart, LineChart, GridComponent, AriaComponent, LabelLayout, SVGRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | AriaComponentOption>;

export type DecalObject = Extract<NonNullable<NonNullable<AriaOption['decal']>['decals']>, { symbol?: unknown }>;
type AriaOption = Extract<NonNullable<ChartOption['aria']>, { enabled?: boolean }>;

/** Draws as SVG what the option says, as wide as there is room. `open` hears which of the data was pressed. */
export default function Chart({
  option,
  height,
  says,
  open,
}: {
  option: ChartOption;
  height: number;
  says: string;
  open: (series: number, index: number) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const opens = useRef(open);
  useEffect(() => {
    opens.current = open;
  }, [open]);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(option);
    chart.on('click', ({ seriesIndex, dataIndex }) => opens.current(seriesIndex ?? 0, dataIndex));
    const watching = new ResizeObserver(() => chart.resize());
    watching.observe(place.current);
    return () => {
      watching.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} className="chart-place" role="img" aria-label={says} style={{ height }} />;
}
