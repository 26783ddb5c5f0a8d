import { Alert, Button, Pagination } from 'antd';
import { useState } from 'react';
import type { ImportPreview, ImportRow } from '../../api/client.ts';
import { useDraft } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { EditRow } from './edit-row.tsx';
import { EnteringRows } from './entering.tsx';
import { Rows } from './rows.tsx';
import { ImportSteps } from './steps.tsx';
import { useEntering } from './use-entering.ts';
import { useRows } from './use-rows.ts';
import { asSent, isTaken, keyOf, stateOf, states, untouched, zoneOf } from './work.ts';
import type { Change, Read, State, Work } from './work.ts';
import { useZoneName } from './zone-choice.tsx';
import { Zones } from './zones.tsx';

const pageSize = 20;

/** 核对 and 导入 of a file that was read. What is changed is kept in this browser under what the file holds, so that it is there when the same file is chosen again. */
export function Checking({ read, chooseAnother }: { read: Read; chooseAnother: () => void }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const { sha256 } = read.preview;
  const draftName = `${person.id}/import/${sha256}`;
  const draft = useDraft<Work>(draftName, untouched);
  const work = draft.values;
  const { rows, isRestored, isSettled, error, retry, change, sent } = useRows(read, work);
  const entering = useEntering(draft.key, read.repairEndsCase, draft.finish);
  const [edited, setEdited] = useState<string | null>(null);
  const ready = rows.filter((row) => isTaken(row, work) && zoneOf(row, work) !== null);
  if (entering.entering)
    return (
      <>
        <ImportSteps at="enter" />
        <EnteringRows
          {...entering}
          entering={entering.entering}
          leave={() => {
            if (entering.entering) sent(entering.entering.asked, entering.entering.done);
            entering.leave();
          }}
          chooseAnother={chooseAnother}
        />
      </>
    );
  const putRow = (row: ImportRow, changed: Change) =>
    draft.write({ ...work, rows: { ...work.rows, [keyOf(row)]: { ...work.rows[keyOf(row)], ...changed } } });
  const row = rows.find((each) => keyOf(each) === edited);
  return (
    <>
      <ImportSteps at="check" />
      <Sheets read={read} total={rows.length} chooseAnother={chooseAnother} />
      {isRestored && <Alert className="notice" type="info" showIcon title={t('import.check.restored')} />}
      <Zones rows={rows} work={work} put={draft.write} />
      <FilteredRows
        rows={rows}
        work={work}
        take={(of, isIn) => putRow(of, { isOut: !isIn })}
        edit={isSettled ? (of) => setEdited(keyOf(of)) : null}
      />
      <div className="import-bar">
        {error ? (
          <NotSaved error={error} title={t('import.check.uncheckedStill')} action={<Button onClick={retry}>{t('problem.retry')}</Button>} />
        ) : (
          !isSettled && <span role="status">{t('import.check.checking')}</span>
        )}
        {isSettled && ready.length === 0 && <span>{t('import.enter.nothing')}</span>}
        <Button
          type="primary"
          size="large"
          disabled={ready.length === 0 || !isSettled}
          onClick={() => entering.start(ready.map((each) => asSent(each, work)))}
        >
          {t('import.enter.press', { count: ready.length })}
        </Button>
      </div>
      {row && <Edited key={edited} {...{ row, work, draftName, change, putRow }} close={() => setEdited(null)} />}
    </>
  );
}

type OfRow = {
  row: ImportRow;
  work: Work;
  draftName: string;
  change: ReturnType<typeof useRows>['change'];
  putRow: (row: ImportRow, changed: Change) => void;
  close: () => void;
};

function Edited({ row, work, draftName, change, putRow, close }: OfRow) {
  const nameOf = useZoneName();
  const own = work.rows[keyOf(row)];
  const { [keyOf(row)]: _, ...others } = work.rows;
  return (
    <EditRow
      row={row}
      zone={own?.zone}
      otherZone={nameOf(zoneOf(row, { ...work, rows: others }))}
      draftName={`${draftName}/${keyOf(row)}`}
      change={change}
      save={({ cells, zone }) => putRow(row, { ...((cells !== row.cells || own?.cells) && { cells }), zone })}
      close={close}
    />
  );
}

/** What was read: how many rows, and how the columns of each sheet were understood. */
function Sheets({ read: { name, preview }, total, chooseAnother }: { read: Read; total: number; chooseAnother: () => void }) {
  const { t, prose, list, language } = useWords();
  const refused = preview.sheets.filter(({ header }) => !header);
  return (
    <>
      <div className="board-head">
        <span>
          {t('import.check.of', { name })}
          {prose([t('import.check.total', { count: total }), preview.notes > 0 && ` ${t('import.check.notes', { count: preview.notes })}`])}
        </span>
        <Button onClick={chooseAnother}>{t('import.check.other')}</Button>
      </div>
      {refused.map((sheet) => (
        <Alert
          key={sheet.name}
          className="notice"
          type="warning"
          showIcon
          title={t('import.check.sheetRefused', { name: sheet.name, reasons: list(sheet.reasons.map(({ said }) => said[language])) })}
        />
      ))}
      {preview.sheets.some(({ header }) => header) && (
        <details className="import-columns">
          <summary>{t('import.check.columns')}</summary>
          {preview.sheets.map((sheet) => (
            <OneSheet key={sheet.name} sheet={sheet} />
          ))}
        </details>
      )}
    </>
  );
}

function OneSheet({ sheet: { name, header, columns, left } }: { sheet: ImportPreview['sheets'][number] }) {
  const { t, list, language } = useWords();
  if (!header) return null;
  const { from, to } = header;
  const understood = list(columns.map(({ heading, said }) => `${heading}→${said[language]}`));
  return (
    <p>
      {t(from === to ? 'import.check.sheetOneRow' : 'import.check.sheet', { name, from, to, columns: understood })}
      {left.length > 0 && <span className="block">{t('import.check.left', { columns: list(left) })}</span>}
    </p>
  );
}

type Filtered = Parameters<typeof Rows>[0];

function FilteredRows({ rows, ...rest }: Filtered) {
  const { t } = useWords();
  const [filter, setFilter] = useState<State | 'all'>('all');
  const [page, setPage] = useState(1);
  const shown = filter === 'all' ? rows : rows.filter((row) => stateOf(row) === filter);
  const last = Math.max(1, Math.ceil(shown.length / pageSize));
  const at = Math.min(page, last);
  return (
    <section aria-label={t('import.steps.check')}>
      <div className="kinds" role="group" aria-label={t('import.check.filter')}>
        {(['all', ...states] as const).map((each) => (
          <Button
            key={each}
            className="import-filter"
            aria-pressed={filter === each}
            onClick={() => {
              setFilter(each);
              setPage(1);
            }}
          >
            {t(`import.check.${each}`, { count: each === 'all' ? rows.length : rows.filter((row) => stateOf(row) === each).length })}
          </Button>
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="empty">{t('import.check.none')}</p>
      ) : (
        <Rows rows={shown.slice((at - 1) * pageSize, at * pageSize)} {...rest} />
      )}
      {shown.length > pageSize && (
        <Pagination
          align="end"
          current={at}
          pageSize={pageSize}
          total={shown.length}
          onChange={setPage}
          showSizeChanger={false}
          showTotal={(count) => t('import.check.page', { count })}
        />
      )}
    </section>
  );
}
