import type { Mark, Marks } from './marks.ts';

/** The figures of DOMAIN §6. A share is a part of its whole; a mean is minutes a case; a count stands for itself. */
const definitions = {
  /** 结案率 */
  closureRate: { of: 'share', over: 'closedOfDue', under: 'due' },
  /** 按期结案率 */
  onTimeClosureRate: { of: 'share', over: 'closedOnTime', under: 'due' },
  /** 整改率, general and major apart */
  rectificationRateGeneral: { of: 'share', over: 'rectifiedGeneral', under: 'foundGeneral' },
  rectificationRateMajor: { of: 'share', over: 'rectifiedMajor', under: 'foundMajor' },
  /** 返工率 */
  reworkRate: { of: 'share', over: 'reworked', under: 'verified' },
  /** 一次通过率 */
  firstPassRate: { of: 'share', over: 'passedFirst', under: 'verified' },
  /** 延期率: approved extensions, of which a case may have more than one */
  extensionRate: { of: 'share', over: 'extensions', under: 'due' },
  /** 升级率 to each level */
  escalationRate1: { of: 'share', over: 'level1', under: 'active' },
  escalationRate2: { of: 'share', over: 'level2', under: 'active' },
  escalationRate3: { of: 'share', over: 'level3', under: 'active' },
  /** 重复率: same zone and category within thirty days */
  repeatRate: { of: 'share', over: 'repeated', under: 'found' },
  /** 平均办理时长, gross and net of suspended time */
  handlingGross: { of: 'mean', over: 'grossMinutes', under: 'closed' },
  handlingNet: { of: 'mean', over: 'netMinutes', under: 'closed' },
  found: { of: 'count', over: 'found' },
  closed: { of: 'count', over: 'closed' },
  open: { of: 'count', over: 'open' },
  suspended: { of: 'count', over: 'suspended' },
  /** 超期存量 by workdays */
  overdue1to3: { of: 'count', over: 'overdue1to3' },
  overdue4to7: { of: 'count', over: 'overdue4to7' },
  overdue8to15: { of: 'count', over: 'overdue8to15' },
  overdueOver15: { of: 'count', over: 'overdueOver15' },
  typedIn: { of: 'count', over: 'typedIn' },
} as const satisfies Record<string, Definition>;

type Definition = { of: 'share' | 'mean'; over: Mark; under: Mark } | { of: 'count'; over: Mark };

export type FigureKey = keyof typeof definitions;
export const figureKeys = Object.keys(definitions) as FigureKey[];

/** A figure with what it is made of; `rate` is null where there is nothing to divide by. */
export type Figure = {
  key: FigureKey;
  of: Definition['of'];
  over: Mark;
  under: Mark | null;
  numerator: number;
  denominator: number | null;
  rate: number | null;
};

/** Every figure of these marks, in a fixed order. */
export const figuresOf = (marks: Marks): Figure[] => figureKeys.map((key) => figureOf(key, marks));

export function figureOf(key: FigureKey, marks: Marks): Figure {
  const definition: Definition = definitions[key];
  const numerator = marks[definition.over] ?? 0;
  const under = 'under' in definition ? definition.under : null;
  const denominator = under && (marks[under] ?? 0);
  const rate = denominator === null || denominator === 0 ? null : numerator / denominator;
  return { key, of: definition.of, over: definition.over, under, numerator, denominator, rate };
}

/** 93.72 %: two decimals; — for a zero denominator, never 100 % (DOMAIN §6). */
export const sayShare = (rate: number | null): string => (rate === null ? '—' : `${(rate * 100).toFixed(2)}%`);
