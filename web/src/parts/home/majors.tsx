import { Link } from 'react-router';
import { useOpenMajors } from '../../api/queries.ts';
import { useWords } from '../../words/use-words.ts';
import { MajorTag, TimeWord } from '../tags.tsx';

/** 未销号重大隐患 by name, those due first in front; nothing where there is none. The figures above say how many. */
export function Majors({ isWhole }: { isWhole: boolean }) {
  const { t, next, person, act } = useWords();
  const { data } = useOpenMajors(isWhole);
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="majors">
      <h2 id="majors">{t('home.majors')}</h2>
      <ul className="rows">
        {data.items.map((item) => (
          <li key={item.id}>
            <Link className="row" to={item.page}>
              <span className="row-main">
                <span className="row-title">
                  <MajorTag of={item.class} />
                  {item.title}
                </span>
                {item.owes && <TimeWord owes={item.owes} />}
              </span>
              <span className="row-more">
                <span>{item.zone.name}</span>
                <span>{item.number}</span>
                {item.owes && <span className="strong">{t('tasks.why', { who: person(item.owes), duty: act(item.owes) })}</span>}
                <span>{next(item)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {data.total > data.items.length && (
        <p>
          <Link to={`/ledger?class=major&open=true${isWhole ? '' : '&mine=true'}`}>{t('home.allMajors', { count: data.total })}</Link>
        </p>
      )}
    </section>
  );
}
