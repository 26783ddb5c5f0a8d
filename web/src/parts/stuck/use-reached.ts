import type { StuckItem } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';

/** Whom pressing reaches, once each: 陈晓岚、冯立群（抄送）. */
export function useReached(): (items: readonly StuckItem[]) => string {
  const { t, list } = useWords();
  return (items) => {
    const all = items.flatMap(({ tells }) => tells);
    const owing = new Set(all.flatMap(({ id, isCopy }) => (isCopy ? [] : [id])));
    const called = all.map(({ id, name }) => (owing.has(id) ? name : t('stuck.forInformation', { name })));
    return list([...new Set(called)]);
  };
}
