import { Checkbox } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { StuckItem } from '../../api/client.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { useWords } from '../../words/use-words.ts';
import { sayLast } from '../../words/moments.ts';
import { Unbroken } from '../unbroken.tsx';
import { Next, StuckFor, What, Which, Who } from './cells.tsx';
import { bandOf, grouped, matters } from './groups.ts';
import type { GroupBy } from './groups.ts';
import { RowActions } from './row-actions.tsx';
import type { Acting } from './row-actions.tsx';
import { Tried } from './tried.tsx';

export type RowsOf = Acting & {
  items: readonly StuckItem[];
  by: GroupBy;
  chosen: ReadonlySet<string>;
  choose: (ids: readonly string[], isChosen: boolean) => void;
};

/** The stuck cases in groups: a table, on a phone cards. */
export function Rows(rows: RowsOf) {
  return useIsNarrow() ? <Cards {...rows} /> : <Table {...rows} />;
}

function Table({ items, by, chosen, choose, act, look }: RowsOf) {
  const { t } = useWords();
  const all = items.map(({ id }) => id);
  const isAll = all.length > 0 && all.every((id) => chosen.has(id));
  const columns = ['who', 'what', 'howLong', 'why', 'next', 'actions'] as const;
  return (
    <table className="board stuck">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label={t('stuck.selectAll')}
              checked={isAll}
              indeterminate={!isAll && chosen.size > 0}
              onChange={({ target }) => choose(all, target.checked)}
            />
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`stuck.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {grouped(items, by).map(([first, within]) => (
        <tbody key={first.id}>
          <tr className="board-group">
            <th colSpan={columns.length + 1} scope="rowgroup">
              <GroupName of={first} by={by} count={within.length} />
            </th>
          </tr>
          {matters(within).flatMap((matter) =>
            matter.map((item, i) => (
              <tr key={item.id} className={`band-${bandOf(item)}`}>
                <td>
                  <Choice item={item} chosen={chosen} choose={choose} />
                </td>
                <td>
                  <Who item={item} />
                  <Stands item={item} />
                </td>
                {i === 0 && (
                  <td rowSpan={matter.length}>
                    <Steps matter={matter} />
                  </td>
                )}
                <td>
                  <StuckFor item={item} />
                </td>
                <td>
                  <Why item={item} />
                  <Tried item={item} />
                </td>
                <td>
                  <Next item={item} />
                </td>
                <td>
                  <RowActions item={item} act={act} look={look} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      ))}
    </table>
  );
}

function Cards({ items, by, chosen, choose, act, look }: RowsOf) {
  return grouped(items, by).map(([first, within]) => (
    <section key={first.id} aria-label={first.owes?.person?.name ?? first.zone.name}>
      <h2 className="board-group">
        <GroupName of={first} by={by} count={within.length} />
      </h2>
      <ul className="rows cards">
        {matters(within).map((matter) => (
          <li key={matter[0].id} className={`band-${bandOf(matter[0])}`}>
            {matter.map((item, i) => (
              <Fragment key={item.id}>
                <div className="card-head">
                  <Choice item={item} chosen={chosen} choose={choose} />
                  {i === 0 ? <What item={item} /> : <Step item={item} />}
                </div>
                {by !== 'person' && (
                  <div>
                    <Who item={item} />
                  </div>
                )}
                <Stands item={item} />
                <StuckFor item={item} />
                <Why item={item} />
                <Tried item={item} />
                <Next item={item} />
                <RowActions item={item} act={act} look={look} />
              </Fragment>
            ))}
          </li>
        ))}
      </ul>
    </section>
  ));
}

function GroupName({ of, by, count }: { of: StuckItem; by: GroupBy; count: number }) {
  const { t, person } = useWords();
  const { owes, zone, stuck } = of;
  const name = {
    person: () => (owes ? person(owes) : zone.name),
    zone: () => zone.name,
    kind: () => t(`stuck.kind.${stuck}`),
    band: () => t(`stuck.band.${bandOf(of)}`),
  }[by]();
  return <>{t('stuck.groupWithCount', { name, count })}</>;
}

function Choice({ item, chosen, choose }: Pick<RowsOf, 'chosen' | 'choose'> & { item: StuckItem }) {
  const { t } = useWords();
  return (
    <Checkbox
      aria-label={t('stuck.select', { number: item.number })}
      checked={chosen.has(item.id)}
      onChange={({ target }) => choose([item.id], target.checked)}
    />
  );
}

/** The title once, under it each step that is stuck. */
function Steps({ matter: [first, ...others] }: { matter: [StuckItem, ...StuckItem[]] }) {
  return (
    <>
      <What item={first} />
      {others.map((item) => (
        <Step key={item.id} item={item} />
      ))}
    </>
  );
}

function Step({ item }: { item: StuckItem }) {
  const { t } = useWords();
  return (
    <span className="block">
      <Link to={item.page}>{t('stuck.sameMatter')}</Link>
      <Which item={item} />
    </span>
  );
}

/** For whom he acts, or until when he is away. */
function Stands({ item: { actsFor, awayUntil } }: { item: StuckItem }) {
  const { t, language } = useWords();
  return (
    <>
      {actsFor && <span className="quiet block">{t('stuck.actsFor', { name: actsFor.name })}</span>}
      {awayUntil && (
        <span className="quiet block">
          <Unbroken>{t('stuck.away', { until: sayLast(awayUntil, language) })}</Unbroken>
        </span>
      )}
    </>
  );
}

function Why({ item: { kind, stuck, why, reasons, sentBack } }: { item: StuckItem }) {
  const { t, language, list } = useWords();
  const others = reasons.filter(({ kind }) => kind !== stuck && !(stuck === 'topOfLadder' && kind === 'overdue'));
  return (
    <span>
      <span className={`stuck-kind stuck-${stuck}`}>{t(`stuck.kind.${stuck}`)}</span>
      <span className="block">
        <Unbroken>{why[language]}</Unbroken>
      </span>
      {sentBack && (
        <span className="rework block">
          {t(kind === 'hazard' ? 'stuck.notPassed' : 'tasks.sentBackWhy', { name: sentBack.by.name, reason: sentBack.reason })}
        </span>
      )}
      {others.length > 0 && (
        <span className="quiet block">{t('stuck.also', { kinds: list(others.map(({ kind }) => t(`stuck.kind.${kind}`))) })}</span>
      )}
    </span>
  );
}
