import { Link } from 'react-router';
import type { ClimbedTask, Task } from '../api/client.ts';
import { draftOfDuty, isDrafted } from '../draft.ts';
import { isToday, latenessOf, sayMoment, sayTime } from '../words/moments.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { useSignedIn } from './signed-in.tsx';
import { LevelWord, MajorTag, TimeWord } from './tags.tsx';
import '../tasks.css';

/** What is written in a form on the page of the task and not submitted. */
function isDraftedTask({ id, kind, owes }: Task | ClimbedTask, person: string): boolean {
  if (!owes) return false;
  const ofDuty = (act: string) => draftOfDuty(person, { id }, act, owes);
  const names: Partial<Record<Task['kind'], string[]>> = {
    hazard: ['assign', 'plan', 'rectify', 'verify'].map(ofDuty),
    supervision: ['DecideSupervision', 'RegisterSupervision', 'ReviewSupervision', 'LiftSupervision'].map(ofDuty),
    request: [`${person}/${id}/decide`],
    recheck: [`${person}/${id}/recheck`],
    call: [`${person}/${id}/call`],
    suggestion: [`${person}/${id}/suggestion`],
  };
  return (names[kind] ?? []).some(isDrafted);
}

/** What to do, on what, how late, and why once more; then where, until when, why it has climbed, and what happens by itself. */
export function TaskRow({ task }: { task: Task | ClimbedTask }) {
  const { t, next, person, act, due, language } = useWords();
  const me = useSignedIn();
  const { owes, hat, sentBack, pressed } = task;
  if (!owes) return null;
  const isDueSaid = task.next?.at === owes.dueAt || latenessOf(owes).kind === 'paused';
  const again = task.kind === 'hazard' ? 'rework' : 'sentBack';
  const pressedWords = ({ by, at, words }: NonNullable<Task['pressed']>) =>
    t(words ? 'tasks.pressedWith' : 'tasks.pressedBy', {
      name: by.name,
      moment: isToday(at) ? sayTime(at) : sayMoment(at, language),
      text: words,
    });
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
          <span className="row-state">
            {isDraftedTask(task, me.person.id) && <span className="tag">{t('unsent.row')}</span>}
            {sentBack && <span className="tag">{t(`tasks.${again}`)}</span>}
            <TimeWord owes={owes} />
          </span>
        </span>
        {sentBack && <span className="row-why rework">{t(`tasks.${again}Why`, { name: sentBack.by.name, reason: sentBack.reason })}</span>}
        {pressed && <span className="row-why strong">{pressedWords(pressed)}</span>}
        <span className="row-more">
          <span>{task.zone.name}</span>
          <span>{task.number}</span>
          {hat.for && <span>{t('tasks.forOther', { name: hat.for.name })}</span>}
          {reminded !== null && <span className="strong">{t('tasks.why', { who: person(owes), duty: act(owes) })}</span>}
          {reminded !== null && reminded > 0 && <span>{t('home.own.reminded', { count: reminded })}</span>}
          {reminded !== null && <LevelWord level={owes.level} />}
          {!isDueSaid && <span>{t('tasks.limit', { limit: t(`limitOf.${actOf(owes.duty)}`), due: due(owes) })}</span>}
          <span>{next(task)}</span>
        </span>
      </Link>
    </li>
  );
}
