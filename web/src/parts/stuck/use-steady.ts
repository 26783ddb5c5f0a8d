import { useEffect, useState } from 'react';
import type { StuckBoard } from '../../api/client.ts';

const look = ({ id, revision, stuck, next }: StuckBoard['items'][number]) => `${id} ${revision} ${stuck} ${next?.at ?? ''}`;

/** How many rows came, went or changed. */
function changes(shown: StuckBoard, latest: StuckBoard): number {
  const [before, after] = [shown.items.map(look), latest.items.map(look)];
  const ids = (looks: string[]) => new Set(looks.map((each) => each.slice(0, 36)));
  const touched = [...after.filter((each) => !before.includes(each)), ...before.filter((each) => !after.includes(each))];
  const moved = before.join() === after.join() ? 0 : 1;
  return Math.max(ids(touched).size, moved);
}

/**
 * What came of a refresh is shown at once, unless somebody is at the rows (a pointer over them, one selected, a drawer open): then nothing
 * moves until he asks for it. What he did himself is shown at once: `refresh`.
 */
export function useSteady(latest: StuckBoard | undefined, isHeld: boolean) {
  const [shown, setShown] = useState(latest);
  const [isAwaited, setAwaited] = useState(false);
  const waiting = shown && latest && shown !== latest ? changes(shown, latest) : 0;
  useEffect(() => {
    if (!latest || latest === shown || (isHeld && shown && !isAwaited)) return;
    setShown(latest);
    setAwaited(false);
  }, [latest, isHeld, isAwaited, shown]);
  return { shown, waiting, show: () => setShown(latest), refresh: () => setAwaited(true) };
}
