import type { Zone } from './api/client.ts';

type Position = Zone['positions'][number];
/** How far the nearest point of a zone is, in metres. */
export type NearZone = { zone: Zone; metres: number };

const shownNearest = 3;
/** What lies further off is not where somebody stands. */
export const farthestMetres = 5_000;
const metresPerDegree = 111_195;
const inRadians = (degrees: number) => (degrees * Math.PI) / 180;

/** As the crow flies; exact enough within a district, where the earth is flat. */
function metresBetween(a: Position, b: Position): number {
  const north = a.latitude - b.latitude;
  const east = (a.longitude - b.longitude) * Math.cos(inRadians(a.latitude));
  return Math.round(Math.hypot(north, east) * metresPerDegree);
}

/** The zones whose points are nearest to where somebody stands, the nearest first; one without points near by is none of them. */
export const nearestZones = (zones: readonly Zone[], here: Position): NearZone[] =>
  zones
    .filter(({ positions }) => positions.length > 0)
    .map((zone) => ({ zone, metres: Math.min(...zone.positions.map((point) => metresBetween(point, here))) }))
    .filter(({ metres }) => metres <= farthestMetres)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, shownNearest);
