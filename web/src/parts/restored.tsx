import { Alert } from 'antd';
import type { Draft } from '../draft.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** Says of a form that it was filled in at another time, and when, and is not submitted. */
export function Restored({ draft: { restoredAt, isTouched } }: { draft: Pick<Draft<object>, 'restoredAt' | 'isTouched'> }) {
  const { t, language } = useWords();
  if (restoredAt === null || !isTouched) return null;
  return <Alert className="notice" type="info" showIcon title={t('unsent.restored', { moment: sayMoment(restoredAt, language) })} />;
}
