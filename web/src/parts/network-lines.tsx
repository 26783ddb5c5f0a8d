import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { Link, useLocation } from 'react-router';
import { queryClient } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { seeSent, useTray } from '../offline/tray.ts';
import { useIsOffline } from '../use-is-offline.ts';
import { isToday, sayMoment, sayTime } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** Under the bar of every page, a line each: that there is no network, and what went from the tray while another page was open. */
export function NetworkLines({ person }: { person: string }) {
  const { pathname } = useLocation();
  const isOffline = useIsOffline();
  const { waiting, sent } = useTray(person);
  const isReporting = pathname === '/report';
  const unseen = sent.filter(({ isSeen }) => !isSeen);
  return (
    <div className="network-lines" role="status">
      {/* The tray says it itself. */}
      {isOffline && !(isReporting && waiting.length > 0) && <OfflineLine isReporting={isReporting} />}
      {!isReporting && unseen.length > 0 && <SentLine unseen={unseen} />}
    </div>
  );
}

function OfflineLine({ isReporting }: { isReporting: boolean }) {
  const { t, language } = useWords();
  const readMs = useSyncExternalStore(listenToAnswers, oldestShown);
  // In the server's time, as every moment on the pages.
  const at = new Date(readMs + serverNowMs() - Date.now()).toISOString();
  const moment = isToday(at) ? sayTime(at) : sayMoment(at, language);
  return (
    <p className="network-line offline">
      {isReporting ? t('report.offline.writing') : readMs > 0 ? t('report.offline.shown', { moment }) : t('report.offline.later')}
    </p>
  );
}

const answers = queryClient.getQueryCache();
const listenToAnswers = (changed: () => void) => answers.subscribe(changed);

// What stands around every page.
const around: readonly unknown[] = ['me', 'site'];
/** When the oldest of what the open page shows was read, by this machine's clock; 0 when it shows nothing that was read. */
function oldestShown(): number {
  const read = answers
    .findAll({ type: 'active' })
    .filter(({ queryKey, state }) => !around.includes(queryKey[0]) && state.data !== undefined)
    .map(({ state }) => state.dataUpdatedAt);
  return read.length > 0 ? Math.min(...read) : 0;
}

function SentLine({ unseen }: { unseen: ReturnType<typeof useTray>['sent'] }) {
  const { t } = useWords();
  const [first, ...others] = unseen;
  if (!first) return null;
  const { id, number } = first.answer;
  return (
    <p className="network-line sent">
      {others.length > 0 ? (
        <span>{t('report.tray.sentMany', { count: unseen.length })}</span>
      ) : (
        <span>
          {t('report.tray.sentOne')} <span className="unbroken">{number}</span>
        </span>
      )}
      <Link to={others.length > 0 ? '/report' : `/hazards/${id}`} onClick={seeSent}>
        {t('report.look')}
      </Link>
      <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('report.tray.dismiss')} onClick={seeSent} />
    </p>
  );
}
