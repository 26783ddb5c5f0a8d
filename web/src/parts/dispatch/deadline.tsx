import type { Owes } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { TimeWord } from '../tags.tsx';

/** 报送截止：10月30日(周五)17:30前，还剩2个工作日; of a later step of the month its own limit. */
export function Deadline({ owes }: { owes: Owes }) {
  const { t, act, due } = useWords();
  const isOfReports = owes.duty === 'report.submit' || owes.duty === 'dispatch.collect';
  return (
    <span className="deadline">
      <span>
        {isOfReports ? t('dispatch.list.deadline', { due: due(owes) }) : t('dispatch.list.step', { duty: act(owes), due: due(owes) })}
      </span>{' '}
      <TimeWord owes={owes} />
    </span>
  );
}
