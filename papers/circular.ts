import type { Circulated, MonthlyReport, TableRow, Value } from '../domain/dispatch/monthly-report.ts';
import type { FigureKey } from '../domain/metrics/figures.ts';
import { dateIn } from '../domain/time/instant.ts';
import { chineseNumber, classNames, reportStages, sayDate, sayMonth, sayRate, titleLinesOf } from './words.ts';

/** 一 … with what it rests on; `answer`: the unit's own words, printed directly beneath. Empty where there is nothing to print. */
type Item = { ordinal: string; text: string; evidence: string; answer: string };

/** A wide table in an annex: a cell by the key of its column; widths are parts of the whole. */
export type Annex = { label: string; title: string; columns: Column[]; rows: Record<string, string>[]; note: string };
type Column = { key: string; title: string; width: number; isText?: true };

/** 调度通报 in words (PAPERS §4.9), as Word and PDF print it. What is not known before the signature is empty. */
export type Circular = {
  /** What marks it before the signature. */
  draft: { mark: string; note: string } | null;
  headings: typeof headings;
  /** 发文机关标志, in lines. */
  mark: string[];
  number: string;
  /** Broken by sense. */
  title: string[];
  addressee: string;
  opening: string;
  summary: string[];
  figures: string[];
  commendations: Item[];
  criticisms: Item[];
  requirements: { task: string; unit: string; on: string }[];
  /** What stands in a section that has nothing to say. */
  noCommendations: string;
  noCriticisms: string;
  noRequirements: string;
  /** 附件说明, in lines. */
  annexList: string[];
  issuer: string;
  date: string;
  copies: string;
  printed: string;
  annexes: [Annex, Annex];
};

const longestMark = 14;

const draftMarks = { mark: '草稿', note: '草稿，未经签发无效；以签发盖章的纸质文件为准。' };

/** The Word template, which the office may edit, has its own. */
const headings = {
  state: '一、总体情况',
  review: '（一）综合情况',
  figures: '（二）主要指标',
  practice: '二、好的做法',
  problems: '三、存在问题',
  requirements: '四、下月工作要求',
  task: '工作任务',
  unit: '责任单位',
  on: '完成时限',
};

/** The office's full name, as it issues papers. */
export const issuerOf = ({ bureau, office }: MonthlyReport): string => (office.startsWith(bureau) ? office : `${bureau}${office}`);

export function circularOf(report: MonthlyReport): Circular {
  const { period, published, summary, problems, commendations, criticisms, requirements } = report;
  const common = problems.map((text) => ({ text, cases: [], answer: null }));
  const issuer = issuerOf(report);
  const isCompiled = summary !== null;
  const annexes: Circular['annexes'] = [unitsAnnex(report), overdueAnnex(report)];
  const isHeard = report.stage === 'signing' || report.stage === 'published';
  const date = published ? sayDate(published.on) : '';
  const nothing = (none: string) => (isCompiled ? none : '（待办公室汇总后填写。）');
  return {
    draft: published ? null : draftMarks,
    headings,
    mark: issuer.length <= longestMark ? [issuer] : [report.bureau, issuer.slice(report.bureau.length)],
    number: published?.paperNumber ?? '',
    title: titleLinesOf(period),
    addressee: '领导小组各成员，各单位、科室：',
    opening: `现将${sayMonth(period)}（统计截至${sayDate(dateIn(report.span.to))}）安全生产网格化管理工作调度情况通报如下。`,
    summary: paragraphs(summary ?? '（综述待办公室汇总后填写。）'),
    figures: [...figuresSaid(report), standingSaid(report)],
    commendations: commendations.map((each, i) => itemOf(each, i, '')),
    criticisms: [
      ...common.map((each, i) => itemOf(each, i, '')),
      ...criticisms.map((each, i) => itemOf(each, common.length + i, isHeard ? '说明：该单位未在期限内作出说明。' : '')),
    ],
    requirements: requirements.map(({ task, unit, on }) => ({ task, unit: unit ?? '各单位', on: sayDate(on) })),
    noCommendations: commendations.length > 0 ? '' : nothing('本期无通报表扬事项。'),
    noCriticisms: common.length + criticisms.length > 0 ? '' : nothing('本期无通报批评事项。'),
    noRequirements: requirements.length > 0 ? '' : nothing('按既定工作计划推进，本期无新增专项要求。'),
    annexList: annexes.map(({ title }, i) => `${i === 0 ? '附件：' : ''}${i + 1}.${title}`),
    issuer,
    date,
    copies: '抄送：领导小组组长、副组长。',
    printed: date && `${date}印发`,
    annexes,
  };
}

const paragraphs = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A sentence that ends. */
const sentence = (text: string) => (/[。！？；]$/.test(text) ? text : `${text}。`);

function itemOf({ text, cases, answer }: Pick<Circulated, 'text' | 'cases' | 'answer'>, i: number, noAnswer: string): Item {
  const named = cases.map(({ number, workdaysOverdue }) => (workdaysOverdue === null ? number : `${number}超期${workdaysOverdue}个工作日`));
  return {
    ordinal: `（${chineseNumber(i + 1)}）`,
    text: sentence(paragraphs(text).join('')),
    evidence: named.length > 0 ? `依据：截至统计期末，${named.join('、')}。` : '',
    answer: answer !== null ? `说明：${sentence(paragraphs(answer).join(''))}` : noAnswer,
  };
}

/** The figures of a circular, each with its numerator and denominator; beside them last month and the same month last year. */
function figuresSaid({ figures, table }: MonthlyReport): string[] {
  const beside = (key: FigureKey | 'coverage' | 'punctuality') => {
    const found = figures.find((each) => each.key === key);
    const said = (value: Value | null | undefined) => (value ? sayRate(value) : '无数据');
    return `上月${said(found?.lastMonth)}，去年同期${said(found?.lastYear)}`;
  };
  const made = (key: FigureKey | 'coverage' | 'punctuality', words: (value: Value) => string) => {
    const value = figures.find((each) => each.key === key)?.thisMonth;
    return value ? `${words(value)}${sayRate(value)}；${beside(key)}。` : '';
  };
  const { general, major } = table.total;
  return [
    made('closureRate', ({ numerator, denominator }) => `应结案${denominator}项，已结案${numerator}项，结案率`),
    made('onTimeClosureRate', ({ numerator, denominator }) => `应结案${denominator}项，按期结案${numerator}项，按期结案率`),
    `排查一般隐患${general.denominator}项，已整改${general.numerator}项，整改率${sayRate(general)}；` +
      `排查重大隐患${major.denominator}项，已整改销号${major.numerator}项，整改率${sayRate(major)}。`,
    made('coverage', ({ numerator, denominator }) => `应排查重点单位${denominator}家，实际排查${numerator}家，覆盖率`),
    made('punctuality', ({ numerator, denominator }) => `应报月报单位${denominator}个，按期报送${numerator}个，月报及时率`),
  ]
    .filter((text) => text !== '')
    .map((text, i) => `${i + 1}.${text}`);
}

function standingSaid({ figures, gaps, unreported, leftOut }: MonthlyReport): string {
  const count = (key: FigureKey) => figures.find((each) => each.key === key)?.thisMonth?.numerator ?? 0;
  const overdue = overdueKeys.map(count);
  const total = overdue.reduce((sum, each) => sum + each, 0);
  const ages = ['1—3个工作日', '4—7个工作日', '8—15个工作日', '15个工作日以上'].map((age, i) => `${age}${overdue[i]}项`);
  const zones = figures.find(({ key }) => key === 'zoneCompleteness')?.thisMonth;
  return [
    `截至统计期末，未办结${count('open')}项，其中超期${total}项${total > 0 ? `（${ages.join('，')}）` : ''}`,
    `责任区${zones?.denominator ?? 0}个，责任人配备完整${zones?.numerator ?? 0}个${gaps.length > 0 ? `，待明确责任人的有${gaps.map(({ name }) => name).join('、')}` : ''}`,
    ...(unreported.length > 0 ? [`未报月报：${unreported.join('、')}`] : []),
    ...(leftOut.length > 0 ? [`汇总后补报、未列入本期：${leftOut.join('、')}`] : []),
  ]
    .join('；')
    .concat('。');
}

const overdueKeys = ['overdue1to3', 'overdue4to7', 'overdue8to15', 'overdueOver15'] as const;

/** A paper that people hold has an end, and its making must not hold up the api: the Excel file lists the rest. */
const mostRows = 500;
const cutNote = (all: number) => (all > mostRows ? `共${all}行，此处列前${mostRows}行，全部见月报表（Excel）。` : '');

const unitColumns: Column[] = [
  { key: 'ordinal', title: '序号', width: 4 },
  { key: 'unit', title: '单位', width: 17, isText: true },
  { key: 'report', title: '月报', width: 11 },
  { key: 'due', title: '应结案', width: 5 },
  { key: 'onTime', title: '按期结案', width: 5 },
  { key: 'onTimeRate', title: '按期结案率', width: 9 },
  { key: 'general', title: '一般隐患排查数', width: 6 },
  { key: 'generalDone', title: '已整改', width: 5 },
  { key: 'generalRate', title: '整改率', width: 9 },
  { key: 'major', title: '重大隐患排查数', width: 6 },
  { key: 'majorDone', title: '已整改销号', width: 5 },
  { key: 'majorRate', title: '整改率', width: 9 },
  { key: 'overdue', title: '超期存量', width: 5 },
  { key: 'toInspect', title: '应排查单位', width: 5 },
  { key: 'inspected', title: '实际排查单位', width: 5 },
  { key: 'coverage', title: '覆盖率', width: 9 },
];

const unitsNote = '注：“—”表示分母为零；空格表示系统未掌握。单位按机构编排，不作排名。重大隐患“已整改销号”只计已复查销号的。';

const amount = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));

/** 附件1: the units in the order of the organisation, unranked. */
function unitsAnnex({ table, units, figures }: MonthlyReport): Annex {
  const made = (
    { unit, coverage, general, major }: TableRow,
    ordinal: string,
    report: string,
    figure: (key: FigureKey) => Value | null | undefined,
  ): Record<string, string> => {
    const onTime = figure('onTimeClosureRate') ?? null;
    const overdue = overdueKeys.reduce((sum, key) => sum + (figure(key)?.numerator ?? 0), 0);
    return {
      ...{ ordinal, unit, report },
      ...{ due: amount(onTime?.denominator), onTime: amount(onTime?.numerator), onTimeRate: sayRate(onTime) },
      ...{ general: amount(general.denominator), generalDone: amount(general.numerator), generalRate: sayRate(general) },
      ...{ major: amount(major.denominator), majorDone: amount(major.numerator), majorRate: sayRate(major) },
      overdue: String(overdue),
      ...{ toInspect: amount(coverage?.denominator), inspected: amount(coverage?.numerator), coverage: sayRate(coverage) },
    };
  };
  const rows = units.flatMap(({ report, isOnTime, figures: own }, i) => {
    const row = table.rows[i];
    const isLate = isOnTime === false && report !== 'unreported';
    const state = `${report ? reportStages[report] : ''}${isLate ? '（逾期）' : ''}`;
    return row ? [made(row, String(i + 1), state, (key) => own.find((each) => each.key === key))] : [];
  });
  const total = made(table.total, '', '', (key) => figures.find((each) => each.key === key)?.thisMonth);
  return {
    label: '附件1',
    title: '各单位情况表',
    columns: unitColumns,
    rows: [...rows.slice(0, mostRows), total],
    note: `${unitsNote}${cutNote(rows.length)}`,
  };
}

const overdueColumns: Column[] = [
  { key: 'ordinal', title: '序号', width: 5 },
  { key: 'number', title: '案件编号', width: 16 },
  { key: 'title', title: '隐患', width: 23, isText: true },
  { key: 'zone', title: '责任区', width: 14, isText: true },
  { key: 'unit', title: '单位', width: 13, isText: true },
  { key: 'class', title: '等级', width: 6 },
  { key: 'days', title: '超期（工作日）', width: 8 },
  { key: 'explanation', title: '单位说明', width: 26, isText: true },
];

/** 附件2 */
const overdueAnnex = ({ overdue }: MonthlyReport): Annex => ({
  label: '附件2',
  title: '超期事项清单',
  columns: overdueColumns,
  note: overdue.length > 0 ? cutNote(overdue.length) : '无超期事项。',
  rows: overdue.slice(0, mostRows).map(({ number, title, zone, unit, class: of, workdaysOverdue, explanation }, i) => ({
    ...{ ordinal: String(i + 1), number, title, zone, unit, class: classNames[of], days: String(workdaysOverdue) },
    explanation: explanation ?? '',
  })),
});
