import type { Hazard } from '../api/client.ts';
import { photoAddress } from '../api/upload-photo.ts';
import { useWords } from '../words/use-words.ts';
import { entriesOf } from './entries.ts';

/** 简况: what whoever acts now should have seen before he does: what was found where, what was done about it, what was noted since. */
export function Brief({ hazard }: { hazard: Hazard }) {
  const { t, list } = useWords();
  const { description, title, place, photos, stage } = hazard;
  const entries = entriesOf(hazard);
  const repairs = entries.flatMap(({ events, by }) =>
    events.flatMap((event) => (event.type === 'HazardRectified' ? [t('brief.by', { name: by, text: event.measures })] : [])),
  );
  const notes = entries.flatMap(({ events, by }) =>
    events.flatMap((event) => (event.type === 'HazardCommented' ? [t('brief.by', { name: by, text: event.text })] : [])),
  );
  const said: [string, string | null | undefined][] = [
    [t('hazard.description'), description === title ? null : description],
    [t('hazard.place'), place],
    [t('brief.repair'), stage === 'verifying' ? repairs.at(-1) : null],
    [t('brief.notes'), notes.length > 0 ? list(notes) : null],
  ];
  const drawn = photos.filter(({ isDrawn }) => isDrawn);
  const shown = said.filter(([, words]) => words);
  if (shown.length + drawn.length === 0) return null;
  return (
    <div className="brief">
      {shown.map(([term, words]) => (
        <p key={term}>
          <span className="quiet">{term}</span> {words}
        </p>
      ))}
      {drawn.length > 0 && (
        <a className="brief-photos" href="#photos" aria-label={t('brief.photos', { count: drawn.length })}>
          {drawn.map(({ id }) => (
            <img key={id} src={photoAddress(id, 'thumbnail')} alt="" />
          ))}
          <span>{t('brief.photos', { count: drawn.length })}</span>
        </a>
      )}
    </div>
  );
}
