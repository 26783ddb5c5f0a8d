import { Alert, Button, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { CommandAnswer, Task } from '../api/client.ts';
import { useTasks } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { OverTold } from '../parts/over-told.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { LevelWord, MajorTag, TimeWord } from '../parts/tags.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { isThisWeek } from '../words/moments.ts';
import { actOf, useWords } from '../words/use-words.ts';
import type { Act } from '../words/use-words.ts';

/** What was just handed in, shown above the list to which its author returns. */
export type JustDone = { done: { act: Act | 'plan' | 'giveBack'; answer: CommandAnswer } };

type Group = 'overdue' | 'week' | 'later';
const groups: readonly Group[] = ['overdue', 'week', 'later'];

function groupOf({ owes }: Task): Group {
  if (!owes || Date.parse(owes.dueAt) < serverNowMs()) return 'overdue';
  return isThisWeek(owes.dueAt) ? 'week' : 'later';
}

export function MyTasks() {
  const { t } = useWords();
  const { data, error, refetch } = useTasks();
  const [chosen, setChosen] = useState<string | null>(null);
  useTitle(t('page.tasks'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { owed, climbed } = data;
  const [first] = owed;
  const opensOn = owed.length === 0 && climbed.length > 0 ? 'climbed' : 'owed';
  return (
    <div className="middle">
      <Done />
      <OverTold />
      <Greeting owed={owed} climbed={climbed.length} />
      {first && (
        <Link className="button-link" to={first.page}>
          <Button type="primary" tabIndex={-1}>
            {t('tasks.open')}
          </Button>
        </Link>
      )}
      <Tabs
        activeKey={chosen ?? opensOn}
        onChange={setChosen}
        items={[
          { key: 'owed', label: t('tasks.owed', { count: owed.length }), children: <Owed tasks={owed} /> },
          { key: 'climbed', label: t('tasks.climbed', { count: climbed.length }), children: <Climbed tasks={climbed} /> },
        ]}
      />
    </div>
  );
}

function Greeting({ owed, climbed }: { owed: Task[]; climbed: number }) {
  const { t, prose } = useWords();
  const { person } = useSignedIn();
  const overdue = owed.filter((task) => groupOf(task) === 'overdue').length;
  const absent = owed.flatMap(({ hat }) => (hat.for ? [hat.for.name] : []));
  const sentence =
    owed.length === 0
      ? t('tasks.greetingNone', { name: person.name })
      : overdue === 0
        ? t('tasks.greetingNoneOverdue', { name: person.name, owed: owed.length })
        : t('tasks.greeting', { name: person.name, owed: owed.length, overdue });
  return (
    <h1 className="greeting" aria-live="polite">
      {prose([
        sentence,
        ...[...new Set(absent)].map((name) => t('tasks.acting', { name, count: absent.filter((each) => each === name).length })),
        ...(climbed > 0 ? [t('tasks.climbedToo', { count: climbed })] : []),
      ])}
    </h1>
  );
}

function Done() {
  const { t, act, due, person } = useWords();
  const { state } = useLocation() as { state: JustDone | null };
  const navigate = useNavigate();
  if (!state?.done) return null;
  const { answer, act: done } = state.done;
  const next = answer.owes
    ? t('tasks.doneNext', { who: person(answer.owes), duty: act(answer.owes), due: due(answer.owes) })
    : answer.stage === 'granted' || answer.stage === 'notGranted' || answer.stage === 'notListed' || answer.stage === 'lifted'
      ? t(`tasks.doneDecided.${answer.stage}`)
      : answer.stage === 'accepted' || answer.stage === 'published'
        ? t(`tasks.doneMonthly.${answer.stage}`)
        : t(answer.stage === 'sound' ? 'tasks.doneSound' : 'tasks.doneClosed');
  return (
    <Alert
      className="notice"
      type="success"
      role="status"
      showIcon
      closable={{ onClose: () => void navigate('.', { replace: true, state: null }) }}
      title={t('tasks.done', { duty: t(`duty.${done}`), title: answer.title })}
      description={
        <>
          {next} <Link to={answer.page}>{t('tasks.look')}</Link>
        </>
      }
    />
  );
}

function Owed({ tasks }: { tasks: Task[] }) {
  const { t } = useWords();
  if (tasks.length === 0) return <p className="empty">{t('tasks.emptyOwed')}</p>;
  return groups
    .map((group) => ({ group, within: tasks.filter((task) => groupOf(task) === group) }))
    .filter(({ within }) => within.length > 0)
    .map(({ group, within }) => (
      <section key={group}>
        <h2>{t(`tasks.${group}`)}</h2>
        <ul className="rows">
          {within.map((task) => (
            <Row key={task.id} task={task} />
          ))}
        </ul>
      </section>
    ));
}

function Climbed({ tasks }: { tasks: Task[] }) {
  const { t } = useWords();
  if (tasks.length === 0) return <p className="empty">{t('tasks.emptyClimbed')}</p>;
  return (
    <ul className="rows">
      {tasks.map((task) => (
        <Row key={task.id} task={task} isClimbed />
      ))}
    </ul>
  );
}

/** Two lines: what to do, on what, how late; then where, and what happens by itself. */
function Row({ task, isClimbed = false }: { task: Task; isClimbed?: boolean }) {
  const { t, next, person, act } = useWords();
  const { owes, hat } = task;
  if (!owes) return null;
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
          {isClimbed && <span className="strong">{t('tasks.why', { who: person(owes), duty: act(owes) })}</span>}
          {isClimbed && <LevelWord level={owes.level} />}
          <span>{next(task)}</span>
        </span>
      </Link>
    </li>
  );
}
