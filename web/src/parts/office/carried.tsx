import type { CalendarYear } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

/** How far an adoption was carried to the open cases. */
export function Carried({ adoption }: { adoption: NonNullable<CalendarYear['adoption']> }) {
  const { t, language, prose } = useWords();
  const { recomputed, moved, failed, finishedAt } = adoption;
  const said = finishedAt
    ? t('office.adoption.done', { moment: sayMoment(finishedAt, language), recomputed, moved })
    : t('office.adoption.running', { recomputed, moved });
  return (
    <p className="quiet" role="status">
      {prose([said, failed > 0 && t('office.adoption.failed', { count: failed })])}
    </p>
  );
}
