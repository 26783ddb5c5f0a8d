import { forget, recall, remember } from '../remembered.ts';
import { isToday } from '../words/moments.ts';
import type { SentReport } from './kept.ts';

type KeptSent = { person: string; reports: SentReport[] };

/** What of the person's reports went from this browser's tray today and was not put away. */
export function sentToday(person: string): SentReport[] {
  try {
    const kept = JSON.parse(recall('sent') ?? 'null') as KeptSent | null;
    return kept?.person === person ? kept.reports.filter(({ at }) => isToday(at)) : [];
  } catch {
    return [];
  }
}

export function rememberSent(person: string, reports: readonly SentReport[]): void {
  if (reports.length === 0) forget('sent');
  else remember('sent', JSON.stringify({ person, reports }));
}
