import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Unreachable } from './api/client.ts';
import { uploadPhoto } from './api/upload-photo.ts';
import type { Upload, UploadedPhoto } from './api/upload-photo.ts';
import { dropShot, keepShot, shotsOf } from './offline/kept.ts';

const mostPhotos = 20;

/** A picture that is not sent yet, or could not be: `error` says why. `isKept`: whether it is there again after the page was closed. */
export type Pending = { key: string; file: File; error: Error | null; isKept: boolean };

type Asked = {
  /** What was sent before, as the draft has it. */
  kept: readonly UploadedPhoto[];
  keep(photos: UploadedPhoto[]): void;
  submit(): void;
  /** The draft with which what is not sent yet is kept in this browser; it lives no longer than the page where none is named. */
  keptWith?: string;
  /** How they are sent, how many at most and of which kinds, where that is not as usual. */
  upload?: Upload;
  most?: number;
  accept?: string;
};

export type Photos = ReturnType<typeof usePhotos>;

/** Whether it will be sent by itself once the network is back. */
export const waitsForNetwork = ({ error }: Pending) => error instanceof Unreachable && !navigator.onLine;
let keys = 0;
/** Later ones come later in its order. */
const newPictureKey = () => `${Date.now()}-${String(++keys).padStart(6, '0')}`;

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

  const { keptWith } = asked;
  useEffect(() => {
    if (keptWith === undefined) return;
    let isOver = false;
    const found = (shots: Awaited<ReturnType<typeof shotsOf>>) => {
      const before = shots.map(({ id, file }) => ({ key: id, file, error: null, isKept: true }));
      if (!isOver) setPending((all) => [...before.filter(({ key }) => !all.some((each) => each.key === key)), ...all]);
    };
    shotsOf(keptWith).then(found, () => undefined);
    return () => {
      isOver = true;
    };
  }, [keptWith]);

  const forget = (key: string) => {
    if (keptWith !== undefined) void dropShot(key).catch(() => undefined);
  };
  const keep = ({ key, file }: Pending) => {
    if (keptWith === undefined) return;
    const done = () => setPending((all) => all.map((each) => (each.key === key ? { ...each, isKept: true } : each)));
    keepShot({ id: key, draft: keptWith, file }).then(done, () => undefined);
  };

  const sending = pending.find(({ error }) => error === null);
  const sendingKey = sending?.key;
  useEffect(() => {
    if (!sending) return;
    const { key, file } = sending;
    const stop = new AbortController();
    (now.current.upload ?? uploadPhoto)(file, setSent, stop.signal)
      .then(
        (photo) => {
          // At once, lest a letter typed meanwhile write the draft without the picture.
          flushSync(() => {
            now.current.keep([...now.current.kept, photo]);
            setPending((all) => all.filter((each) => each.key !== key));
          });
          forget(key);
        },
        (error: Error) => {
          if (stop.signal.aborted) return;
          if (!waitsForNetwork({ ...sending, error })) setAwaited(false);
          setPending((all) => all.map((each) => (each.key === key ? { ...each, error } : each)));
        },
      )
      .finally(() => setSent(0));
    return () => stop.abort();
  }, [sendingKey]);

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
    /** Whether one could not be sent for want of a network, or was refused. */
    isAway: pending.some(({ error }) => error instanceof Unreachable),
    isRefused: pending.some(({ error }) => error !== null && !(error instanceof Unreachable)),
    /** Whether all of them are there again after the page was closed. */
    isKept: pending.every((each) => each.isKept),
    /** Where it is said that some could not be sent. */
    fault,
    add(files: readonly File[]) {
      const room = most - asked.kept.length - pending.length;
      const added = files.slice(0, Math.max(0, room)).map((file): Pending => ({ key: newPictureKey(), file, error: null, isKept: false }));
      setAwaited(false);
      // Else the pictures would be kept with a draft that is not kept itself.
      if (asked.keptWith !== undefined) asked.keep([...asked.kept]);
      setPending([...pending, ...added]);
      added.forEach(keep);
    },
    again: (key: string) => setPending(pending.map((each) => (each.key === key ? { ...each, error: null } : each))),
    giveUp(key: string) {
      setPending(pending.filter((each) => each.key !== key));
      forget(key);
    },
    giveUpAll() {
      for (const { key } of pending) forget(key);
      setPending([]);
    },
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
