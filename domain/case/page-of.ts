import type { CaseKind } from './decider.ts';

/** The path of the page on which a case is dealt with: what concerns a hazard on the hazard's own page. The pages themselves answer to it. */
export function pageOf({ id, kind, partOf }: { id: string; kind: CaseKind; partOf: string | null }): string {
  const hazard = kind === 'hazard' ? id : partOf;
  return hazard === null ? `/cases/${id}` : `/hazards/${hazard}`;
}
