import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Unreachable } from './api/client.ts';
import { uploadPhoto } from './api/upload-photo.ts';
import type { Upload, UploadedPhoto } from './api/upload-photo.ts';

const mostPhotos = 20;

/** A picture that is not sent yet, or could not be: `error` says why. */
export type Pending = { key: number; file: File; error: Error | null };

type Asked = {
  /** What was sent before, as the draft has it. */
  kept: readonly UploadedPhoto[];
  keep(photos: UploadedPhoto[]): void;
  submit(): void;
  /** How they are sent, how many at most and of which kinds, where that is not as usual. */
  upload?: Upload;
  most?: number;
  accept?: string;
};

export type Photos = ReturnType<typeof usePhotos>;

/** Whether it will be sent by itself once the network is back. */
export const waitsForNetwork = ({ error }: Pending) => error instanceof Unreachable && !navigator.onLine;
let keys = 0;

/** The pictures of a form, each sent as soon as it is chosen, one after another; what was sent is kept with the draft. */
export function usePhotos(asked: Asked) {
  const [pending, setPending] = useState<Pending[]>([]);
  const [sent, setSent] = useState(0);
  const [isAwaited, setAwaited] = useState(false);
  const fault = useRef<HTMLDivElement>(null);
  const now = useRef(asked);
  useEffect(() => {
    now.current = asked;
  });

  const sending = pending.find(({ error }) => error === null);
  useEffect(() => {
    if (!sending) return;
    const stop = new AbortController();
    (now.current.upload ?? uploadPhoto)(sending.file, setSent, stop.signal)
      .then(
        (photo) =>
          // At once, lest a letter typed meanwhile write the draft without the picture.
          flushSync(() => {
            now.current.keep([...now.current.kept, photo]);
            setPending((all) => all.filter(({ key }) => key !== sending.key));
          }),
        (error: Error) => {
          if (stop.signal.aborted) return;
          const failed = { ...sending, error };
          if (!waitsForNetwork(failed)) setAwaited(false);
          setPending((all) => all.map((each) => (each.key === sending.key ? failed : each)));
        },
      )
      .finally(() => setSent(0));
    return () => stop.abort();
  }, [sending]);

  useEffect(() => {
    const again = () => setPending((all) => all.map((each) => (each.error instanceof Unreachable ? { ...each, error: null } : each)));
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);

  const { most = mostPhotos, accept = 'image/*' } = asked;
  const isReady = pending.length === 0;
  useEffect(() => {
    if (isAwaited && isReady) now.current.submit();
  }, [isAwaited, isReady]);

  return {
    kept: asked.kept,
    most,
    accept,
    pending,
    /** How much of the one that is being sent has gone, 0 to 1. */
    sent,
    /** Whether somebody has submitted, and it will be done once they are sent. */
    isAwaited,
    isOffline: pending.some(waitsForNetwork),
    /** Where it is said that some could not be sent. */
    fault,
    add(files: readonly File[]) {
      const room = most - asked.kept.length - pending.length;
      setAwaited(false);
      setPending([...pending, ...files.slice(0, Math.max(0, room)).map((file) => ({ key: ++keys, file, error: null }))]);
    },
    again: (key: number) => setPending(pending.map((each) => (each.key === key ? { ...each, error: null } : each))),
    giveUp: (key: number) => setPending(pending.filter((each) => each.key !== key)),
    remove: (id: string) => asked.keep(asked.kept.filter((each) => each.id !== id)),
    /** Whether a submission has to wait for pictures: it then goes by itself once they are sent, unless one could not be. */
    holdUp(): boolean {
      const isStuck = pending.some((each) => each.error !== null && !waitsForNetwork(each));
      setAwaited(pending.length > 0 && !isStuck);
      if (isStuck) fault.current?.focus();
      return pending.length > 0;
    },
  };
}
