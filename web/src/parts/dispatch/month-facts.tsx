import { Link } from 'react-router';
import type { OpenMonth } from '../../api/client.ts';
import { sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { useSignedIn } from '../signed-in.tsx';
import { CaseRows } from './cases-behind.tsx';

/** What is to be talked about: on top of its ladder, or overdue for long. */
export function Agenda({ month: { agenda } }: { month: OpenMonth }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  return (
    <section className="sheet" aria-labelledby="agenda">
      <h2 id="agenda">{t('dispatch.agenda.title', { count: agenda.length })}</h2>
      <p className="quiet">{t('dispatch.agenda.which')}</p>
      {!may.includes('dispatch.unsigned') && <p className="quiet">{t('dispatch.agenda.ofYours')}</p>}
      {agenda.length === 0 ? <p>{t('dispatch.agenda.none')}</p> : <CaseRows items={agenda} />}
    </section>
  );
}

/** 更正: what earlier months counted otherwise. */
export function Corrections({ month: { corrections } }: { month: OpenMonth }) {
  const { t, language } = useWords();
  if (corrections.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="corrections">
      <h2 id="corrections">{t('dispatch.corrections.title', { count: corrections.length })}</h2>
      <p className="quiet">{t('dispatch.corrections.which')}</p>
      <ul className="rows">
        {corrections.map(({ id, number, title, because, countedIn }) => (
          <li key={id}>
            <Link className="row" to={`/hazards/${id}`}>
              <span className="row-title">{title}</span>
              <span className="row-more">
                <span>{number}</span>
                <span className="strong">{t(`dispatch.corrections.${because}`)}</span>
                {countedIn && <span>{t('dispatch.corrections.counted', { period: sayPeriod(countedIn, language) })}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Zones without one of their two responsible persons, at the cut-off; null where the reader is not told. */
export function ZonesWithGaps({ month: { zones } }: { month: OpenMonth }) {
  const { t, list } = useWords();
  const gaps = zones.filter(({ specific, supervising }) => !specific || !supervising);
  if (zones.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="gaps">
      <h2 id="gaps">{t('dispatch.gaps.title', { count: gaps.length })}</h2>
      {gaps.length === 0 ? (
        <p>{t('dispatch.gaps.none')}</p>
      ) : (
        <ul className="gaps">
          {gaps.map(({ zone, name, specific, supervising }) => (
            <li key={zone}>
              {t('dispatch.gaps.lacks', {
                zone: name,
                posts: list([...(supervising ? [] : [t('post.supervising')]), ...(specific ? [] : [t('post.specific')])]),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Facts about enterprises for the office; no matter of the circular. */
export function Enterprises({ month: { enterprises } }: { month: OpenMonth }) {
  const { t, list } = useWords();
  if (enterprises.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="enterprises">
      <h2 id="enterprises">{t('dispatch.enterprises.title')}</h2>
      <p className="quiet">{t('dispatch.enterprises.which')}</p>
      <ul className="rows cards">
        {enterprises.map(({ project, major, overdue, cases }) => (
          <li key={project}>
            <strong>{project}</strong>
            <span>
              {list([
                ...(major > 0 ? [t('dispatch.enterprises.major', { count: major })] : []),
                ...(overdue > 0 ? [t('dispatch.enterprises.overdue', { count: overdue })] : []),
              ])}
            </span>
            <span className="row-more">
              {cases.map(({ id, number }) => (
                <Link key={id} to={`/hazards/${id}`}>
                  {number}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
