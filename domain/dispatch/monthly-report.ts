import type { FigureKey } from '../metrics/figures.ts';
import { figuresOf } from '../metrics/figures.ts';
import type { Marks } from '../metrics/marks.ts';
import type { Span } from '../metrics/span.ts';
import type { GridCode } from '../people/seat.ts';
import type { LocalDate } from '../time/instant.ts';
import type { Draft } from './drafts.ts';
import type { MonthStage } from './month.ts';
import type { Period } from './period.ts';
import type { ReportContent, UnitReportStage } from './unit-report.ts';

/** What a figure is made of; minutes where it is a mean. `rate` is null where there is nothing to divide by: printed as —. */
export type Value = { numerator: number; denominator: number | null; rate: number | null };

export const ratio = (numerator: number, denominator: number): Value => ({
  numerator,
  denominator,
  rate: denominator === 0 ? null : numerator / denominator,
});

/** Figures that are not made of hazards: 覆盖率, 月报及时率, 责任区完整率. */
const otherFigureKeys = ['coverage', 'punctuality', 'zoneCompleteness'] as const;
export type ReportFigureKey = FigureKey | (typeof otherFigureKeys)[number];

export type ReportFigure = { key: ReportFigureKey; of: 'share' | 'mean' | 'count' } & Value;

/** A figure of the bureau beside the ones of last month and of the same month last year; null where nothing is known. */
export type ComparedFigure = {
  key: ReportFigureKey;
  of: ReportFigure['of'];
  thisMonth: Value | null;
  lastMonth: Value | null;
  lastYear: Value | null;
};

/**
 * A row of 安全生产事故隐患排查治理情况月报表 (DOMAIN §6). Null is what the system does not know: printed empty. 已整改销号 are major hazards
 * found in the period and closed by its end; one that waits for its verification is not.
 */
export type TableRow = {
  unit: string;
  coverage: Value | null;
  general: Value;
  major: Value;
  planned: number;
  fiveCommitments: number;
  listedProvincial: number | null;
  listedMunicipal: number | null;
  fundsYuan: number | null;
};

/** A unit, in the order of the rows of the table; zones that lie in no unit come last, without a code. */
export type UnitInReport = {
  code: GridCode;
  name: string;
  report: UnitReportStage | null;
  isOnTime: boolean | null;
  zones: Value;
  content: Pick<
    ReportContent,
    'placardsPosted' | 'keyUnits' | 'keyUnitsInspected' | 'trainings' | 'trained' | 'missing' | 'problems'
  > | null;
  figures: ReportFigure[];
};

export type OverdueInReport = {
  number: string;
  title: string;
  zone: string;
  unit: string;
  class: 'general' | 'major';
  workdaysOverdue: number;
  explanation: string | null;
};

/** A circulated word of praise or criticism, with what it rests on; `answer`: 说明 of the unit, printed beneath it. */
export type Circulated = {
  unit: string;
  because: Draft['because'];
  text: string;
  cases: { number: string; workdaysOverdue: number | null }[];
  answer: string | null;
};

/** 月报 compiled: the one value of which every form of the monthly report is made, so that no figure can differ between them. */
export type MonthlyReport = {
  period: Period;
  span: Span;
  stage: MonthStage;
  bureau: string;
  office: string;
  /** Null until it is signed: a draft without a number. `on` is the day of the signature. */
  published: { paperNumber: string; on: LocalDate; by: string } | null;
  compiledBy: string | null;
  table: { rows: TableRow[]; total: TableRow };
  figures: ComparedFigure[];
  units: UnitInReport[];
  /** Zones without exactly one of each responsible person at the cut-off. */
  gaps: { code: string; name: string; unit: string; specific: string | null; supervising: string | null }[];
  overdue: OverdueInReport[];
  unreported: string[];
  /** 未列入汇总: handed in after the compilation, and not received. */
  leftOut: string[];
  summary: string | null;
  /** 共性问题: problems that are no unit's own. */
  problems: string[];
  commendations: Circulated[];
  criticisms: Circulated[];
  requirements: { task: string; unit: string | null; on: LocalDate }[];
};

/** What is known of major hazards beside their marks. */
export type MajorFacts = { closedOfFound: number; planned: number; fiveCommitments: number; fundsYuan: number };

type Known = {
  marks: Marks;
  zones: { complete: number; total: number };
  /** Of the reports that were accepted. */
  contents: readonly ReportContent[];
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** 应排查, 实际排查 as the units report them; null while none has. */
function coverageOf(contents: readonly ReportContent[]): Value | null {
  if (contents.length === 0) return null;
  return ratio(sum(contents.map(({ keyUnitsInspected }) => keyUnitsInspected)), sum(contents.map(({ keyUnits }) => keyUnits)));
}

export function tableRowOf(unit: string, { marks, contents }: Omit<Known, 'zones'>, majors: MajorFacts): TableRow {
  return {
    unit,
    coverage: coverageOf(contents),
    general: ratio(marks.rectifiedGeneral ?? 0, marks.foundGeneral ?? 0),
    major: ratio(majors.closedOfFound, marks.foundMajor ?? 0),
    planned: majors.planned,
    fiveCommitments: majors.fiveCommitments,
    listedProvincial: null,
    listedMunicipal: null,
    fundsYuan: majors.planned > 0 ? majors.fundsYuan : null,
  };
}

/** Every figure of DOMAIN §6, in a fixed order; `reports`: how many are in on time, of all. */
export function reportFiguresOf({ marks, zones, contents }: Known, reports: Value | null): ReportFigure[] {
  const others = { coverage: coverageOf(contents), punctuality: reports, zoneCompleteness: ratio(zones.complete, zones.total) };
  return [
    ...figuresOf(marks).map(({ key, of, numerator, denominator, rate }): ReportFigure => ({ key, of, numerator, denominator, rate })),
    ...otherFigureKeys.flatMap((key): ReportFigure[] => {
      const value = others[key];
      return value ? [{ key, of: 'share', ...value }] : [];
    }),
  ];
}

/** The figures of three months side by side. */
export function compared(
  thisMonth: readonly ReportFigure[],
  lastMonth: readonly ReportFigure[],
  lastYear: readonly ReportFigure[],
): ComparedFigure[] {
  const valueIn = (figures: readonly ReportFigure[], key: ReportFigureKey): Value | null => {
    const found = figures.find((each) => each.key === key);
    return found ? { numerator: found.numerator, denominator: found.denominator, rate: found.rate } : null;
  };
  const kinds = new Map([...thisMonth, ...lastMonth, ...lastYear].map(({ key, of }) => [key, of]));
  return [...kinds].map(([key, of]) => ({
    key,
    of,
    thisMonth: valueIn(thisMonth, key),
    lastMonth: valueIn(lastMonth, key),
    lastYear: valueIn(lastYear, key),
  }));
}
