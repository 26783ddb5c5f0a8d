import type { NoticeKind } from '../notices/notices-for.ts';
import type { CaseKind } from './case-kind.ts';

/**
 * The path of the page on which a case is dealt with: what concerns a hazard on the hazard's own page, what concerns a month on the month's,
 * which the numbers DD-2026-10 and YB-2026-10-u1 name, statistics on that of their term (TJ-2026-Q3). The pages themselves answer to it.
 */
export function pageOf({ id, kind, number, partOf }: { id: string; kind: CaseKind; number: string; partOf: string | null }): string {
  const [, period = '', unit = ''] = /^..-(\d{4}-\d\d)-?(.*)$/.exec(number) ?? [];
  if (kind === 'dispatch') return `/dispatches/${period}`;
  if (kind === 'unit-report') return `/dispatches/${period}/reports/${unit}`;
  if (kind === 'statistics') return `/statistics/${number.slice('TJ-'.length)}`;
  const hazard = kind === 'hazard' ? id : partOf;
  return hazard === null ? `/cases/${id}` : `/hazards/${hazard}`;
}

/** The page to which a notice leads: that of its case; of what is about the whole bureau the board, and the audit log for an anchor. */
export const pageOfNotice = (notice: NoticeKind, of: Parameters<typeof pageOf>[0] | null): string =>
  of ? pageOf(of) : notice === 'anchored' ? '/audit' : '/stuck';
