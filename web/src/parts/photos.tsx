import { CloseOutlined, LeftOutlined, RightOutlined, RotateRightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Image } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Hazard } from '../api/client.ts';
import { photoAddress } from '../api/upload-photo.ts';
import { sayMoment, sayWritten } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { repairsOf } from './entries.ts';
import { PhotoCompare } from './photo-compare.tsx';

type Photo = Hazard['photos'][number];
type Named = Photo & { name: string };
/** One that came so much later than it was shot is marked. */
const laterMs = 30 * 60_000;

type Group = { label: string; photos: Named[]; withoutPhoto?: string | undefined };

/** 整改前 beside 整改后, each round of the repair with its pictures or the reason why there are none. A press shows a picture large. */
export function PhotosBesideEachOther({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const [large, setLarge] = useState({ name: '', isOpen: false });
  const { photos } = hazard;
  const group = (label: string, of: Photo[], withoutPhoto?: string): Group => ({
    label,
    photos: of.map((photo, i) => ({ ...photo, name: t('photos.nthOf', { label, nth: i + 1 }) })),
    withoutPhoto,
  });
  const before = group(
    t('photos.before'),
    photos.filter(({ use }) => use === 'before'),
  );
  const rounds = repairsOf(hazard);
  const repairs = rounds
    .map(({ round, withoutPhoto }) => {
      const label = rounds.length === 1 ? t('photos.after') : t('photos.afterRound', { round });
      return group(
        label,
        photos.filter((photo) => photo.use === 'after' && photo.round === round),
        withoutPhoto,
      );
    })
    .filter((repair) => repair.photos.length > 0 || repair.withoutPhoto)
    .reverse();
  if (photos.length === 0 && repairs.length === 0) return null;
  const after = repairs.length > 0 ? repairs : [group(t('photos.after'), [])];
  const drawn = drawnIn([before, ...after]);
  const enlarge = (name: string) => setLarge({ name, isOpen: true });
  return (
    <section aria-labelledby="photos">
      <div className="heading">
        <h2 id="photos">{t('photos.title')}</h2>
        <PhotoCompare before={drawnIn([before])} after={drawnIn(after)} />
      </div>
      <div className="photo-pair">
        <OneGroup group={before} none={t('photos.none')} enlarge={enlarge} />
        <div>
          {after.map((each) => (
            <OneGroup key={each.label} group={each} none={rounds.length > 0 ? t('photos.none') : t('photos.notYet')} enlarge={enlarge} />
          ))}
        </div>
      </div>
      {photos.some(({ takenAt, shotAt, position }) => takenAt ?? shotAt ?? position) && <p className="quiet">{t('photos.hintOnly')}</p>}
      <LargePhoto photos={drawn} {...large} turnTo={setLarge} />
    </section>
  );
}

const drawnIn = (groups: readonly Group[]) => groups.flatMap((each) => each.photos).filter(({ isDrawn }) => isDrawn);

type GroupAsked = { group: Group; none: string; enlarge: (name: string) => void };

function OneGroup({ group: { label, photos, withoutPhoto }, none, enlarge }: GroupAsked) {
  const { t } = useWords();
  return (
    <div>
      <h3>{label}</h3>
      {withoutPhoto && <p>{t('photos.without', { text: withoutPhoto })}</p>}
      {photos.length === 0 && !withoutPhoto && <p className="quiet">{none}</p>}
      <ul className="photo-row">
        {photos.map((photo) => (
          <li key={photo.id}>
            <OnePhoto photo={photo} enlarge={() => enlarge(photo.name)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OnePhoto({ photo, enlarge }: { photo: Named; enlarge: () => void }) {
  const { t, language } = useWords();
  const { id, name, isDrawn, takenAt, shotAt, receivedAt, position, alsoUsedIn } = photo;
  const shot = takenAt ? sayWritten(takenAt, language) : shotAt && sayMoment(shotAt, language);
  const isLater = shotAt !== null && receivedAt !== null && Date.parse(receivedAt) - Date.parse(shotAt) > laterMs;
  return (
    <figure>
      {isDrawn ? (
        <button type="button" className="photo" onClick={enlarge}>
          <img src={photoAddress(id, 'thumbnail')} alt={name} />
        </button>
      ) : (
        <p className="photo">
          {t('photos.undrawn')}
          <a href={photoAddress(id, 'original')} aria-label={t('photos.originalOf', { name })} download>
            {t('photos.original')}
          </a>
        </p>
      )}
      <figcaption>
        {shot && <time className="quiet">{t('photos.takenAt', { moment: shot })}</time>}
        {receivedAt && (
          <time className="quiet" dateTime={receivedAt}>
            {t('photos.receivedAt', { moment: sayMoment(receivedAt, language) })}
          </time>
        )}
        {isLater && <span className="tag tag-later">{t('enteredLater')}</span>}
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

type Large = { name: string; isOpen: boolean };

/** One picture over the whole page, with the ones beside it a press or an arrow key away. */
function LargePhoto({ photos, name, isOpen, turnTo }: Large & { photos: Named[]; turnTo: (large: Large) => void }) {
  const { t } = useWords();
  const nth = photos.findIndex((photo) => photo.name === name);
  const current = photos[nth];
  if (!current) return null;
  const beside = (step: number) => photos[nth + step];
  const turn = (step: number) => turnTo({ name: beside(step)?.name ?? name, isOpen });
  const button = (label: string, icon: ReactNode, press: () => void, isOff = false) => (
    <Button aria-label={label} title={label} icon={icon} onClick={press} disabled={isOff} />
  );
  return (
    // What is pressed in the large view, which lies elsewhere in the document, arrives here.
    <div onKeyDown={({ key }) => isOpen && (key === 'ArrowLeft' || key === 'ArrowRight') && turn(key === 'ArrowLeft' ? -1 : 1)}>
      <Image
        styles={{ root: { display: 'none' } }}
        src={photoAddress(current.id, 'thumbnail')}
        alt={name}
        preview={{
          open: isOpen,
          src: photoAddress(current.id, 'shown'),
          onOpenChange: (open) => turnTo({ name, isOpen: open }),
          closeIcon: <CloseOutlined aria-label={t('photos.close')} />,
          actionsRender: (_, { actions }) => (
            <div className="photo-actions">
              {button(t('photos.previous'), <LeftOutlined aria-hidden />, () => turn(-1), !beside(-1))}
              {button(t('photos.smaller'), <ZoomOutOutlined aria-hidden />, actions.onZoomOut)}
              {button(t('photos.larger'), <ZoomInOutlined aria-hidden />, actions.onZoomIn)}
              {button(t('photos.turn'), <RotateRightOutlined aria-hidden />, actions.onRotateRight)}
              {button(t('photos.next'), <RightOutlined aria-hidden />, () => turn(1), !beside(1))}
            </div>
          ),
        }}
      />
    </div>
  );
}
