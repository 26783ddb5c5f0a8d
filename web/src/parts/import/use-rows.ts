import { useEffect, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { ImportCell, ImportedRow, ImportRow } from '../../api/client.ts';
import { batchesOf, keyOf, untouched } from './work.ts';
import type { Read, Work } from './work.ts';

type Typed = Pick<ImportRow, 'sheet' | 'row' | 'cells'>;

/** Has the api look again at rows whose cells were changed. */
async function checkAgain(rows: readonly Typed[], repairEndsCase: boolean): Promise<ImportRow[]> {
  const checked: ImportRow[] = [];
  for (const batch of batchesOf(rows.map(({ sheet, row, cells }) => ({ sheet, row, cells }))))
    checked.push(...(await answerOf(api.POST('/api/imports/check', { body: { rows: batch, repairEndsCase } }))).rows);
  return checked;
}

/** What was changed in the file before. */
const changedIn = ({ preview }: Read, kept: Work): Typed[] =>
  preview.rows.flatMap((row) => {
    const cells = kept.rows[keyOf(row)]?.cells;
    return cells ? [{ ...row, cells }] : [];
  });

/** The rows of the file as they stand: what was changed in them before is checked again, and so is each that is changed now. */
export function useRows(read: Read, kept: Work) {
  const { preview, repairEndsCase } = read;
  const [rows, setRows] = useState(preview.rows);
  const [isRestored] = useState(() => JSON.stringify(kept) !== JSON.stringify(untouched));
  /** Those that the api has still to look at: until it has, nothing may be entered, or it would come in as it no longer stands. */
  const [unchecked, setUnchecked] = useState<readonly Typed[]>(() => changedIn(read, kept));
  const [asking, setAsking] = useState(0);
  const [error, setError] = useState<Error | null>(null);

  async function ask(asked: readonly Typed[]): Promise<ImportRow[]> {
    setAsking((count) => count + 1);
    try {
      const checked = await checkAgain(asked, repairEndsCase);
      const byKey = new Map(checked.map((row) => [keyOf(row), row]));
      setRows((before) => before.map((row) => byKey.get(keyOf(row)) ?? row));
      setUnchecked((before) => before.filter((row) => !byKey.has(keyOf(row))));
      return checked;
    } finally {
      setAsking((count) => count - 1);
    }
  }
  const check = (asked: readonly Typed[]) => {
    setError(null);
    setUnchecked(asked);
    void ask(asked).catch((fault: Error) => setError(fault));
  };
  useEffect(() => {
    if (unchecked.length > 0) check(unchecked);
  }, []);
  return {
    rows,
    isRestored,
    isSettled: unchecked.length === 0 && asking === 0,
    error,
    retry: () => check(unchecked),
    /** Looks at the row with these cells, unless it was; where it can't be asked, it stays to be looked at. */
    async change(row: ImportRow, cells: ImportCell[]): Promise<ImportRow | undefined> {
      const others = unchecked.filter((each) => keyOf(each) !== keyOf(row));
      if (cells === row.cells && others.length === unchecked.length) return row;
      const asked = { ...row, cells };
      setError(null);
      setUnchecked([...others, asked]);
      try {
        return (await ask([asked]))[0];
      } catch (fault) {
        setError(fault as Error);
        throw fault;
      }
    },
    /** Of rows that were sent: those that were answered are in the ledger; whether the others are, the api is asked. */
    sent: (asked: readonly Typed[], answered: ReadonlyMap<string, ImportedRow>) => {
      setRows((before) => before.map((row) => ({ ...row, known: answered.get(keyOf(row))?.hazard ?? row.known })));
      const open = asked.filter((row) => !answered.has(keyOf(row)));
      if (open.length > 0) check(open);
    },
  };
}
