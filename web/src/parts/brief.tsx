import type { Hazard } from '../api/client.ts';
import { photoAddress } from '../api/upload-photo.ts';
import { useWords } from '../words/use-words.ts';
import { entriesOf } from './entries.ts';

type Happened = ReturnType<typeof entriesOf>[number]['events'][number];

/**
 * 简况: what whoever acts now should have seen before he does: what was found where, what was done about it or why that did not do, how he was
 * pressed, what was noted since.
 */
export function Brief({ hazard }: { hazard: Hazard }) {
  const { t, list } = useWords();
  const { description, title, place, photos, stage } = hazard;
  const entries = entriesOf(hazard);
  const spoken = (wordsIn: (event: Happened) => string | null, since = '') =>
    entries
      .filter(({ at }) => at >= since)
      .flatMap(({ events, by }) => events.flatMap((event) => wordsIn(event) ?? []).map((text) => t('brief.by', { name: by, text })));
  const repairs = spoken((event) => (event.type === 'HazardRectified' ? event.measures : null));
  const failures = spoken((event) => (event.type === 'VerificationFailed' ? event.reason : null));
  const chases = spoken((event) => (event.type === 'CaseChased' ? event.words || null : null), hazard.owes?.since);
  const notes = spoken((event) => (event.type === 'HazardCommented' ? event.text : null));
  type Said = [string, string | null | undefined][];
  const found: Said = [
    [t('hazard.description'), description === title ? null : description],
    [t('hazard.place'), place],
  ];
  const since: Said = [
    [t('brief.repair'), stage === 'verifying' ? repairs.at(-1) : null],
    [t('brief.failed'), stage === 'rectifying' ? failures.at(-1) : null],
    [t('brief.chased'), chases.at(-1)],
    [t('brief.notes'), notes.length > 0 ? list(notes) : null],
  ];
  const drawn = photos.filter(({ isDrawn }) => isDrawn);
  const isSaid = ([, words]: Said[number]) => words;
  if (![...found, ...since].some(isSaid) && drawn.length === 0) return null;
  const lines = (said: Said) =>
    said.filter(isSaid).map(([term, words]) => (
      <p key={term}>
        <span className="quiet">{term}</span> {words}
      </p>
    ));
  return (
    <div className="brief">
      {lines(found)}
      {drawn.length > 0 && (
        <a className="brief-photos" href="#photos" aria-label={t('brief.photos', { count: drawn.length })}>
          {drawn.map(({ id }) => (
            <img key={id} src={photoAddress(id, 'thumbnail')} alt="" />
          ))}
          <span>{t('brief.photos', { count: drawn.length })}</span>
        </a>
      )}
      {lines(since)}
    </div>
  );
}
