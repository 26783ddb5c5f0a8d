import { FlagFilled } from '@ant-design/icons';
import { Button, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Case, Told } from '../api/client.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { isInSeconds } from '../words/moments.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { useDayLines, useLadderMoment } from './ladder-days.ts';
import { endOf, entriesOf, lastMoveOf, runsInSeconds } from './entries.ts';
import type { Entry } from './entries.ts';

/** What a ladder is drawn from. */
type Climbed = Pick<Case, 'owes' | 'stage' | 'next' | 'ladder' | 'holidays' | 'makeupWorkdays' | 'timeline' | 'notices'>;
type Line = {
  key: string;
  at: string;
  kind: 'past' | 'future' | 'due' | 'holiday' | 'makeup' | 'now' | 'end';
  text: ReactNode;
  delivery?: ReactNode;
};

/**
 * Who was told, and who will be when if nothing happens: a thick line parts past from future. Of a case that ended only the past is left.
 */
export function Ladder({ of, isFoldable = true }: { of: Climbed; isFoldable?: boolean }) {
  const { t, next } = useWords();
  const isNarrow = useIsNarrow() && isFoldable;
  const [isUnfolded, setUnfolded] = useState(false);
  const lines = useLines(of);
  const isFolded = isNarrow && !isUnfolded;
  return (
    <section className="ladder" aria-labelledby="ladder">
      <h2 id="ladder">{t('ladder.title')}</h2>
      {isFolded ? <p>{of.owes ? next(of) : lines.at(-1)?.text}</p> : <Timeline items={lines.map(asItem)} />}
      {isNarrow && (
        <Button onClick={() => setUnfolded(isFolded)} aria-expanded={!isFolded}>
          {isFolded ? t('ladder.show') : t('ladder.fold')}
        </Button>
      )}
    </section>
  );
}

const icons: Record<Line['kind'], ReactNode> = {
  past: <i className="rung rung-past" />,
  future: <i className="rung rung-future" />,
  due: <FlagFilled className="rung-flag" />,
  holiday: <i className="rung rung-gap" />,
  makeup: <i className="rung rung-makeup" />,
  now: <i className="rung rung-now" />,
  end: <i className="rung rung-past" />,
};

const asItem = ({ key, kind, text, delivery }: Line) => ({
  key,
  icon: icons[kind],
  className: `line-${kind}`,
  content: (
    <>
      {text}
      {delivery && <span className="delivery">{delivery}</span>}
    </>
  ),
});

function useLines(of: Climbed): Line[] {
  const { t } = useWords();
  const { owes } = of;
  const past = usePast(of);
  const say = useLadderMoment(of, owes !== null && isInSeconds(owes));
  const dated = (at: string, text: string): ReactNode => (
    <>
      <time dateTime={at}>{say(at)}</time> {text}
    </>
  );
  const future = useFuture(of, dated);
  const days = useDayLines(of, [...(owes ? [owes.dueAt] : []), ...[...past, ...future].map(({ at }) => at)]);
  if (!owes) return [...past, { key: 'end', at: '', kind: 'end', text: t(`ladder.cancelled.${endOf(of)}`) }];

  const now: Line = {
    key: 'now',
    at: new Date(serverNowMs()).toISOString(),
    kind: 'now',
    text: t('ladder.now', { moment: say(serverNowMs()) }),
  };
  const isOverdue = Date.parse(owes.dueAt) < serverNowMs();
  const moved = lastMoveOf(of);
  const due: Line = {
    key: 'due',
    at: owes.dueAt,
    kind: 'due',
    text: dated(
      owes.dueAt,
      t(`limitOf.${actOf(owes.duty)}`) + (owes.provisional ? t('time.provisional', { year: owes.dueAt.slice(0, 4) }) : ''),
    ),
    delivery: moved && (
      <>
        <del>{say(moved.from.at)}</del> {t(`moveCause.${moved.cause}`)}
      </>
    ),
  };
  const isGone = (line: Line) => Date.parse(line.at) < serverNowMs();
  return [
    ...inOrder([...(isOverdue ? [due] : []), ...past, ...days.filter(isGone)]),
    now,
    ...inOrder([...(isOverdue ? [] : [due]), ...future, ...days.filter((line) => !isGone(line))]),
  ];
}

/** At one moment in the order given: the flag before what climbs because of it. */
function inOrder(lines: Line[]): Line[] {
  return lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function useFuture({ ladder, owes }: Climbed, dated: (at: string, text: string) => ReactNode): Line[] {
  const { t, people, because } = useWords();
  if (!owes) return [];
  const still = t(`still.${actOf(owes.duty)}`);
  const say = (nature: 'reminder' | 'escalation', tells: Told[]) =>
    t(nature === 'reminder' ? 'ladder.remind' : 'ladder.tell', { still, who: people(tells) });
  // Of two reminders to the same person at the same moment, one line with both reasons.
  const lines = new Map<string, { key: string; at: string; said: string; reasons: Set<string> }>();
  for (const { key, at, nature, tells } of ladder.filter((rung) => rung.firedAt === null && rung.tells.length > 0)) {
    const said = say(nature, tells);
    const line = lines.get(at + said) ?? { key, at, said, reasons: new Set() };
    lines.set(at + said, { ...line, reasons: line.reasons.add(because(key)) });
  }
  return [...lines.values()].map(({ key, at, said, reasons }) => ({
    key,
    at,
    kind: 'future',
    text: dated(at, said + [...reasons].join('')),
  }));
}

type Besides = 'toldOnOpening' | 'copy';
const isBesides = (kind: string): kind is Besides => kind === 'toldOnOpening' || kind === 'copy';

/** What was told so far about what is owed now; of a case that ended, all of it. */
function usePast(of: Climbed): Line[] {
  const { t, list, person, because, cameOf } = useWords();
  const entries = entriesOf(of);
  const isPrecise = runsInSeconds(of);
  const say = useLadderMoment(of, isPrecise);
  const current = entries.findLast(({ opened }) => opened)?.opened?.id;
  const movedText = ({ from, to, cause }: NonNullable<Entry['moved']>) => (
    <>
      {t('ladder.moved.before')} <del>{say(from.at)}</del> {t('ladder.moved.between', { to: say(to.at), cause: t(`moveCause.${cause}`) })}
    </>
  );
  return entries
    .filter(
      ({ opened, rung, moved }) => !of.owes || opened?.id === current || rung?.obligation === current || moved?.obligation === current,
    )
    .flatMap(({ revision, at, told, opened, rung, moved, deliveries }): Line[] => {
      // Who was asked to act stands in the line; who was told besides, under it.
      const asked = deliveries.filter(({ kind }) => !isBesides(kind));
      const names = list((asked.length > 0 ? asked : told).map(({ name }) => name));
      const isUnsent = asked.length > 0 && asked.every(({ status }) => status === 'overtaken' || status === 'muted');
      const delivery = deliveries.map(({ name, kind, ...came }) => {
        const word = cameOf(came, isPrecise);
        if (isBesides(kind)) return `${t(`alsoTold.${kind}`, { name })} ${word}`;
        return deliveries.length > 1 ? `${name} ${word}` : word;
      });
      const text = rung
        ? t(rung.nature === 'reminder' ? 'ladder.reminded' : isUnsent ? 'ladder.meant' : 'ladder.told', { who: names }) + because(rung.key)
        : moved
          ? movedText(moved)
          : opened && t(`ladder.opened.${actOf(opened.duty)}`, { who: names || person({ post: opened.post, person: null }) });
      if (!text || (rung && names === '')) return [];
      return [
        {
          key: `past-${revision}`,
          at,
          kind: 'past',
          text: (
            <>
              <time dateTime={at}>{say(at)}</time> {text}
            </>
          ),
          delivery: list(delivery),
        },
      ];
    });
}
