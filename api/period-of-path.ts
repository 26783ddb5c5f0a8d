import { periodIn } from '../domain/dispatch/period.ts';
import type { Period } from '../domain/dispatch/period.ts';
import type { Answer } from './route.ts';

/** The period that the path names; else that there is nothing there. */
export function periodOfPath(params: Record<string, string>): Period | null {
  return periodIn(params['period'] ?? '');
}

export const noSuchMonth: Answer = { turnedAway: 'NOT_FOUND', status: 404 };
