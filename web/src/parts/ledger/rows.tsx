import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { HazardItem } from '../../api/client.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { Next, Who } from '../stuck/cells.tsx';
import { LevelWord, MajorTag, StageTag, TimeWord } from '../tags.tsx';
import { Unbroken } from '../unbroken.tsx';
import type { Column } from './columns.tsx';

type Rows = { items: readonly HazardItem[]; columns: readonly Column[] };

/** A table, on a phone cards of four lines. */
export function LedgerRows(rows: Rows) {
  return useIsNarrow() ? <Cards {...rows} /> : <Table {...rows} />;
}

function Table({ items, columns }: Rows) {
  const { t } = useWords();
  return (
    <table className="ledger">
      <thead>
        <tr>
          <th scope="col">{t('ledger.column.what')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className={`ledger-${column}`}>
              {t(`ledger.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">
              <What item={item} />
            </th>
            {columns.map((column) => (
              <td key={column}>
                <Cell of={column} item={item} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function What({ item }: { item: HazardItem }) {
  return (
    <>
      <Link to={item.page}>{item.title}</Link>
      <span className="row-more">
        <MajorTag of={item.class} />
        <span className="unbroken">{item.number}</span>
      </span>
    </>
  );
}

const nothing = '—';

function Cell({ of, item }: { of: Column; item: HazardItem }): ReactNode {
  const { language, due } = useWords();
  const { owes } = item;
  switch (of) {
    case 'zone':
      return item.zone.name;
    case 'stage':
      return <StageTag stage={item.stage} />;
    case 'who':
      return owes ? <Who item={item} /> : nothing;
    case 'due':
      return owes ? (
        <>
          <TimeWord owes={owes} />
          <span className="quiet block">
            <Unbroken>{due(owes)}</Unbroken>
          </span>
        </>
      ) : (
        nothing
      );
    case 'level':
      return owes && owes.level > 0 ? <LevelWord level={owes.level} /> : nothing;
    case 'next':
      return owes ? <Next item={item} /> : nothing;
    case 'opened':
      return <Unbroken>{sayMoment(item.openedAt, language)}</Unbroken>;
  }
}

function Cards({ items }: Rows) {
  const { due } = useWords();
  return (
    <ul className="rows cards">
      {items.map((item) => (
        <li key={item.id}>
          <span className="strong">
            <Link to={item.page}>{item.title}</Link>
          </span>
          <span className="row-more">
            <MajorTag of={item.class} />
            <StageTag stage={item.stage} />
            <span>{item.number}</span>
          </span>
          <span>{item.zone.name}</span>
          {item.owes && (
            <span>
              <TimeWord owes={item.owes} /> <span className="quiet">{due(item.owes)}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
