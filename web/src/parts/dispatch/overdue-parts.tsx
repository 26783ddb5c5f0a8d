import type { Figure } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Count } from './cases-behind.tsx';
import { overdueKeys } from './trend-months.ts';

/** What is overdue, by how long; each part opens its cases. */
export function OverdueParts({ figures, period, unit }: { figures: Figure[]; period: string; unit: string | undefined }) {
  const { t } = useWords();
  const parts = overdueKeys
    .map((key) => ({ key, count: figures.find((each) => each.key === key)?.numerator ?? 0 }))
    .filter(({ count }) => count > 0);
  if (parts.length === 0) return <span className="count-none">0</span>;
  return parts.map(({ key, count }) => (
    <span key={key} className="overdue-part">
      <Count mark={key} count={count} period={period} unit={unit} says={t(`dispatch.short.${key}`, { count })} />
    </span>
  ));
}
