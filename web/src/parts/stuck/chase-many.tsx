import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import type { StuckItem } from '../../api/client.ts';
import { forgetWhatMayHaveChanged } from '../../api/queries.ts';
import { newKey } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { useSaid } from '../problem-notice.tsx';
import { chaseOf, noticesOf, send } from './send.ts';

type Outcome = { chased: number; failed: number; reason: string };

/** Presses for all that were selected, after one confirmation that names who hears of it and how many notices go out. */
export function ChaseMany({ chosen, clear, done: shown }: { chosen: readonly StuckItem[]; clear: () => void; done: () => void }) {
  const { t, list } = useWords();
  const said = useSaid();
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const chased = chosen.filter((item) => chaseOf(item));
  const names = [...new Set(chased.map(({ owes }) => owes?.person?.name ?? t('vacant')))];
  const notices = chased.reduce((sum, item) => sum + noticesOf(item), 0);

  async function chaseAll(): Promise<void> {
    setSending(true);
    const done: Outcome = { chased: 0, failed: 0, reason: '' };
    for (const item of chased) {
      const chase = chaseOf(item);
      try {
        if (chase) await send(item, chase, {}, newKey());
        done.chased += 1;
      } catch (error) {
        done.failed += 1;
        done.reason = said(error as Error);
      }
    }
    setSending(false);
    setAsking(false);
    setOutcome(done);
    clear();
    shown();
    await forgetWhatMayHaveChanged();
  }

  return (
    <>
      <div aria-live="polite">
        {outcome && (
          <Alert
            className="notice"
            type={outcome.failed > 0 ? 'warning' : 'success'}
            showIcon
            closable={{ onClose: () => setOutcome(null) }}
            title={t('stuck.chased', { count: outcome.chased })}
            description={outcome.failed > 0 ? t('stuck.notChased', { count: outcome.failed, reason: outcome.reason }) : undefined}
          />
        )}
      </div>
      {chosen.length > 0 && (
        <div className="board-bar" role="region" aria-label={t('stuck.selected', { count: chosen.length })}>
          <span className="strong">{t('stuck.selected', { count: chosen.length })}</span>
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('stuck.chaseSelected', { count: chosen.length })}
          </Button>
          <Button onClick={clear}>{t('stuck.clear')}</Button>
        </div>
      )}
      <Modal
        open={isAsking}
        title={t('stuck.chaseSure', { count: chased.length })}
        okText={t('stuck.chaseYes')}
        cancelText={t('action.cancel')}
        okButtonProps={{ disabled: chased.length === 0, loading: isSending }}
        onOk={() => void chaseAll()}
        onCancel={() => setAsking(false)}
      >
        {chased.length === 0 ? (
          <p>{t('stuck.chaseCannot')}</p>
        ) : (
          <>
            <p>{t('stuck.chaseWho', { count: notices })}</p>
            <p className="strong">{list(names)}</p>
          </>
        )}
      </Modal>
    </>
  );
}
