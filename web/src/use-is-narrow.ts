import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 767px)');

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Phones, and windows as narrow; the style sheet breaks at the same width. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
