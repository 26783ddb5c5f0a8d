import { Alert } from 'antd';
import { useOverTold } from '../api/queries.ts';
import { useWords } from '../words/use-words.ts';
import { useSignedIn } from './signed-in.tsx';

/** 减负: for whoever reads all, who got more notices today than the policy finds reasonable. */
export function OverTold() {
  const { t, list } = useWords();
  const { may } = useSignedIn();
  const { data } = useOverTold(may.includes('notices.budget'));
  if (!data || data.items.length === 0) return null;
  const who = list(data.items.map(({ person, messages }) => t('overTold.who', { name: person.name, count: messages })));
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('overTold.title')}
      description={t('overTold.what', { most: data.most, who })}
    />
  );
}
