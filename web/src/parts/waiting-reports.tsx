import { Alert, Button, Popconfirm } from 'antd';
import { Link } from 'react-router';
import type { Zone } from '../api/client.ts';
import type { WaitingReport } from '../offline/kept.ts';
import { handOver, keyReused, sendAsNew, takeOut, useTray } from '../offline/tray.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

type Asked = {
  person: string;
  zones: readonly Zone[];
  /** Puts it back on the page; null while something else is being written there. */
  edit: ((report: WaitingReport) => void) | null;
};

/** 待提交: what waits in this phone, each to be sent again, changed or deleted; and what of it has arrived. */
export function WaitingReports({ person, zones, edit }: Asked) {
  const { t } = useWords();
  const { waiting, sending, sent } = useTray(person);
  if (waiting.length + sent.length === 0) return null;
  return (
    <section className="tray" aria-labelledby="tray">
      <h2 id="tray">{t('report.tray.title', { count: waiting.length })}</h2>
      <div role="status">
        {waiting.some(({ refused }) => refused === null) && <Alert type="warning" showIcon title={t('problem.offline')} />}
      </div>
      <ul className="rows">
        {waiting.map((report) => (
          <Row key={report.key} report={report} zones={zones} isSending={sending === report.key} edit={edit} />
        ))}
        {sent.map(({ key, answer }) => (
          <li key={key}>
            <Link className="row" to={`/hazards/${answer.id}`}>
              <span className="row-main">
                <span className="row-title">{answer.title}</span>
                <span>{t('report.doneTitle')}</span>
              </span>
              <span className="row-more">
                <span>{answer.zone.name}</span>
                <span>{answer.number}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

type RowAsked = Pick<Asked, 'zones' | 'edit'> & { report: WaitingReport; isSending: boolean };

function Row({ report, zones, isSending, edit }: RowAsked) {
  const { t, language } = useWords();
  const { values, handedInAt, refused } = report;
  const name = values.what ?? '';
  return (
    <li className="tray-row">
      <p className="strong">{name}</p>
      <p className="quiet">
        {zones.find(({ code }) => code === values.zone)?.name} {t('report.tray.written', { moment: sayMoment(handedInAt, language) })}
      </p>
      {refused !== null && <p className="fault">{refused === keyReused ? t('report.keyReused') : refused}</p>}
      <p className="form-end">
        {refused === keyReused ? (
          <Button onClick={() => void sendAsNew(report)}>{t('report.asNew')}</Button>
        ) : (
          <Button aria-label={t('report.tray.againOf', { name })} loading={isSending} onClick={() => void handOver(report)}>
            {isSending ? t('report.submitting') : t('problem.retry')}
          </Button>
        )}
        {edit && (
          <Button aria-label={t('report.tray.editOf', { name })} disabled={isSending} onClick={() => edit(report)}>
            {t('report.tray.edit')}
          </Button>
        )}
        <Popconfirm
          title={t('report.tray.removeSure')}
          okText={t('report.tray.remove')}
          cancelText={t('report.keep')}
          onConfirm={() => void takeOut(report, true)}
        >
          <Button type="text" aria-label={t('report.tray.removeOf', { name })} disabled={isSending}>
            {t('report.tray.remove')}
          </Button>
        </Popconfirm>
      </p>
    </li>
  );
}
