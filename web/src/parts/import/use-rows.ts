import { useEffect, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { ImportCell, ImportRow } from '../../api/client.ts';
import { batchesOf, keyOf, untouched } from './work.ts';
import type { Read, Work } from './work.ts';

/** Has the api look again at rows whose cells were changed. */
async function checkAgain(rows: readonly Pick<ImportRow, 'sheet' | 'row' | 'cells'>[], repairEndsCase: boolean): Promise<ImportRow[]> {
  const checked: ImportRow[] = [];
  for (const batch of batchesOf(rows.map(({ sheet, row, cells }) => ({ sheet, row, cells }))))
    checked.push(...(await answerOf(api.POST('/api/imports/check', { body: { rows: batch, repairEndsCase } }))).rows);
  return checked;
}

/** The rows of the file as they stand: what was changed in them before is checked again, and so is each that is changed now. */
export function useRows({ preview, repairEndsCase }: Read, kept: Work) {
  const [rows, setRows] = useState(preview.rows);
  const [isRestored] = useState(() => JSON.stringify(kept) !== JSON.stringify(untouched));
  const put = (checked: readonly ImportRow[]) => {
    const byKey = new Map(checked.map((row) => [keyOf(row), row]));
    setRows((before) => before.map((row) => byKey.get(keyOf(row)) ?? row));
  };
  useEffect(() => {
    const changed = preview.rows.flatMap((row) => {
      const cells = kept.rows[keyOf(row)]?.cells;
      return cells ? [{ ...row, cells }] : [];
    });
    // Where it can't be asked now, the rows stand as they are in the file until they are changed again.
    void checkAgain(changed, repairEndsCase).then(put, () => undefined);
  }, []);
  return {
    rows,
    isRestored,
    change: async (row: ImportRow, cells: ImportCell[]): Promise<ImportRow | undefined> => {
      const [checked] = await checkAgain([{ ...row, cells }], repairEndsCase);
      if (checked) put([checked]);
      return checked;
    },
  };
}
