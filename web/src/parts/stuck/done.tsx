import { Alert } from 'antd';
import { useWords } from '../../words/use-words.ts';

/** What came of an act of the board: what was done, and what was not. */
export type Outcome = { done: string | null; failed?: string };

/** Said where the reader looks, whatever of the list is in sight, until the next act. */
export function Done({ outcome, close }: { outcome: Outcome | null; close: () => void }) {
  const { t } = useWords();
  return (
    <div className="board-done" role="status">
      {outcome && (
        <Alert
          role="none"
          type={outcome.failed ? 'warning' : 'success'}
          showIcon
          title={outcome.done ?? outcome.failed}
          description={outcome.done && outcome.failed}
          closable={{ onClose: close, 'aria-label': t('stuck.dismiss') }}
        />
      )}
    </div>
  );
}
