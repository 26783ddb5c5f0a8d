import { useRef, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { PolicyDraft, Rehearsal } from '../../api/client.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { inShanghai } from '../../words/moments.ts';
import { addRehearsals } from './add-rehearsals.ts';

/** `of`: the draft that is rehearsed, as text; how many months are done. */
export type Run = {
  of: string;
  months: number;
  done: number;
  sum: Rehearsal | null;
  state: 'running' | 'done' | 'stopped' | 'failed';
  error: Error | null;
};

/** The days of each of the last months, the oldest first; today belongs to the last one. */
function monthsBack(count: number): { from: string; to: string }[] {
  const today = inShanghai(serverNowMs()).startOf('day');
  return Array.from({ length: count }, (_, i) => {
    const back = count - i;
    const to = back === 1 ? today : today.subtract(back - 1, 'month').subtract(1, 'day');
    return { from: today.subtract(back, 'month').format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') };
  });
}

/** Rehearses a draft month by month, so that it can be seen how far it is, and stopped. */
export function useRehearsal() {
  const [run, setRun] = useState<Run | null>(null);
  const current = useRef(0);
  async function start(policy: PolicyDraft, months: number): Promise<void> {
    const mine = (current.current += 1);
    let sum: Rehearsal | null = null;
    const shown = { of: JSON.stringify(policy), months, error: null };
    setRun({ ...shown, done: 0, sum, state: 'running' });
    const spans = monthsBack(months);
    for (const [i, opened] of spans.entries()) {
      try {
        const piece: Rehearsal = await answerOf(api.POST('/api/policies/rehearsals', { body: { policy, opened } }));
        sum = sum ? addRehearsals(sum, piece) : piece;
      } catch (error) {
        if (current.current === mine) setRun({ ...shown, done: i, sum, state: 'failed', error: error as Error });
        return;
      }
      if (current.current !== mine) return;
      setRun({ ...shown, done: i + 1, sum, state: i + 1 === months ? 'done' : 'running' });
    }
  }
  function stop(): void {
    current.current += 1;
    setRun((before) => before && { ...before, state: 'stopped' });
  }
  return { run, start, stop };
}
