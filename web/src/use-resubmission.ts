import { useEffect, useRef } from 'react';
import { Unreachable } from './api/client.ts';

/** Submits again by itself once the network is back; true while that is being waited for. The same key makes the repetition harmless. */
export function useResubmission(error: Error | null, submit: () => void): boolean {
  const again = useRef(submit);
  useEffect(() => {
    again.current = submit;
  });
  const isWaiting = error instanceof Unreachable && !navigator.onLine;
  useEffect(() => {
    if (!isWaiting) return;
    const online = () => again.current();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, [isWaiting]);
  return isWaiting;
}
