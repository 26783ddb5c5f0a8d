import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

register([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, LabelLayout, SVGRenderer]);

/** Draws as large as its place, without motion, with patterns in the bars so that they are told apart in grey; ends with what it returns. */
export function draw(place: HTMLElement, option: EChartsCoreOption): () => void {
  const { fontFamily } = getComputedStyle(place);
  const chart = init(place, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    ...option,
  });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(place);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}
