import { useEffect } from 'react';
import { serverNowMs } from './api/server-clock.ts';
import { inShanghai } from './words/moments.ts';
import { useWords } from './words/use-words.ts';

/** As a string of a style sheet. */
const quoted = (text: string) => JSON.stringify(text.replaceAll(/\s+/g, ' '));

/** What stands in the margins of every printed page beside its number: what the page is about, who printed it and when. */
export function usePrintMargins(name: string | undefined): void {
  const { t } = useWords();
  useEffect(() => {
    const { style } = document.documentElement;
    function write(): void {
      style.setProperty('--print-head', quoted(document.title));
      style.setProperty(
        '--print-foot',
        quoted(name ? t('printed', { name, moment: inShanghai(serverNowMs()).format('YYYY-MM-DD HH:mm') }) : ''),
      );
    }
    window.addEventListener('beforeprint', write);
    return () => window.removeEventListener('beforeprint', write);
  }, [name, t]);
}
