import type { HazardItem } from './api/client.ts';

/**
 * The page of a case: what concerns a hazard is dealt with on the hazard's own page, what concerns a month on the month's, which the numbers
 * DD-2026-10 and YB-2026-10-u1 name. The links in mails follow the same rule.
 */
export function addressOf({ kind, id, number, partOf }: Pick<HazardItem, 'kind' | 'id' | 'number' | 'partOf'>): string {
  const [, period = '', unit = ''] = /^..-(\d{4}-\d\d)-?(.*)$/.exec(number) ?? [];
  if (kind === 'dispatch') return `/dispatches/${period}`;
  if (kind === 'unit-report') return `/dispatches/${period}/reports/${unit}`;
  const hazard = kind === 'hazard' ? id : partOf;
  return hazard === null ? `/cases/${id}` : `/hazards/${hazard}`;
}
