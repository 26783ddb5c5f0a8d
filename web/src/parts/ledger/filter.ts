import { inShanghai } from '../../words/moments.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import type { HazardQuery } from '../../api/client.ts';

const fields = [
  'q',
  'zone',
  'stage',
  'class',
  'open',
  'overdue',
  'mine',
  'from',
  'to',
  'counted',
] as const satisfies readonly (keyof HazardQuery)[];
type Field = (typeof fields)[number];

/** What of the ledger is asked for, as it stands in the address, where it can be kept and sent; the server says what is wrong in it. */
export type Filter = { [field in Field]?: string | undefined };

export function filterIn(search: URLSearchParams): Filter {
  return Object.fromEntries(fields.flatMap((field) => (search.get(field) ? [[field, search.get(field)]] : [])));
}

/** The address without what is empty; a change of the filter leads back to the first page. */
export function searchOf(filter: Filter): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => (filter[field] === undefined || filter[field] === '' ? [] : [[field, String(filter[field])]])),
  );
}

export const fieldsIn = (filter: Filter): Field[] => fields.filter((field) => filter[field]);

export const without = (filter: Filter, field: Field): Filter => ({ ...filter, [field]: undefined });

/** 保存的视图: what everybody has, by name. */
export const standingViews = {
  all: () => ({}),
  newThisMonth: () => ({ from: inShanghai(serverNowMs()).startOf('month').format('YYYY-MM-DD') }),
  overdue: () => ({ overdue: 'true' }),
  major: () => ({ class: 'major', open: 'true' }),
  mine: () => ({ mine: 'true' }),
} as const satisfies Record<string, () => Record<string, string>>;
export type StandingView = keyof typeof standingViews;

const isSame = (a: Record<string, string>, b: Record<string, string>) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

export const viewOf = (filter: Filter, own: readonly OwnView[]): string => {
  const said = searchOf(filter);
  const standing = (Object.keys(standingViews) as StandingView[]).find((view) => isSame(standingViews[view](), said));
  return standing ?? own.find(({ search }) => isSame(search, said))?.name ?? '';
};

/** A view that the reader gave a name; kept by his browser. */
export type OwnView = { name: string; search: Record<string, string> };
