import { Button } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useIsNarrow } from '../../use-is-narrow.ts';
import { useWords } from '../../words/use-words.ts';
import { Chart } from './chart.tsx';
import type { Asked } from './drawn.tsx';

/** A chart with the same figures as a table, which is read aloud, printed, and shown instead of it when asked for. A phone draws when it is asked to. */
export function Charted({
  title,
  what,
  note,
  chart,
  table,
}: {
  title: string;
  what: string;
  note?: string | false;
  /** Null where there is nothing to draw. */
  chart: Asked | null;
  table: (isShown: boolean) => ReactNode;
}) {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const [chosen, setChosen] = useState<'chart' | 'table' | null>(null);
  const id = useId();
  const shown = chosen ?? (isNarrow ? 'nothing' : 'chart');
  const isTable = shown === 'table' || !chart;
  return (
    <section className="sheet charted" aria-labelledby={id}>
      <div className="heading">
        <h2 id={id}>{title}</h2>
        {chart && (
          <span className="charted-choice">
            {shown !== 'chart' && (
              <Button onClick={() => setChosen('chart')}>{t(shown === 'nothing' ? 'home.chart.show' : 'home.chart.asChart')}</Button>
            )}
            {shown !== 'table' && <Button onClick={() => setChosen('table')}>{t('home.chart.asTable')}</Button>}
          </span>
        )}
      </div>
      <p className="quiet">{what}</p>
      {chart && shown === 'chart' && (
        <div className="charted-drawn">
          <Chart {...chart} />
          {note && <p className="quiet">{note}</p>}
        </div>
      )}
      <div className={isTable ? 'charted-table' : 'charted-table charted-unseen'}>{table(isTable)}</div>
    </section>
  );
}
