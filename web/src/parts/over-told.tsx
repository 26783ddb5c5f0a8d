import { Alert } from 'antd';
import { Link } from 'react-router';
import { useOverTold } from '../api/queries.ts';
import { useWords } from '../words/use-words.ts';
import { readsAllNotices } from './office/places.ts';
import { useSignedIn } from './signed-in.tsx';

/** 减负: for whoever reads all, who got more notices today than the policy finds reasonable. */
export function OverTold() {
  const { t } = useWords();
  const me = useSignedIn();
  const { data } = useOverTold(readsAllNotices(me));
  if (!data || data.items.length === 0) return null;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('overTold.title')}
      description={
        <>
          <p>{t('overTold.what', { most: data.most })}</p>
          <ul className="history">
            {data.items.map(({ person, messages }) => (
              <li key={person.id}>
                <Link to={`/office/notices?to=${person.id}`}>{t('overTold.who', { name: person.name, count: messages })}</Link>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
