import { Alert } from 'antd';
import { Unreachable } from '../api/client.ts';
import { ArrivedOtherwise, Stale } from '../give-command.ts';
import { useWords } from '../words/use-words.ts';
import { HeldHere } from './leaving.tsx';
import { NotSaved } from './problem-notice.tsx';

/** Why a command was not accepted, and what becomes of what was typed. */
export function CommandFailure({ error, isWaitingForNetwork }: { error: Error | null; isWaitingForNetwork: boolean }) {
  const { t } = useWords();
  if (!error) return null;
  if (error instanceof Stale) {
    const title = error.by ? t('problem.stale', { name: error.by }) : t('problem.staleUnknown');
    return <Alert className="notice" role="alert" type="warning" showIcon title={title} />;
  }
  if (error instanceof ArrivedOtherwise)
    return <Alert className="notice" role="alert" type="warning" showIcon title={t('problem.arrivedOtherwise')} />;
  if (isWaitingForNetwork && error instanceof Unreachable) return <HeldHere title={t('unsent.here')} />;
  return <NotSaved error={error} />;
}
