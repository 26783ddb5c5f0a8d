import { Button, Checkbox, Popover } from 'antd';
import { useState } from 'react';
import { recall, remember } from '../../remembered.ts';
import { useWords } from '../../words/use-words.ts';

/** Beside the number with the title, which always stands first. */
const allColumns = ['zone', 'stage', 'who', 'due', 'level', 'next', 'opened'] as const;
export type Column = (typeof allColumns)[number];
const usual: readonly Column[] = ['zone', 'stage', 'who', 'due', 'next'];
const kept = 'ledger-columns';

/** The columns that the reader wants to see; his browser keeps them. */
export function useColumns(): [readonly Column[], (columns: readonly Column[]) => void] {
  const [columns, setColumns] = useState<readonly Column[]>(() => {
    const names = recall(kept)?.split(' ');
    return names ? allColumns.filter((column) => names.includes(column)) : usual;
  });
  return [
    columns,
    (next) => {
      setColumns(next);
      remember(kept, next.join(' '));
    },
  ];
}

export function ColumnChoice({ columns, choose }: { columns: readonly Column[]; choose: (columns: readonly Column[]) => void }) {
  const { t } = useWords();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('ledger.columns')}
      content={
        <Checkbox.Group<Column>
          className="column-choice"
          value={[...columns]}
          onChange={(chosen) => choose(allColumns.filter((column) => chosen.includes(column)))}
          options={allColumns.map((value) => ({ value, label: t(`ledger.column.${value}`) }))}
        />
      }
    >
      <Button>{t('ledger.columns')}</Button>
    </Popover>
  );
}
