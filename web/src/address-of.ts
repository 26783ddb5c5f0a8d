import type { HazardItem } from './api/client.ts';

/** The page of a case; a request is decided on the page of its hazard. */
export const addressOf = ({ id, partOf }: Pick<HazardItem, 'id' | 'partOf'>): string => `/hazards/${partOf ?? id}`;
