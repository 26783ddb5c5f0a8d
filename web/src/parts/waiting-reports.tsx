import { Alert, Button, Popconfirm } from 'antd';
import { useEffect, useState } from 'react';
import type { Zone } from '../api/client.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { shotsOf } from '../offline/kept.ts';
import type { WaitingReport } from '../offline/kept.ts';
import { keyReused, sendAsNew, takeOut, tooLarge, tryAgain, useTray } from '../offline/tray.ts';
import { useIsOffline } from '../use-is-offline.ts';
import { sayMoment, sayTime } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

type Asked = {
  person: string;
  zones: readonly Zone[];
  /** Puts it back on the page; null while something else is being written there. Throws where this browser does not keep it. */
  edit: ((report: WaitingReport) => Promise<void>) | null;
};

/** 待提交: what waits in this phone, each to be sent again, changed or deleted. */
export function WaitingReports({ person, zones, edit }: Asked) {
  const { t } = useWords();
  const { waiting, sending } = useTray(person);
  const [isKept, setKept] = useState(true);
  const change = (done: Promise<void>) =>
    void done.then(
      () => setKept(true),
      () => setKept(false),
    );
  if (waiting.length === 0) return null;
  return (
    <section className="tray" aria-labelledby="tray">
      <h2 id="tray">{t('report.tray.title', { count: waiting.length })}</h2>
      <div role="status">
        {!isKept && <Alert className="notice" type="error" showIcon title={t('report.tray.notKept')} />}
        {waiting.some(({ refused }) => refused === null) && <Alert type="warning" showIcon title={t('report.tray.waits')} />}
      </div>
      <ul className="rows">
        {waiting.map((report) => (
          <Row key={report.key} report={report} zones={zones} isSending={sending === report.key} edit={edit} change={change} />
        ))}
      </ul>
    </section>
  );
}

type RowAsked = Pick<Asked, 'zones' | 'edit'> & { report: WaitingReport; isSending: boolean; change: (done: Promise<void>) => void };

function Row({ report, zones, isSending, edit, change }: RowAsked) {
  const { t, language } = useWords();
  const said = useRefusal();
  const { values, handedInAt, refused } = report;
  const name = values.what ?? '';
  const photos = usePhotosIn(report);
  const isOffline = useIsOffline();
  const [tried, setTried] = useState<number | null>(null);
  const retry = async () => {
    await tryAgain(report);
    setTried(serverNowMs());
  };
  return (
    <li className="tray-row">
      <p className="strong">{name}</p>
      <p className="quiet">
        {zones.find(({ code }) => code === values.zone)?.name} {t('report.tray.written', { moment: sayMoment(handedInAt, language) })}{' '}
        {photos > 0 && t('report.tray.photos', { count: photos })}
      </p>
      {refused !== null && <p className="fault">{said(refused)}</p>}
      <p className="form-end">
        {refused === keyReused ? (
          <Button onClick={() => change(sendAsNew(report))}>{t('report.asNew')}</Button>
        ) : (
          <Button aria-label={t('report.tray.againOf', { name })} loading={isSending} onClick={() => change(retry())}>
            {isSending ? t('report.submitting') : t('problem.retry')}
          </Button>
        )}
        {edit && (
          <Button aria-label={t('report.tray.editOf', { name })} disabled={isSending} onClick={() => change(edit(report))}>
            {t('report.tray.edit')}
          </Button>
        )}
        <Popconfirm
          title={t('report.tray.removeSure')}
          okText={t('report.tray.remove')}
          okButtonProps={{ danger: true }}
          cancelText={t('report.keep')}
          onConfirm={() => change(takeOut(report, true))}
        >
          <Button type="text" aria-label={t('report.tray.removeOf', { name })} disabled={isSending}>
            {t('report.tray.remove')}
          </Button>
        </Popconfirm>
      </p>
      {!edit && <p className="quiet">{t('report.tray.otherWritten')}</p>}
      <p className="near" role="status">
        {tried !== null &&
          refused === null &&
          !isSending &&
          t(isOffline ? 'report.tray.stillOffline' : 'report.tray.inVain', { time: sayTime(tried, true) })}
      </p>
    </li>
  );
}

/** How many pictures it has, sent or not. */
function usePhotosIn(report: WaitingReport): number {
  const [shots, setShots] = useState(0);
  useEffect(() => {
    shotsOf(report.key).then(
      (all) => setShots(all.length),
      () => undefined,
    );
  }, [report]);
  return (report.values.photos?.length ?? 0) + shots;
}

/** What a refusal says; of a bare status, from something that knows neither the report nor our words, what that means. */
function useRefusal(): (refused: string) => string {
  const { t } = useWords();
  return (refused) => {
    if (refused === keyReused) return t('report.keyReused');
    if (refused === String(tooLarge)) return t('report.tray.tooLarge');
    return /^\d{3}$/.test(refused) ? t('report.tray.turnedAway', { status: refused }) : refused;
  };
}
