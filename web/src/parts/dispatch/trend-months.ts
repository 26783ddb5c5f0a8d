import type { Figure } from '../../api/client.ts';

/** The bands in which what is overdue is counted. */
export const overdueKeys = ['overdue1to3', 'overdue4to7', 'overdue8to15', 'overdueOver15'] as const;

/** How many are overdue in all. */
export const overdueIn = (figures: Figure[]): number =>
  overdueKeys.reduce((sum, key) => sum + (figures.find((each) => each.key === key)?.numerator ?? 0), 0);
