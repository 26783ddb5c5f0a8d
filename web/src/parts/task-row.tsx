import { Link } from 'react-router';
import type { ClimbedTask, Task } from '../api/client.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { LevelWord, MajorTag, TimeWord } from './tags.tsx';
import '../tasks.css';

/** Two lines: what to do, on what, how late; then where, why it has climbed, and what happens by itself. */
export function TaskRow({ task }: { task: Task | ClimbedTask }) {
  const { t, next, person, act } = useWords();
  const { owes, hat } = task;
  if (!owes) return null;
  const reminded = 'reminded' in task ? task.reminded : null;
  return (
    <li>
      <Link className="row" to={task.page}>
        <span className="row-main">
          <span className="row-title">
            <MajorTag of={task.class} />
            {t(`duty.${actOf(owes.duty)}`)}
            <span aria-hidden>｜</span>
            {task.title}
          </span>
          <TimeWord owes={owes} />
        </span>
        <span className="row-more">
          <span>{task.zone.name}</span>
          <span>{task.number}</span>
          {hat.for && <span>{t('tasks.forOther', { name: hat.for.name })}</span>}
          {reminded !== null && <span className="strong">{t('tasks.why', { who: person(owes), duty: act(owes) })}</span>}
          {reminded !== null && reminded > 0 && <span>{t('home.own.reminded', { count: reminded })}</span>}
          {reminded !== null && <LevelWord level={owes.level} />}
          <span>{next(task)}</span>
        </span>
      </Link>
    </li>
  );
}
