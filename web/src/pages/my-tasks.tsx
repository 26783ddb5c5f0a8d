import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { ClimbedTask, CommandAnswer, Task } from '../api/client.ts';
import { useTasks } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { DoneTasks, Started } from '../parts/own-rows.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { OverTold } from '../parts/over-told.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { TaskRow } from '../parts/task-row.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { isThisWeek, sayMoment, sayPeriod } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import type { Act } from '../words/use-words.ts';

/** What was just handed in, shown above the list to which its author returns. */
export type JustDone = { done: { act: Act | 'plan' | 'giveBack'; answer: CommandAnswer } };

type Group = 'overdue' | 'week' | 'later';
const groups: readonly Group[] = ['overdue', 'week', 'later'];

function groupOf({ owes }: Task): Group {
  if (!owes || Date.parse(owes.dueAt) < serverNowMs()) return 'overdue';
  return isThisWeek(owes.dueAt) ? 'week' : 'later';
}

type Tab = 'decide' | 'owed' | 'climbed' | 'started' | 'done';

/** 待办: what I owe, what has climbed to me, what I asked for and what I did; whoever decides sees first what waits for that. */
export function MyTasks() {
  const { t } = useWords();
  const { seats } = useSignedIn();
  const { data, error, refetch } = useTasks();
  const [search, setSearch] = useSearchParams();
  useTitle(t('page.tasks'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { owed, climbed } = data;
  const leads = seats.some(({ post }) => post === 'first' || post === 'supervising' || post === 'officeDirector');
  const decisions = leads ? owed.filter(({ isDecision }) => isDecision) : [];
  const others = owed.filter((task) => !decisions.includes(task));
  const tabs: Record<Tab, { label: string; children: ReactNode } | null> = {
    decide: leads
      ? {
          label: t('home.tab.decide', { count: decisions.length }),
          children: <Owed tasks={decisions} empty={t('home.own.emptyDecide')} />,
        }
      : null,
    owed:
      leads && others.length === 0
        ? null
        : { label: t('tasks.owed', { count: others.length }), children: <Owed tasks={others} empty={t('tasks.emptyOwed')} /> },
    climbed: { label: t('tasks.climbed', { count: climbed.length }), children: <Climbed tasks={climbed} /> },
    started: { label: t('home.tab.started'), children: <Started /> },
    done: { label: t('home.tab.done'), children: <DoneTasks /> },
  };
  const shown = (Object.keys(tabs) as Tab[]).flatMap((key) => (tabs[key] ? [{ key, ...tabs[key] }] : []));
  const filled = { decide: decisions.length, owed: others.length, climbed: climbed.length };
  const first = shown.find(({ key }) => key in filled && filled[key as keyof typeof filled] > 0) ?? shown[0];
  const open = shown.find(({ key }) => key === search.get('tab')) ?? first;
  const [task] = [...decisions, ...others];
  return (
    <div className="middle">
      <Done owed={owed} />
      {data.monthsToAnswer.map(({ period, until }) => (
        <ToAnswer key={period} period={period} until={until} />
      ))}
      {data.circularToNote && <ToNote period={data.circularToNote} />}
      <OverTold />
      <Greeting owed={owed} climbed={climbed.length} toAnswer={data.monthsToAnswer.length} />
      {task && (
        <Link className="button-link" to={task.page}>
          <Button type="primary" tabIndex={-1}>
            {t('tasks.open')}
          </Button>
        </Link>
      )}
      <div className="kinds tabs" role="group" aria-label={t('home.tab.label')}>
        {shown.map(({ key, label }) => (
          <Button
            key={key}
            type={key === open?.key ? 'primary' : 'default'}
            ghost={key === open?.key}
            aria-pressed={key === open?.key}
            onClick={() => setSearch({ tab: key }, { replace: true })}
          >
            {label}
          </Button>
        ))}
      </div>
      {open?.children}
    </div>
  );
}

function Greeting({ owed, climbed, toAnswer }: { owed: Task[]; climbed: number; toAnswer: number }) {
  const { t, prose } = useWords();
  const { person } = useSignedIn();
  const overdue = owed.filter((task) => groupOf(task) === 'overdue').length;
  const absent = owed.flatMap(({ hat }) => (hat.for ? [hat.for.name] : []));
  const sentence =
    owed.length === 0
      ? t(toAnswer > 0 ? 'tasks.greetingAnswer' : 'tasks.greetingNone', { name: person.name })
      : overdue === 0
        ? t('tasks.greetingNoneOverdue', { name: person.name, count: owed.length })
        : t('tasks.greeting', { name: person.name, count: owed.length, overdue });
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

/** What the page before handed over: shown once, and not again after a reload or on the way back. */
function useHandedOver(): [JustDone['done'] | null, () => void] {
  const { state, search } = useLocation() as { state: JustDone | null; search: string };
  const navigate = useNavigate();
  const [shown, setShown] = useState(state?.done ?? null);
  const isKept = state !== null;
  useEffect(() => {
    if (isKept) void navigate({ search }, { replace: true, state: null });
  }, [isKept, search, navigate]);
  return [shown, () => setShown(null)];
}

/** What comes after what was just done. */
function useWhatNext(): (answer: CommandAnswer) => string {
  const { t, act, due, person } = useWords();
  return ({ owes, stage }) => {
    if (owes?.duty === 'dispatch.hear') return t('tasks.doneHearing', { due: due(owes) });
    if (owes) return t('tasks.doneNext', { who: person(owes), duty: act(owes), due: due(owes) });
    switch (stage) {
      case 'granted':
      case 'notGranted':
      case 'notListed':
      case 'lifted':
        return t(`tasks.doneDecided.${stage}`);
      case 'accepted':
      case 'published':
        return t(`tasks.doneMonthly.${stage}`);
      case 'sound':
        return t('tasks.doneSound');
      default:
        return t('tasks.doneClosed');
    }
  };
}

function Done({ owed }: { owed: readonly Task[] }) {
  const { t } = useWords();
  const whatNext = useWhatNext();
  const [shown, close] = useHandedOver();
  if (!shown) return null;
  const { answer, act: done } = shown;
  return (
    <Alert
      className="notice"
      type="success"
      role="status"
      showIcon
      closable={{ onClose: close }}
      title={t(done === 'accept' || done === 'giveBack' ? `tasks.doneAs.${done}` : 'tasks.done', {
        duty: t(`duty.${done}`),
        title: answer.title,
      })}
      description={
        <>
          {whatNext(answer)} <Link to={answer.page}>{t('tasks.look')}</Link>
          {answer.kind === 'unit-report' && <NextReport owed={owed} />}
        </>
      }
    />
  );
}

/** Reports come in one by one: whoever has dealt with one goes on to the next from here. */
function NextReport({ owed }: { owed: readonly Task[] }) {
  const { t } = useWords();
  const waiting = owed.filter(({ owes }) => owes?.duty === 'report.accept');
  const [next] = waiting;
  if (!next) return null;
  return (
    <p className="next-report">
      <Link className="button-link" to={next.page}>
        <Button tabIndex={-1}>{t('tasks.nextReport', { unit: next.zone.name })}</Button>
      </Link>
      <span>{t('tasks.reportsWaiting', { count: waiting.length })}</span>
    </p>
  );
}

/** 说明: a unit of the reader is to be criticised, and he may say something to it first. */
function ToAnswer({ period, until }: { period: string; until: string }) {
  const { t, language } = useWords();
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('tasks.toAnswer', { period: sayPeriod(period, language), until: sayMoment(until, language) })}
      description={
        <Link className="button-link" to={`/dispatches/${period}`}>
          <Button type="primary" tabIndex={-1}>
            {t('tasks.toAnswerOpen')}
          </Button>
        </Link>
      }
    />
  );
}

/** 阅知: a line for whoever has not noted yet that he read the newest circular. */
function ToNote({ period }: { period: string }) {
  const { t, language } = useWords();
  const { may } = useSignedIn();
  if (!may.includes('circular.read')) return null;
  return (
    <p className="to-note">
      {t('tasks.toNote', { period: sayPeriod(period, language) })} <Link to={`/dispatches/${period}`}>{t('tasks.toNoteOpen')}</Link>
    </p>
  );
}

function Owed({ tasks, empty }: { tasks: Task[]; empty: string }) {
  const { t } = useWords();
  if (tasks.length === 0) return <p className="empty">{empty}</p>;
  return groups
    .map((group) => ({ group, within: tasks.filter((task) => groupOf(task) === group) }))
    .filter(({ within }) => within.length > 0)
    .map(({ group, within }) => (
      <section key={group}>
        <h2>{t(`tasks.${group}`)}</h2>
        <Rows tasks={within} />
      </section>
    ));
}

function Climbed({ tasks }: { tasks: ClimbedTask[] }) {
  const { t } = useWords();
  return tasks.length === 0 ? <p className="empty">{t('tasks.emptyClimbed')}</p> : <Rows tasks={tasks} />;
}

const Rows = ({ tasks }: { tasks: (Task | ClimbedTask)[] }) => (
  <ul className="rows">
    {tasks.map((task) => (
      <TaskRow key={task.id} task={task} />
    ))}
  </ul>
);
