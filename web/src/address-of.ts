import type { HazardItem } from './api/client.ts';

/** The page of a case: what concerns a hazard is dealt with on the hazard's own page. */
export function addressOf({ kind, id, partOf }: Pick<HazardItem, 'kind' | 'id' | 'partOf'>): string {
  const hazard = kind === 'hazard' ? id : partOf;
  return hazard === null ? `/cases/${id}` : `/hazards/${hazard}`;
}
