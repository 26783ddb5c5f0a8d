import { useEffect, useRef, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { ImportedRow } from '../../api/client.ts';
import { forgetWhatMayHaveChanged } from '../../api/queries.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { batchesOf, keyOf } from './work.ts';
import type { Sent } from './work.ts';

export type Entering = {
  rows: readonly Sent[];
  /** Those that were sent. */
  asked: readonly Sent[];
  /** What became of those that were answered. */
  done: ReadonlyMap<string, ImportedRow>;
  isRunning: boolean;
  error: Error | null;
};

/**
 * 导入 in batches, each of which the api enters or knows already: what is broken off goes on where it was, and a batch whose answer was lost is
 * asked again under the same key.
 */
export function useEntering(key: string, repairEndsCase: boolean, whenDone: () => void) {
  const [entering, setEntering] = useState<Entering | null>(null);
  const isStopped = useRef(false);
  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);

  async function go(rows: readonly Sent[], before: ReadonlyMap<string, ImportedRow>) {
    isStopped.current = false;
    const done = new Map(before);
    const asked = rows.filter((row) => done.has(keyOf(row)));
    const show = (more: Pick<Entering, 'isRunning' | 'error'>) => setEntering({ rows, asked: [...asked], done: new Map(done), ...more });
    show({ isRunning: true, error: null });
    for (const batch of batchesOf(rows.filter((row) => !done.has(keyOf(row))))) {
      if (isStopped.current) return show({ isRunning: false, error: null });
      asked.push(...batch);
      try {
        const answer = api.POST('/api/imports', {
          params: { header: { 'Idempotency-Key': key } },
          body: { rows: batch, repairEndsCase },
        });
        for (const row of (await answerOf(answer)).rows) done.set(keyOf(row), row);
      } catch (error) {
        return show({ isRunning: false, error: error as Error });
      }
      show({ isRunning: true, error: null });
    }
    show({ isRunning: false, error: null });
    whenDone();
    await forgetWhatMayHaveChanged();
  }

  const resume = () => {
    if (entering && !entering.isRunning) void go(entering.rows, entering.done);
  };
  return {
    entering,
    start: (rows: readonly Sent[]) => void go(rows, new Map()),
    stop: () => {
      isStopped.current = true;
    },
    resume,
    leave: () => setEntering(null),
    isWaitingForNetwork: useResubmission(entering?.error ?? null, resume),
  };
}
