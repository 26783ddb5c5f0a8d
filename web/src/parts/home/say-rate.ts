import type { Overview } from '../../api/client.ts';

export type Rate = NonNullable<Overview['months'][number]['all']>;

/** 93.72%; — where nothing was due or nothing is known, never 100 %. */
export const sayRate = (rate: Rate | null): string => (rate === null || rate.rate === null ? '—' : `${(rate.rate * 100).toFixed(2)}%`);
