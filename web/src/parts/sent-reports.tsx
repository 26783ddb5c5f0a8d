import { Button } from 'antd';
import { Link } from 'react-router';
import type { SentReport } from '../offline/kept.ts';
import { putAway } from '../offline/tray.ts';
import { useWords } from '../words/use-words.ts';

/** What was handed in without a network and has arrived: its number, with whom it lies and until when; each until it is put away. */
export function SentReports({ sent }: { sent: readonly SentReport[] }) {
  const { t } = useWords();
  if (sent.length === 0) return null;
  return (
    <section className="tray sent" aria-labelledby="sent">
      <h2 id="sent">{t('report.tray.sentTitle', { count: sent.length })}</h2>
      <ul className="rows">
        {sent.map((each) => (
          <Sent key={each.key} report={each} />
        ))}
      </ul>
    </section>
  );
}

function Sent({ report: { key, answer } }: { report: SentReport }) {
  const { t, act, due, person } = useWords();
  const { id, number, title, zone, owes } = answer;
  return (
    <li className="tray-row">
      <p>
        <strong>{number}</strong> {title}
      </p>
      <p className="quiet">{zone.name}</p>
      {owes && <p>{t('report.doneTo', { who: person(owes), duty: act(owes), due: due(owes) })}</p>}
      <p className="form-end">
        <Link className="button-link" to={`/hazards/${id}`} aria-label={t('report.tray.lookOf', { name: number })}>
          <Button tabIndex={-1}>{t('report.look')}</Button>
        </Link>
        <Button type="text" aria-label={t('report.tray.dismissOf', { name: number })} onClick={() => putAway(key)}>
          {t('report.tray.dismiss')}
        </Button>
      </p>
    </li>
  );
}
