import { Link } from 'react-router';
import type { OpenMonth } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';

const told = ['problems', 'missing', 'nextMonth'] as const;

/** What the accepted reports say in words, in one place, so that it can be summed up. */
export function UnitsWrote({ month: { units } }: { month: OpenMonth }) {
  const { t } = useWords();
  const wrote = units.flatMap(({ unit, wrote: words }) => (words ? [{ unit, words }] : []));
  if (wrote.length === 0) return null;
  return (
    <details className="units-wrote">
      <summary>{t('dispatch.compile.unitsWrote', { count: wrote.length })}</summary>
      <dl className="facts explained">
        {wrote.map(({ unit, words }) => (
          <div key={unit.code}>
            <dt>{unit.name}</dt>
            {words.explanations.map(({ id, number, title, text }) => (
              <dd key={id} className="words">
                <Link to={`/hazards/${id}`}>
                  {number} {title}
                </Link>{' '}
                <span className="quiet">{t('dispatch.compile.explained')}</span> {text}
              </dd>
            ))}
            {told
              .filter((name) => words[name].trim() !== '')
              .map((name) => (
                <dd key={name} className="words">
                  <span className="quiet">{t(`unitReport.text.${name}`)}</span> {words[name]}
                </dd>
              ))}
            <dd className="quiet">{t('dispatch.compile.trained', { trainings: words.trainings, trained: words.trained })}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
