import { Button, Progress, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { PolicyDraft, Post, Rehearsal } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { Chart } from '../charts/chart.tsx';
import { NotLoaded } from '../problem-notice.tsx';
import { usePolicyWords } from './allowance.ts';
import { useRehearsal } from './use-rehearsal.ts';

const spans = { quarter: 3, year: 12, threeYears: 36 } as const;
type Span = keyof typeof spans;

/** 预演: what the draft would have made of past cases, beside what the rules of the time did. */
export function Rehearse({ policy }: { policy: PolicyDraft }) {
  const { t } = usePolicyWords();
  const [span, setSpan] = useState<Span>('year');
  const { run, start, stop } = useRehearsal();
  const isRunning = run?.state === 'running';
  const begin = () => void start(policy, spans[span]);
  return (
    <section className="sheet" aria-labelledby="rehearsal">
      <h2 id="rehearsal">{t('office.rehearsal.title')}</h2>
      <p className="quiet">{t('office.rehearsal.how')}</p>
      <div className="form-end">
        <Select<Span>
          className="span-choice"
          aria-label={t('office.rehearsal.span')}
          value={span}
          options={(Object.keys(spans) as Span[]).map((value) => ({ value, label: t(`office.rehearsal.spans.${value}`) }))}
          onChange={setSpan}
        />
        {isRunning ? (
          <Button onClick={stop}>{t('office.rehearsal.stop')}</Button>
        ) : (
          <Button onClick={begin}>{t('office.rehearsal.start')}</Button>
        )}
      </div>
      {run && isRunning && (
        <div role="status">
          <Progress percent={Math.round((run.done / run.months) * 100)} showInfo={false} aria-label={t('office.rehearsal.title')} />
          {t('office.rehearsal.progress', { done: run.done, of: run.months, cases: run.sum?.cases ?? 0 })}
        </div>
      )}
      {run?.error && <NotLoaded error={run.error} retry={begin} />}
      {run?.state === 'stopped' && <p className="near">{t('office.rehearsal.stopped')}</p>}
      {run && run.of !== JSON.stringify(policy) && <p className="near">{t('office.rehearsal.changed')}</p>}
      {run?.sum && !isRunning && <Result rehearsal={run.sum} />}
    </section>
  );
}

function Result({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = usePolicyWords();
  const { cases, leftOut, lateCases } = rehearsal;
  if (cases === 0) return <p className="empty">{t('office.rehearsal.nothing')}</p>;
  return (
    <div className="rehearsed">
      <p className="strong">{t('office.rehearsal.done', { cases, was: lateCases.was, draft: lateCases.draft })}</p>
      {leftOut > 0 && <p className="quiet">{t('office.rehearsal.leftOut', { count: leftOut })}</p>}
      <ByPost posts={rehearsal.posts} />
      <Differing which="newlyLate" of={rehearsal.newlyLate} />
      <Differing which="noLongerLate" of={rehearsal.noLongerLate} />
    </div>
  );
}

const order: readonly Post[] = ['specific', 'unitHead', 'supervising', 'first', 'office', 'officeDirector'];
const natures = ['escalation', 'reminder'] as const;
type Nature = (typeof natures)[number];
const barHeight = 26;

/** Two bars a post, each with its number beside it. */
function ByPost({ posts }: Pick<Rehearsal, 'posts'>) {
  const { t } = usePolicyWords();
  const [nature, setNature] = useState<Nature>('escalation');
  const shown = useMemo(
    () =>
      order.flatMap((post) => {
        const told = posts[post];
        return told ? [{ post, name: t(`post.${post}`), told: nature === 'escalation' ? told.escalations : told.reminders }] : [];
      }),
    [posts, nature, t],
  );
  const option = useMemo(() => {
    const bars = (side: 'was' | 'draft', color: string) => ({
      type: 'bar',
      name: t(`office.rehearsal.${side}`),
      data: shown.map(({ told }) => told[side]),
      itemStyle: { color },
      label: { show: true, position: 'right', color: '#1f1f1f', formatter: '{a} {c}' },
      barMaxWidth: 22,
    });
    return {
      grid: { left: 8, right: 72, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ name }) => name),
        axisTick: { show: false },
        axisLabel: { color: '#1f1f1f', width: 112, overflow: 'break' },
      },
      series: [bars('was', '#8c8c8c'), bars('draft', '#69b1ff')],
    };
  }, [shown, t]);
  return (
    <>
      <Segmented<Nature>
        aria-label={t('office.draft.nature')}
        value={nature}
        onChange={setNature}
        options={natures.map((value) => ({ value, label: t(`office.draft.${value}`) }))}
      />
      <Chart
        option={option}
        says={t('office.rehearsal.chart', { nature: t(`office.draft.${nature}`) })}
        height={16 + shown.length * 2.4 * barHeight}
      />
      <details>
        <summary>{t('office.chart.show')}</summary>
        <PostsTable posts={posts} />
      </details>
    </>
  );
}

function PostsTable({ posts }: Pick<Rehearsal, 'posts'>) {
  const { t } = usePolicyWords();
  return (
    <table className="plain counted">
      <thead>
        <tr>
          <th scope="col">{t('office.rehearsal.post')}</th>
          {natures.map((nature) => (
            <th key={nature} scope="col">
              {t('office.rehearsal.sides', { nature: t(`office.draft.${nature}`) })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.flatMap((post) => {
          const told = posts[post];
          if (!told) return [];
          return (
            <tr key={post}>
              <th scope="row">{t(`post.${post}`)}</th>
              {[told.escalations, told.reminders].map(({ was, draft }, i) => (
                <td key={natures[i]}>{`${was} → ${draft}`}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What is late by one of the two and in time by the other. */
function Differing({ which, of: { count, first } }: { which: 'newlyLate' | 'noLongerLate'; of: Rehearsal['newlyLate'] }) {
  const { t, language, dutyName } = usePolicyWords();
  return (
    <section aria-labelledby={which}>
      <h3 id={which}>{t(`office.rehearsal.${which}`, { count })}</h3>
      {count === 0 && <p className="quiet">{t('office.rehearsal.none')}</p>}
      {first.length > 0 && (
        <ul className="rows differing">
          {first.map(({ id, number, title, duty, due, endedAt }) => (
            <li key={id + duty + due.was}>
              <span>
                <Link to={`/cases/${id}`}>{title}</Link> <span className="quiet">{number}</span>
              </span>
              <span>{dutyName(duty)}</span>
              <span>
                {t('office.rehearsal.dueWas')} {sayMoment(due.was, language)}
              </span>
              <span>
                {t('office.rehearsal.dueDraft')} {sayMoment(due.draft, language)}
              </span>
              <span className="quiet">
                {endedAt ? `${t('office.rehearsal.ended')} ${sayMoment(endedAt, language)}` : t('office.rehearsal.open')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {first.length < count && <p className="quiet">{t('office.rehearsal.first', { count: first.length })}</p>}
    </section>
  );
}
