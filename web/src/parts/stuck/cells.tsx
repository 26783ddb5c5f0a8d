import { Link } from 'react-router';
import type { HazardItem } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { LevelWord, MajorTag, StageTag, TimeWord } from '../tags.tsx';

type Item = Pick<HazardItem, 'owes' | 'page' | 'title' | 'class' | 'stage' | 'number' | 'zone' | 'next'>;

/** Who owes it, and what. */
export function Who({ item: { owes } }: { item: Item }) {
  const { t, act } = useWords();
  if (!owes) return null;
  return (
    <>
      <span className="strong">{owes.person?.name ?? t('vacant')}</span>
      <span className="quiet block">
        {t(`post.${owes.post}`)} · {act(owes)}
      </span>
    </>
  );
}

/** Of what it is. */
export function What({ item }: { item: Item }) {
  return (
    <span>
      <Link className="strong" to={item.page}>
        {item.title}
      </Link>
      <span className="row-more">
        <MajorTag of={item.class} />
        <StageTag stage={item.stage} />
        <span>{item.number}</span>
        <span>{item.zone.name}</span>
      </span>
    </span>
  );
}

/** Until when, and since when: of being stuck, or of owing. */
export function HowLong({ item: { owes }, stuckSince }: { item: Item; stuckSince?: string }) {
  const { t, due, language } = useWords();
  if (!owes) return null;
  return (
    <span>
      <TimeWord owes={owes} /> <LevelWord level={owes.level} />
      <span className="block">{due(owes)}</span>
      <span className="quiet block">
        {stuckSince
          ? t('stuck.sinceStuck', { moment: sayMoment(stuckSince, language) })
          : t('stuck.since', { moment: sayMoment(owes.since, language) })}
      </span>
    </span>
  );
}

/** What comes next by itself. */
export function Next({ item }: { item: Item }) {
  const { next } = useWords();
  return <span>{next(item)}</span>;
}
