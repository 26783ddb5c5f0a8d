import { CameraOutlined, PictureOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Refused, Unreachable } from '../api/client.ts';
import { photoAddress } from '../api/upload-photo.ts';
import { waitsForNetwork } from '../use-photos.ts';
import type { Pending, Photos } from '../use-photos.ts';
import { useWords } from '../words/use-words.ts';
import { HeldHere } from './leaving.tsx';
import { useSaid } from './problem-notice.tsx';

type Asked = { photos: Photos; label: string; hint: string };

/** 照片: taken with the phone's camera or chosen from the album; each says how far it has got. */
export function PhotosField({ photos, label, hint }: Asked) {
  const { t } = useWords();
  const [labelId, hintId] = [useId(), useId()];
  const { kept, pending, sent } = photos;
  const sending = pending.find(({ error }) => error === null);
  const failed = pending.filter(({ error }) => error !== null);
  const isHopeless = failed.every(mayNotBeRepeated);
  const all = kept.length + pending.length;
  return (
    <div className="photos-field" role="group" aria-labelledby={labelId} aria-describedby={hintId}>
      <div id={labelId} className="photos-label">
        {label}
      </div>
      <div className="photo-buttons">
        <PhotoButton className="camera" icon={<CameraOutlined aria-hidden />} label={t('photos.take')} capture photos={photos} />
        <PhotoButton icon={<PictureOutlined aria-hidden />} label={t('photos.pick')} photos={photos} />
      </div>
      <p id={hintId} className="quiet">
        {all >= photos.most ? t('photos.most', { most: photos.most }) : hint}
      </p>
      <ul className="thumbs">
        {kept.map(({ id, isDrawn, preview }, i) => (
          <li key={id}>
            {isDrawn ? (
              <img src={preview ?? photoAddress(id, 'thumbnail')} alt={t('photos.nth', { nth: i + 1 })} />
            ) : (
              <span className="thumb-words">{t('photos.kept')}</span>
            )}
            <Button aria-label={t('photos.removeNth', { nth: i + 1 })} onClick={() => photos.remove(id)}>
              {t('photos.remove')}
            </Button>
          </li>
        ))}
        {pending.map((each, i) => (
          <PendingPhoto key={each.key} pending={each} nth={kept.length + i + 1} sent={each === sending ? sent : null} photos={photos} />
        ))}
      </ul>
      <p className="quiet" role="status">
        {pending.length > 0 && t('photos.progress', { done: kept.length, all })}
      </p>
      <div ref={photos.fault} tabIndex={-1} role="alert" className={photos.isOffline ? 'near' : 'fault'}>
        {failed.length > 0 &&
          (photos.isOffline
            ? t(photos.isKept ? 'photos.offlineKept' : 'photos.offline')
            : t(isHopeless ? 'photos.unfit' : 'photos.failed', { count: failed.length }))}
      </div>
    </div>
  );
}

/** What becomes of a submission that waits for pictures. */
export function PhotosAwaited({ photos: { isAwaited, isOffline } }: { photos: Photos }) {
  const { t } = useWords();
  if (!isAwaited) return null;
  if (isOffline) return <HeldHere title={t('photos.awaitedOffline')} />;
  return <Alert className="notice" role="alert" type="info" showIcon title={t('photos.awaited')} />;
}

type ButtonAsked = { icon: ReactNode; label: string; photos: Photos; capture?: boolean; className?: string };

/** A label around the browser's own field, which the camera of a phone answers. */
function PhotoButton({ icon, label, photos, capture, className = '' }: ButtonAsked) {
  return (
    <label className={`photo-button ${className}`}>
      {icon}
      {label}
      <input
        type="file"
        accept={photos.accept}
        {...(capture ? { capture: 'environment' } : { multiple: true })}
        disabled={photos.kept.length + photos.pending.length >= photos.most}
        onChange={({ currentTarget }) => {
          photos.add([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** Whether it would be refused again. */
const mayNotBeRepeated = ({ error }: Pending) => error instanceof Refused && error.status < 500;

type PendingAsked = { pending: Pending; nth: number; sent: number | null; photos: Photos };

function PendingPhoto({ pending, nth, sent, photos }: PendingAsked) {
  const { t } = useWords();
  const said = useSaidOfPhoto();
  const { key, file, error } = pending;
  const address = useAddressOf(file);
  // Not every browser draws what a phone's camera writes.
  const [isDrawn, setDrawn] = useState(true);
  const isWaiting = error === null || waitsForNetwork(pending);
  return (
    <li className={isWaiting ? undefined : 'thumb-failed'}>
      {isWaiting && isDrawn && address && <img src={address} alt={t('photos.nth', { nth })} onError={() => setDrawn(false)} />}
      <span className={isWaiting && isDrawn ? 'thumb-note' : 'thumb-words'}>
        {sent !== null && (
          <>
            {t('photos.sending')}
            <progress value={sent} aria-label={t('photos.sendingNth', { nth })} />
          </>
        )}
        {sent === null && isWaiting && t('photos.waiting')}
        {!isWaiting && (
          <>
            <span className="strong">{file.name}</span>
            {said(error)}
          </>
        )}
      </span>
      {!isWaiting && !mayNotBeRepeated(pending) && (
        <Button aria-label={t('photos.againNth', { nth })} onClick={() => photos.again(key)}>
          {t('problem.retry')}
        </Button>
      )}
      <Button aria-label={t('photos.removeNth', { nth })} onClick={() => photos.giveUp(key)}>
        {t('photos.remove')}
      </Button>
    </li>
  );
}

/** Under which a file of this device can be shown here. */
function useAddressOf(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

function useSaidOfPhoto(): (error: Error) => string {
  const { t } = useWords();
  const said = useSaid();
  return (error) => {
    if (error instanceof Refused && error.status === 413) return t('photos.tooLarge');
    return error instanceof Unreachable ? t('photos.unreachable') : said(error);
  };
}
