import { Alert } from 'antd';
import { useWords } from '../../words/use-words.ts';

/** What came of an act of the board. */
export type Outcome = { title: string; failed?: string };

/** Said where the reader looks, whatever of the list is in sight, until the next act. */
export function Done({ outcome, close }: { outcome: Outcome | null; close: () => void }) {
  const { t } = useWords();
  return (
    <div className="board-done" role="status">
      {outcome && (
        <Alert
          role="none"
          type={outcome.failed !== undefined ? 'warning' : 'success'}
          showIcon
          title={outcome.title}
          description={outcome.failed}
          closable={{ onClose: close, 'aria-label': t('stuck.dismiss') }}
        />
      )}
    </div>
  );
}
