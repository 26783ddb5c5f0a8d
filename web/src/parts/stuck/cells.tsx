import { Link } from 'react-router';
import type { HazardItem, StuckItem } from '../../api/client.ts';
import { isInSeconds, sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { LevelWord, MajorTag, StageTag, TimeWord } from '../tags.tsx';
import { Unbroken } from '../unbroken.tsx';

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
      <Which item={item} />
    </span>
  );
}

/** Which one it is, where its title stands already. */
export function Which({ item }: { item: Item }) {
  return (
    <span className="row-more">
      <MajorTag of={item.class} />
      <StageTag stage={item.stage} />
      <span>{item.number}</span>
      <span>{item.zone.name}</span>
    </span>
  );
}

/** Until when, and since when it has been owed. */
export function HowLong({ item: { owes } }: { item: Item }) {
  const { t, due, language } = useWords();
  if (!owes) return null;
  return (
    <span>
      <TimeWord owes={owes} /> <LevelWord level={owes.level} />
      <span className="block">
        <Unbroken>{t('stuck.dueBy', { due: due(owes) })}</Unbroken>
      </span>
      <span className="quiet block">
        <Unbroken>{t('stuck.since', { moment: sayMoment(owes.since, language, isInSeconds(owes)) })}</Unbroken>
      </span>
    </span>
  );
}

/** Since when it has been stuck; the deadline apart from that: what is stuck need not be late. */
export function StuckFor({ item: { owes, since } }: { item: StuckItem }) {
  const { t, due, lateness, language } = useWords();
  if (!owes) return null;
  const isLate = owes.workdaysOverdue !== null;
  return (
    <span>
      {isLate && (
        <>
          <TimeWord owes={owes} /> <LevelWord level={owes.level} />
        </>
      )}
      <span className={isLate ? 'block' : 'strong block'}>
        <Unbroken>{t('stuck.sinceStuck', { moment: sayMoment(since, language, isInSeconds(owes)) })}</Unbroken>
      </span>
      <span className="quiet block">
        <Unbroken>{isLate ? t('stuck.dueBy', { due: due(owes) }) : t('stuck.dueLater', { due: due(owes), left: lateness(owes) })}</Unbroken>
      </span>
    </span>
  );
}

/** What comes next by itself. */
export function Next({ item }: { item: Item }) {
  const { next } = useWords();
  return (
    <span>
      <Unbroken>{next(item)}</Unbroken>
    </span>
  );
}
