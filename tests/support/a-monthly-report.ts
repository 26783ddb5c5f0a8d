import { compared, ratio, reportFiguresOf, tableRowOf } from '../../domain/dispatch/monthly-report.ts';
import type { MajorFacts, MonthlyReport, OverdueInReport } from '../../domain/dispatch/monthly-report.ts';
import type { ReportContent } from '../../domain/dispatch/unit-report.ts';
import { together } from '../../domain/metrics/marks.ts';
import type { Marks } from '../../domain/metrics/marks.ts';
import { localDateOf } from '../../domain/time/instant.ts';
import { content, october, span } from './a-month.ts';

const names = [
  '房屋建筑科',
  '市政工程科',
  '轨道办',
  '燃气管理科',
  '村镇建设科',
  '物业管理科',
  '消防审验科',
  '拆迁办',
  '安全监督站',
  '质量监督站',
];
/** The last one has nothing to divide by. */
const marksOf = (i: number): Marks =>
  i === 9
    ? {}
    : {
        ...{ found: 40 + i, foundGeneral: 37 + i, foundMajor: 3, rectifiedGeneral: 30 + i, rectifiedMajor: 2, repeated: i, active: 60 + i },
        ...{
          due: 108,
          closedOfDue: 101 + (i < 2 ? 1 : 0),
          closedOnTime: 82 - (i === 0 ? 1 : 0),
          closed: 90,
          grossMinutes: 90 * 4000,
          netMinutes: 90 * 3900,
        },
        ...{ verified: 70, reworked: i, passedFirst: 70 - i, extensions: 2, level1: 9, level2: 4, level3: 1, open: 12, suspended: 1 },
        ...{ overdue1to3: i === 2 ? 2 : 0, overdue4to7: i === 4 ? 1 : 0, overdue8to15: 0, overdueOver15: i === 8 ? 1 : 0, typedIn: 3 },
      };
const majors: MajorFacts = { closedOfFound: 1, planned: 2, fiveCommitments: 1, fundsYuan: 185_000 };
const noMajors: MajorFacts = { closedOfFound: 0, planned: 0, fiveCommitments: 0, fundsYuan: 0 };

/** 轨道办 did not report. */
const contentOf = (i: number): ReportContent[] => (i === 2 ? [] : i === 9 ? [content({ keyUnits: 0, keyUnitsInspected: 0 })] : [content()]);

const overdue: OverdueInReport[] = [
  {
    number: 'AQ-2026-00087',
    title: '深基坑支护变形监测数据未按日上报，坡顶堆载超限',
    zone: '湖滨市政责任区',
    unit: '安全监督站',
    class: 'major',
    workdaysOverdue: 17,
    explanation: '设计变更手续仍在办理，已停止坡顶堆载并加密监测。',
  },
  {
    number: 'AQ-2026-00112',
    title: '脚手架连墙件缺失',
    zone: '村镇自建房责任区',
    unit: '村镇建设科',
    class: 'general',
    workdaysOverdue: 5,
    explanation: '材料进场晚，10月26日前完成。',
  },
  {
    number: 'AQ-2026-00131',
    title: '临时用电未采用三级配电',
    zone: '轨道一期责任区',
    unit: '轨道办',
    class: 'general',
    workdaysOverdue: 3,
    explanation: null,
  },
  {
    number: 'AQ-2026-00135',
    title: '有限空间作业未审批',
    zone: '轨道二期责任区',
    unit: '轨道办',
    class: 'general',
    workdaysOverdue: 2,
    explanation: null,
  },
];

/** October of an invented bureau of ten units; signed unless it is changed. */
export function aMonthlyReport(changes: Partial<MonthlyReport> = {}): MonthlyReport {
  const total = names.map((_, i) => marksOf(i)).reduce(together, {});
  const contents = names.flatMap((_, i) => contentOf(i));
  const zones = { complete: 14, total: 15 };
  const figures = reportFiguresOf({ marks: total, zones, contents }, ratio(8, 10));
  const lastMonth = reportFiguresOf({ marks: { ...total, closedOfDue: 890 }, zones, contents: [] }, ratio(9, 10));
  const rowMajors = names.map((_, i) => (i < 4 ? majors : noMajors));
  return {
    period: october,
    span,
    stage: 'published',
    bureau: '青湖区建设管理局',
    office: '领导小组办公室',
    published: { paperNumber: '青建安办〔2026〕7号', on: localDateOf('2026-11-03'), by: '孙立' },
    compiledBy: '赵敏',
    table: {
      rows: names.map((name, i) => tableRowOf(name, { marks: marksOf(i), contents: contentOf(i) }, rowMajors[i] ?? noMajors)),
      total: tableRowOf('合计', { marks: total, contents }, { closedOfFound: 4, planned: 8, fiveCommitments: 4, fundsYuan: 740_000 }),
    },
    figures: compared(figures, lastMonth, []),
    units: names.map((name, i) => ({
      code: `u${i + 1}`,
      name,
      report: i === 2 ? 'unreported' : 'accepted',
      isOnTime: i === 2 ? null : i !== 4,
      zones: ratio(i === 4 ? 1 : 2, 2),
      content: contentOf(i)[0] ?? null,
      figures: reportFiguresOf({ marks: marksOf(i), zones: { complete: i === 4 ? 1 : 2, total: 2 }, contents: contentOf(i) }, null),
    })),
    gaps: [{ code: 'z13', name: '村镇自建房责任区', unit: '村镇建设科', specific: null, supervising: '喆堃翀' }],
    overdue,
    unreported: ['轨道办'],
    leftOut: [],
    summary:
      '本月网格化管理运行总体平稳，各单位按计划开展深基坑、起重机械和有限空间专项检查，隐患办理较上月加快。\n同时，个别单位月报报送不及时，超期事项仍未清零，重大隐患治理资金落实偏慢。',
    problems: [],
    commendations: [
      {
        unit: '质量监督站',
        because: 'nominated',
        text: '质量监督站坚持每日班前十分钟安全交底，交底记录上墙公示，做法可供借鉴。',
        cases: [],
        answer: null,
      },
      { unit: '房屋建筑科', because: 'bestOnTime', text: '房屋建筑科本期应结案108项，按期结案率居前，办理及时', cases: [], answer: null },
    ],
    criticisms: [
      {
        unit: '安全监督站',
        because: 'overdue',
        text: '安全监督站截至本期末有1项重大隐患超期未办结。',
        cases: [{ number: 'AQ-2026-00087', workdaysOverdue: 17 }],
        answer: '设计变更须经专家论证，论证会定于11月5日召开，会后三日内完成整改。',
      },
      { unit: '轨道办', because: 'unreported', text: '轨道办未在期限内报送月报。', cases: [], answer: null },
    ],
    requirements: [
      { task: '完成深基坑支护专项检查，重大隐患治理方案、资金逐项落实到位', unit: '安全监督站', on: localDateOf('2026-11-20') },
      { task: '补报10月月报并说明未报原因', unit: '轨道办', on: localDateOf('2026-11-06') },
      { task: '冬季施工用电、消防安全自查', unit: null, on: localDateOf('2026-11-25') },
    ],
    ...changes,
  };
}

/** Before it was signed: compiled, with no number and no date. */
export const aDraftReport = (changes: Partial<MonthlyReport> = {}) => aMonthlyReport({ stage: 'signing', published: null, ...changes });
