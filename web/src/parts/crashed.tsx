import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { isPageAnswered, PageNotFetched, reopen, wasReopened } from '../lazy-page.ts';
import { useIsOffline } from '../use-is-offline.ts';
import { useWords } from '../words/use-words.ts';
import { Waiting } from './waiting.tsx';

const againAfterMs = 5_000;

/** Instead of a page that could not be shown: one whose files did not come opens by itself once they are to be had, any other is at fault. */
export function Crashed({ error }: { error: unknown }) {
  // With a network, what was opened anew in vain would be so again.
  const [mayCome, setMayCome] = useState(() => error instanceof PageNotFetched && !(wasReopened() && navigator.onLine));
  return mayCome ? <Unopened giveUp={() => setMayCome(false)} /> : <Notice type="error" says="problem.crashed" />;
}

function Unopened({ giveUp }: { giveUp: () => void }) {
  const isOffline = useIsOffline();
  const [isUnanswered, setUnanswered] = useState(false);
  useEffect(() => {
    if (isOffline) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const isAnswered = await isPageAnswered();
      if (isOver) return;
      setUnanswered(!isAnswered);
      if (!isAnswered) timer = setTimeout(look, againAfterMs);
      else if (!reopen()) giveUp();
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isOffline]);
  if (isOffline) return <Notice type="warning" says="report.offline.unopened" />;
  return isUnanswered ? <Notice type="warning" says="problem.unreachable" /> : <Waiting />;
}

function Notice({
  type,
  says,
}: {
  type: 'warning' | 'error';
  says: 'report.offline.unopened' | 'problem.unreachable' | 'problem.crashed';
}) {
  const { t } = useWords();
  return (
    <Alert
      role="alert"
      type={type}
      showIcon
      title={t(says)}
      action={<Button onClick={() => location.reload()}>{t('problem.reload')}</Button>}
    />
  );
}
