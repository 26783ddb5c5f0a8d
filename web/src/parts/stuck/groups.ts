import type { StuckItem } from '../../api/client.ts';

export type GroupBy = 'person' | 'zone' | 'kind' | 'band';
export const groupings: readonly GroupBy[] = ['person', 'zone', 'kind', 'band'];

export type Band = 'none' | 'today' | 'upTo3' | 'upTo7' | 'upTo15' | 'over15';

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

/** In the order in which the first of each comes. */
export function grouped(items: readonly StuckItem[], by: GroupBy): [first: StuckItem, items: StuckItem[]][] {
  const groups = new Map<string, [StuckItem, StuckItem[]]>();
  for (const item of items) {
    const group = groups.get(keyOf[by](item));
    if (group) group[1].push(item);
    else groups.set(keyOf[by](item), [item, [item]]);
  }
  return [...groups.values()];
}

/** The steps of one hazard that are stuck together: its title need be said only once. */
export function matters(items: readonly StuckItem[]): [first: StuckItem, ...others: StuckItem[]][] {
  const found = new Map<string, [StuckItem, ...StuckItem[]]>();
  for (const item of items) {
    const matter = found.get(item.partOf ?? item.id);
    if (matter) matter.push(item);
    else found.set(item.partOf ?? item.id, [item]);
  }
  return [...found.values()];
}
