import { useEffect } from 'react';
import { useWords } from './words/use-words.ts';

export function useTitle(title: string): void {
  const { t } = useWords();
  const whole = `${title} · ${t('product')}`;
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
