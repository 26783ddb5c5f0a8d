import { useSyncExternalStore } from 'react';

// Paper is narrow as well, but what is printed stays a table.
const narrow = window.matchMedia('screen and (max-width: 767px)');

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Phones, and windows as narrow; the style sheet breaks at the same width. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
