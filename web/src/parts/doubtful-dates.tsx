import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Plausibility } from '../api/client.ts';
import { usePlausibility } from '../api/queries.ts';
import { useWords } from '../words/use-words.ts';

/** For the office: too many of the dates that were typed in afterwards lie exactly on the due date to be believed. */
export function DoubtfulDates() {
  const { t, language } = useWords();
  const { data } = usePlausibility();
  const [isOpen, setOpen] = useState(false);
  if (!data?.isImplausible) return null;
  const { typedIn, byClock } = data;
  const rate = (typedIn.rate ?? 0).toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('stuck.doubt.title', { met: typedIn.met, of: typedIn.of, rate })}
      description={
        <>
          <p>{t('stuck.doubt.means')}</p>
          <p>{t('stuck.doubt.meansNot')}</p>
          <p>
            <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? 'stuck.doubt.hide' : 'stuck.doubt.show')}
            </Button>
          </p>
          {isOpen && (
            <>
              <OnTheDay of="typedIn" share={typedIn} />
              <OnTheDay of="byClock" share={byClock} />
            </>
          )}
        </>
      }
    />
  );
}

function OnTheDay({ of, share }: { of: 'typedIn' | 'byClock'; share: Plausibility['typedIn'] }) {
  const { t } = useWords();
  return (
    <section className="on-the-day" aria-labelledby={of}>
      <h2 id={of}>{t(`stuck.doubt.${of}`, { met: share.met, of: share.of })}</h2>
      {share.cases.length === 0 && <p className="quiet">{t('stuck.doubt.none')}</p>}
      <ul>
        {share.cases.map(({ id, number }) => (
          <li key={id}>
            <Link to={`/hazards/${id}`}>{number}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
