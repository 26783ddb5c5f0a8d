import { CloseOutlined, LeftOutlined, RightOutlined, RotateRightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Image } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Hazard } from '../api/client.ts';
import { photoAddress } from '../api/upload-photo.ts';
import { sayWritten } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { repairsOf } from './entries.ts';

type Photo = Hazard['photos'][number];

/** 整改前 beside 整改后, each round of the repair with its pictures or the reason why there are none. A press shows a picture large. */
export function PhotosBesideEachOther({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const { photos } = hazard;
  const repairs = repairsOf(hazard)
    .map((repair) => ({ ...repair, photos: photos.filter(({ use, round }) => use === 'after' && round === repair.round) }))
    .filter((repair) => repair.photos.length > 0 || repair.withoutPhoto)
    .reverse();
  if (photos.length === 0 && repairs.length === 0) return null;
  const before = photos.filter(({ use }) => use === 'before');
  const isHinted = photos.some(({ takenAt, position }) => takenAt ?? position);
  return (
    <section aria-labelledby="photos">
      <h2 id="photos">{t('photos.title')}</h2>
      <LargePhotos>
        <div className="photo-pair">
          <div>
            <h3>{t('photos.before')}</h3>
            <Row photos={before} label={t('photos.before')} />
          </div>
          <div>
            {repairs.length === 0 && (
              <>
                <h3>{t('photos.after')}</h3>
                <p className="quiet">{t('photos.none')}</p>
              </>
            )}
            {repairs.map(({ round, photos: after, withoutPhoto }) => {
              const label = round === 1 ? t('photos.after') : t('photos.afterRound', { round });
              return (
                <div key={round}>
                  <h3>{label}</h3>
                  {withoutPhoto ? <p>{t('photos.without', { text: withoutPhoto })}</p> : <Row photos={after} label={label} />}
                </div>
              );
            })}
          </div>
        </div>
      </LargePhotos>
      {isHinted && <p className="quiet">{t('photos.hintOnly')}</p>}
    </section>
  );
}

function Row({ photos, label }: { photos: Photo[]; label: string }) {
  const { t } = useWords();
  if (photos.length === 0) return <p className="quiet">{t('photos.none')}</p>;
  return (
    <ul className="photo-row">
      {photos.map((photo, i) => (
        <li key={photo.id}>
          <OnePhoto photo={photo} name={t('photos.nthOf', { label, nth: i + 1 })} />
        </li>
      ))}
    </ul>
  );
}

function OnePhoto({ photo: { id, isDrawn, takenAt, position, alsoUsedIn }, name }: { photo: Photo; name: string }) {
  const { t, language } = useWords();
  return (
    <figure>
      {isDrawn ? (
        <Image src={photoAddress(id, 'thumbnail')} alt={name} preview={{ src: photoAddress(id, 'shown'), cover: false }} />
      ) : (
        <p className="photo-undrawn">
          {t('photos.undrawn')}
          <a href={photoAddress(id, 'original')} aria-label={t('photos.originalOf', { name })} download>
            {t('photos.original')}
          </a>
        </p>
      )}
      <figcaption>
        {takenAt && <span className="quiet">{t('photos.takenAt', { moment: sayWritten(takenAt, language) })}</span>}
        {position && (
          <span className="quiet">{t('photos.position', { at: `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}` })}</span>
        )}
        {alsoUsedIn.map((other) => (
          <span key={other.id} className="photo-flag">
            {t('photos.alsoUsedIn')} <Link to={`/hazards/${other.id}`}>{other.number}</Link>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** The picture over the whole page; its buttons are called in the reader's language. */
function LargePhotos({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <Image.PreviewGroup
      preview={{
        closeIcon: <CloseOutlined aria-label={t('photos.close')} />,
        countRender: (current, total) => `${current} / ${total}`,
        actionsRender: (_, { actions }) => (
          <div className="photo-actions">
            <Button aria-label={t('photos.smaller')} icon={<ZoomOutOutlined aria-hidden />} onClick={actions.onZoomOut} />
            <Button aria-label={t('photos.larger')} icon={<ZoomInOutlined aria-hidden />} onClick={actions.onZoomIn} />
            <Button aria-label={t('photos.turn')} icon={<RotateRightOutlined aria-hidden />} onClick={actions.onRotateRight} />
          </div>
        ),
      }}
      icons={{ left: <LeftOutlined aria-label={t('photos.previous')} />, right: <RightOutlined aria-label={t('photos.next')} /> }}
    >
      {children}
    </Image.PreviewGroup>
  );
}
