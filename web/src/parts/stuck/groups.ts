import type { StuckItem } from '../../api/client.ts';

export type GroupBy = 'person' | 'zone' | 'kind' | 'band';
export const groupings: readonly GroupBy[] = ['person', 'zone', 'kind', 'band'];

export type Band = 'none' | 'today' | 'upTo3' | 'upTo7' | 'upTo15' | 'over15';
const bands: readonly Band[] = ['over15', 'upTo15', 'upTo7', 'upTo3', 'today', 'none'];

/** How long overdue: one pile of late cases says nothing. */
export function bandOf({ owes }: StuckItem): Band {
  const days = owes?.workdaysOverdue ?? null;
  if (days === null) return 'none';
  if (days === 0) return 'today';
  return days <= 3 ? 'upTo3' : days <= 7 ? 'upTo7' : days <= 15 ? 'upTo15' : 'over15';
}

const keyOf: Record<GroupBy, (item: StuckItem) => string> = {
  person: ({ owes, zone }) => (owes?.person ? owes.person.id : `${owes?.post} ${zone.code}`),
  zone: ({ zone }) => zone.code,
  kind: ({ stuck }) => stuck,
  band: bandOf,
};

/** In the order in which the first of each climbs; by lateness the latest first. */
export function grouped(items: readonly StuckItem[], by: GroupBy): [first: StuckItem, items: StuckItem[]][] {
  const groups = new Map<string, [StuckItem, StuckItem[]]>();
  for (const item of items) {
    const group = groups.get(keyOf[by](item));
    if (group) group[1].push(item);
    else groups.set(keyOf[by](item), [item, [item]]);
  }
  const found = [...groups.values()];
  return by === 'band' ? found.sort(([a], [b]) => bands.indexOf(bandOf(a)) - bands.indexOf(bandOf(b))) : found;
}
