import type { Counted, CountedAs } from '../../domain/metrics/counted.ts';
import { sayStage } from '../../domain/case/stage-words.ts';
import type { Stage } from '../../domain/case/stage-words.ts';
import type { HazardFilter } from '../../ledger/hazard-list.ts';

const counts: Record<CountedAs, string> = {
  due: '应结案',
  onTime: '按期结案',
  late: '未按期结案',
  open: '未销号',
  major: '未销号的重大隐患',
  overdue: '超期',
};
const sayMonth = ({ period, as }: Counted) => `${period}月计入“${counts[as]}”`;

/** By what a ledger was narrowed, in Chinese, as the paper says beneath its title; '' where it holds all. */
export function sayFilter(filter: Partial<HazardFilter>, zoneName: (code: string) => string): string {
  const { stage, zone, zones, open, overdue, q, from, to, counted } = filter;
  const said = [
    overdue !== undefined && (overdue ? '已超期' : '未超期'),
    open !== undefined && (open ? '未销号' : '已结束'),
    filter.class && (filter.class === 'major' ? '重大隐患' : '一般隐患'),
    stage && sayStage(stage as Stage, 'zh'),
    zone && zoneName(zone),
    zones && '本人负责的责任区',
    from && `${from}起上报`,
    to && `${to}前（含当日）上报`,
    q && `含“${q}”`,
    counted && sayMonth(counted),
  ].filter((each) => typeof each === 'string' && each !== '');
  return said.length === 0 ? '' : `条件：${said.join('、')}`;
}
