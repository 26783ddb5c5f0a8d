import { WarningFilled } from '@ant-design/icons';
import { NavLink } from 'react-router';
import type { Grid, Zone } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';

const posts = ['supervising', 'specific'] as const;
/** Which of the two are still to be named. */
export const pendingIn = (zone: Zone) => posts.filter((post) => zone[post] === null);

/** 网格树: district, bureau, units, and in each its zones; grids without any of these zones are left out. */
export function ZoneTree({ grids, zones, shown }: { grids: readonly Grid[]; zones: readonly Zone[]; shown: string | undefined }) {
  const codes = new Set(grids.map(({ code }) => code));
  const roots = grids.filter(({ parent }) => parent === null || !codes.has(parent));
  return (
    <ul className="zone-tree">
      {roots.map((grid) => (
        <Branch key={grid.code} grid={grid} grids={grids} zones={zones} shown={shown} />
      ))}
    </ul>
  );
}

type Around = { grids: readonly Grid[]; zones: readonly Zone[]; shown: string | undefined };

function Branch({ grid, ...around }: Around & { grid: Grid }) {
  const { grids, zones, shown } = around;
  if (!hasZones(grid.code, around)) return null;
  const here = zones.filter((zone) => zone.grid.code === grid.code);
  return (
    <li>
      <span className="zone-grid">{grid.name}</span>
      <ul>
        {here.map((zone) => (
          <Leaf key={zone.code} zone={zone} isShown={zone.code === shown} />
        ))}
        {grids
          .filter(({ parent }) => parent === grid.code)
          .map((below) => (
            <Branch key={below.code} grid={below} {...around} />
          ))}
      </ul>
    </li>
  );
}

const hasZones = (code: string, around: Pick<Around, 'grids' | 'zones'>): boolean =>
  around.zones.some(({ grid }) => grid.code === code) ||
  around.grids.some(({ code: below, parent }) => parent === code && hasZones(below, around));

function Leaf({ zone, isShown }: { zone: Zone; isShown: boolean }) {
  const { t, list } = useWords();
  const pending = pendingIn(zone);
  const { code, name, open, overdue } = zone;
  return (
    <li>
      <NavLink
        to={`/zones/${encodeURIComponent(code)}`}
        className={isShown ? 'zone-leaf shown' : 'zone-leaf'}
        aria-current={isShown ? 'page' : undefined}
      >
        <span>{name}</span>
        {pending.length > 0 && (
          <span className="tag tag-pending">{t('organisation.isPending', { posts: list(pending.map((post) => t(`post.${post}`))) })}</span>
        )}
        {overdue !== null && overdue > 0 ? (
          <span className="time time-overdue">
            <WarningFilled aria-hidden />
            {t('organisation.overdueOf', { count: overdue })}
          </span>
        ) : (
          open !== null && open > 0 && <span className="quiet">{t('organisation.openOf', { count: open })}</span>
        )}
      </NavLink>
    </li>
  );
}
