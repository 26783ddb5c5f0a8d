import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ImportRow } from '../../api/client.ts';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { useWords } from '../../words/use-words.ts';
import { MajorTag } from '../tags.tsx';
import { isTaken, keyOf, stateOf, writtenIn, zoneOf } from './work.ts';
import type { Work } from './work.ts';
import { useZoneName } from './zone-choice.tsx';

type Rows = {
  rows: readonly ImportRow[];
  work: Work;
  take: (row: ImportRow, isTaken: boolean) => void;
  /** Null while rows are being checked. */
  edit: ((row: ImportRow) => void) | null;
};
type OneRow = Omit<Rows, 'rows'> & { row: ImportRow };

const columns = ['row', 'hazard', 'classed', 'dates', 'zone', 'result', 'edit'] as const;

/** Row by row what was understood, what is doubtful, what is refused; on a phone as cards. */
export function Rows({ rows, ...rest }: Rows) {
  const { t } = useWords();
  if (useIsNarrow())
    return (
      <ul className="rows cards">
        {rows.map((row) => (
          <li key={keyOf(row)}>
            <div className="card-head">
              <Place row={row} {...rest} />
              <Edit row={row} edit={rest.edit} />
            </div>
            <div>
              <Hazard row={row} />
            </div>
            <div>
              <Classed row={row} />
            </div>
            <div>
              <Dates row={row} />
            </div>
            {!row.known && (
              <div>
                <Zone row={row} work={rest.work} />
              </div>
            )}
            <div>
              <Result row={row} work={rest.work} />
            </div>
          </li>
        ))}
      </ul>
    );
  return (
    <table className="ledger import-rows">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={`import-col-${column}`}>
              {t(`import.check.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <td>
              <Place row={row} {...rest} />
            </td>
            <th scope="row">
              <Hazard row={row} />
            </th>
            <td>
              <Classed row={row} />
            </td>
            <td>
              <Dates row={row} />
            </td>
            <td>
              <Zone row={row} work={rest.work} />
            </td>
            <td>
              <Result row={row} work={rest.work} />
            </td>
            <td>
              <Edit row={row} edit={rest.edit} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Place({ row, work, take }: OneRow) {
  const { t } = useWords();
  const { sheet, row: nth, known, reasons } = row;
  const name = t('import.check.row', { sheet, row: nth });
  if (known || reasons.length > 0) return <span className="import-place">{name}</span>;
  return (
    <Checkbox
      className="import-place"
      aria-label={t('import.check.take', { sheet, row: nth })}
      checked={isTaken(row, work)}
      onChange={({ target }) => take(row, target.checked)}
    >
      {name}
    </Checkbox>
  );
}

function Hazard({ row }: { row: ImportRow }) {
  const { understood } = row;
  const where = understood
    ? [understood.project, understood.unit, understood.place]
    : (['project', 'unit', 'place'] as const).map((field) => writtenIn(row, field));
  return (
    <>
      <span className="import-text">{understood?.description ?? (writtenIn(row, 'description') || '—')}</span>
      <span className="quiet block">{[...new Set(where.filter(Boolean))].join(' · ')}</span>
    </>
  );
}

function Classed({ row: { understood } }: { row: ImportRow }) {
  const { t, language } = useWords();
  if (!understood) return <>—</>;
  return (
    <>
      <MajorTag of={understood.class} />
      {understood.class === 'general' && `${t('ledger.class.general')} `}
      <span className="tag">{t(`import.check.status.${understood.status}`)}</span>
      {understood.category && <span className="quiet block">{understood.category[language]}</span>}
    </>
  );
}

const dates = ['foundOn', 'dueOn', 'rectifiedOn', 'verifiedOn', 'closedOn'] as const;

function Dates({ row }: { row: ImportRow }) {
  const { t } = useWords();
  const said = dates.flatMap((field) => {
    const on = row.understood ? row.understood[field] : writtenIn(row, field);
    return on ? [t(`import.check.date.${field}`, { on })] : [];
  });
  if (said.length === 0) return <>—</>;
  return said.map((each) => (
    <span key={each} className="block">
      {each}
    </span>
  ));
}

function Zone({ row, work }: Pick<OneRow, 'row' | 'work'>) {
  const { t } = useWords();
  const nameOf = useZoneName();
  if (row.known) return <>—</>;
  return nameOf(zoneOf(row, work)) ?? <span className="import-missing">{t('import.check.noZone')}</span>;
}

function Result({ row, work }: Pick<OneRow, 'row' | 'work'>): ReactNode {
  const { t, language } = useWords();
  const { known, reasons, doubts } = row;
  const state = stateOf(row);
  const own = work.rows[keyOf(row)];
  return (
    <>
      {known && (
        <span>
          {t('import.check.knownAs')}
          <Link to={`/hazards/${known.id}`}>{known.number}</Link>
        </span>
      )}
      {state === 'clear' && <span className="quiet">✓ {t('import.check.ok')}</span>}
      {!known && (
        <ul className="import-list">
          {[...reasons, ...doubts].map(({ code, field, said }) => (
            <li key={`${code}/${field}/${said.zh}`} className={reasons.length > 0 ? 'import-refused' : 'import-doubted'}>
              {reasons.length > 0 ? '✕ ' : '? '}
              {said[language]}
            </li>
          ))}
        </ul>
      )}
      {own?.cells && <span className="tag">{t('import.check.edited')}</span>}
      {own?.isOut && <span className="quiet block">{t('import.check.out')}</span>}
    </>
  );
}

function Edit({ row, edit }: Pick<OneRow, 'row' | 'edit'>) {
  const { t } = useWords();
  if (row.known) return null;
  return (
    <Button
      size="small"
      aria-label={t('import.check.editRow', { sheet: row.sheet, row: row.row })}
      disabled={edit === null}
      onClick={() => edit?.(row)}
    >
      {t('import.check.edit')}
    </Button>
  );
}
