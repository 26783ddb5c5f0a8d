import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Refused, Unreachable } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';

/** What happened and what to do, of an error that the api or the network gave. */
export function useSaid(): (error: Error) => string {
  const { t } = useWords();
  return (error) => {
    if (error instanceof Unreachable) return t('problem.unreachable');
    if (error instanceof Refused && error.problem && error.status < 500) return error.problem.detail;
    return t('problem.elsewhere');
  };
}

/** A submission that failed: what is kept, why, and what to do. `title` where it was something else than saving. */
export function NotSaved({ error, action, title }: { error: Error; action?: ReactNode; title?: string }) {
  const { t } = useWords();
  const said = useSaid();
  return (
    <Alert
      className="notice"
      role="alert"
      type="error"
      showIcon
      title={title ?? t('problem.notSaved')}
      description={said(error)}
      action={action}
    />
  );
}

/** A page whose data did not come, or are not for the reader: then it says who may see them. */
export function NotLoaded({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useWords();
  const said = useSaid();
  if (error instanceof Refused && error.status === 403)
    return <Alert className="notice" role="alert" type="info" showIcon title={t('forbidden.title')} description={said(error)} />;
  return (
    <Alert
      className="notice"
      role="alert"
      type="error"
      showIcon
      title={t('problem.notLoaded')}
      description={said(error)}
      action={<Button onClick={retry}>{t('problem.retry')}</Button>}
    />
  );
}
