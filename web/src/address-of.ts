import type { HazardItem } from './api/client.ts';

/** The page of a case; a request is decided on the page of its hazard. */
export const addressOf = ({ kind, id, partOf }: Pick<HazardItem, 'kind' | 'id' | 'partOf'>): string | null =>
  kind === 'hazard' || partOf !== null ? `/hazards/${partOf ?? id}` : null;
