import type { Case } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { TimeWord } from './tags.tsx';

/** What is to be done now, or who is waited for; until when. Names its section by `do-now`. */
export function OwedHead({ owes, isMine }: { owes: NonNullable<Case['owes']>; isMine: boolean }) {
  const { t, act, due, person } = useWords();
  return (
    <>
      <div className="heading">
        <h2 id="do-now">{isMine ? t('hazard.now', { duty: act(owes) }) : t('hazard.waiting', { who: person(owes), duty: act(owes) })}</h2>
        <TimeWord owes={owes} />
      </div>
      <p className="due">{t('hazard.due', { due: due(owes) })}</p>
    </>
  );
}
