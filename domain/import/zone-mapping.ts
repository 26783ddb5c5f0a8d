import { folded } from './cells.ts';
import type { ImportedHazard } from './understand-row.ts';

/** One line of the mapping file: `*` stands for any text; where both patterns are given both must fit. */
export type ZoneMappingEntry = {
  project?: string;
  unit?: string;
  zone: string;
};

const fits = (pattern: string | undefined, text: string | null): boolean => {
  if (pattern === undefined) return true;
  if (text === null) return false;
  const literal = folded(pattern)
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(folded(text));
};

/** The zone code of a hazard: the first entry that fits, else the default; null (refused as NO_ZONE) when there is neither. */
export const zoneFor = (
  hazard: Pick<ImportedHazard, 'project' | 'unit'>,
  mapping: readonly ZoneMappingEntry[],
  defaultZone: string | null,
): string | null => {
  const entry = mapping.find(
    ({ project, unit }) => (project !== undefined || unit !== undefined) && fits(project, hazard.project) && fits(unit, hazard.unit),
  );
  return entry?.zone ?? defaultZone;
};
