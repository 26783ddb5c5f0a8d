import type { ReportFigureKey, Value } from '../domain/dispatch/monthly-report.ts';
import type { Period } from '../domain/dispatch/period.ts';
import { sayShare } from '../domain/metrics/figures.ts';
import type { LocalDate } from '../domain/time/instant.ts';

/** How papers name the figures; papers are in Chinese. */
export const figureNames: Record<ReportFigureKey, string> = {
  closureRate: '结案率',
  onTimeClosureRate: '按期结案率',
  rectificationRateGeneral: '一般隐患整改率',
  rectificationRateMajor: '重大隐患整改率（含待复查）',
  reworkRate: '返工率',
  firstPassRate: '一次通过率',
  extensionRate: '延期率',
  escalationRate1: '升级率（一级以上）',
  escalationRate2: '升级率（二级以上）',
  escalationRate3: '升级率（三级以上）',
  repeatRate: '重复率（30日内同区同类）',
  handlingGross: '平均办理时长（天）',
  handlingNet: '平均办理时长（天，扣除挂账）',
  found: '新发现',
  closed: '办结',
  open: '未办结',
  suspended: '挂账',
  overdue1to3: '超期1—3个工作日',
  overdue4to7: '超期4—7个工作日',
  overdue8to15: '超期8—15个工作日',
  overdueOver15: '超期15个工作日以上',
  typedIn: '补录（不计入各率）',
  coverage: '重点单位排查覆盖率',
  punctuality: '月报及时率',
  zoneCompleteness: '责任区完整率',
};

export const reportStages = {
  drafting: '填写中',
  submitted: '已提交',
  accepted: '已接收',
  unreported: '未报',
  leftOut: '未列入汇总',
  withdrawn: '已撤销',
} as const;

export const classNames = { general: '一般', major: '重大' } as const;

/** 待明确: a seat that nobody holds, which the office has to fill. */
export const vacantSeat = '待明确';

/** 2026年10月 */
export const sayMonth = (period: Period): string => `${period.slice(0, 4)}年${Number(period.slice(5))}月`;

/** 2026年11月3日, without a nought before the 3 (GB/T 9704). */
export const sayDate = (on: LocalDate): string => `${sayMonth(on.slice(0, 7) as Period)}${Number(on.slice(8))}日`;

/** 93.72%; — where there is nothing to divide by; nothing where nothing is known. */
export const sayRate = (value: Value | null): string => (value ? sayShare(value.rate) : '');

/** The title of the circular, broken by sense. */
export const titleLinesOf = (period: Period): string[] => [`关于${sayMonth(period)}安全生产网格化管理`, '工作调度情况的通报'];

export const titleOf = (period: Period): string => titleLinesOf(period).join('');

/** 一, 二 … 九十九 */
export function chineseNumber(n: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${digits[ones]}`;
}
