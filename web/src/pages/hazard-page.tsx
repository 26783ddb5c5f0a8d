import { useState } from 'react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Refused } from '../api/client.ts';
import type { Hazard } from '../api/client.ts';
import { useHazard } from '../api/queries.ts';
import { ActionDrawer } from '../parts/action-drawer.tsx';
import { DoNow } from '../parts/do-now.tsx';
import { climbedTo } from '../parts/entries.ts';
import { History } from '../parts/history.tsx';
import { Ladder } from '../parts/ladder.tsx';
import { MoreActions } from '../parts/more-actions.tsx';
import type { Action } from '../parts/more-actions.tsx';
import { Papers } from '../parts/papers.tsx';
import { PhotosBesideEachOther } from '../parts/photos.tsx';
import { PlanFacts } from '../parts/plan.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { Recheck } from '../parts/recheck.tsx';
import { TipOff } from '../parts/tip-off.tsx';
import { Records } from '../parts/records.tsx';
import { Requests } from '../parts/requests.tsx';
import { StepLine } from '../parts/step-line.tsx';
import { PastSupervisions, Supervisions } from '../parts/supervision.tsx';
import { LevelWord, MajorTag, StageTag } from '../parts/tags.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import '../hazard.css';

export function HazardPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data: hazard, error, refetch } = useHazard(id);
  const [action, setAction] = useState<Action | null>(null);
  useTitle(hazard ? `${hazard.number} ${hazard.title}` : t('page.hazard'));
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!hazard) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <article className="hazard" key={hazard.id}>
      <header className="hazard-head">
        <h1>{hazard.title}</h1>
        <p className="hazard-line">
          <MajorTag of={hazard.class} />
          <StageTag stage={hazard.stage} isFilled />
          <span className="number">{hazard.number}</span>
          <span>{hazard.zone.name}</span>
          {hazard.enteredLater !== null && <span className="tag tag-later">{t('enteredLater')}</span>}
          {hazard.owes && <LevelWord level={hazard.owes.level} to={climbedTo(hazard, hazard.owes.level)} />}
        </p>
      </header>
      <div className="hazard-main">
        <StepLine hazard={hazard} />
        {error && <NotLoaded error={error} retry={() => void refetch()} />}
        <Requests hazard={hazard} />
        <Supervisions hazard={hazard} />
        <DoNow hazard={hazard} open={setAction} />
        <Recheck hazard={hazard} />
      </div>
      <MoreActions hazard={hazard} open={setAction} />
      <aside className="hazard-side">
        <Ladder of={hazard} />
      </aside>
      <div className="hazard-rest">
        <PhotosBesideEachOther hazard={hazard} />
        <Papers hazard={hazard} />
        <TipOff hazard={hazard} />
        <Facts hazard={hazard} />
        {hazard.plan && <PlanFacts plan={hazard.plan} />}
        <PastSupervisions hazard={hazard} />
        <History of={hazard} />
      </div>
      {action && <ActionDrawer hazard={hazard} action={action} close={() => setAction(null)} />}
    </article>
  );
}

function Facts({ hazard }: { hazard: Hazard }) {
  const { t, language, categoryIn } = useWords();
  const { source } = hazard;
  const sources = ['inspection', 'selfCheck', 'tipOff', 'imported', 'other'] as const;
  const knownSource = sources.find((each) => each === source);
  const facts: [string, ReactNode][] = [
    [t('hazard.description'), hazard.description],
    ...(hazard.criterion ? [[t('criterion.label'), hazard.criterion.name[language]] satisfies [string, string]] : []),
    [t('ledger.filter.class'), t(`ledger.class.${hazard.class}`)],
    [t('hazard.place'), hazard.place],
    [t('hazard.category'), hazard.category && categoryIn(hazard.category)],
    [t('hazard.project'), hazard.project],
    [t('hazard.mode'), t(`mode.${hazard.mode}`)],
    [t('hazard.source'), knownSource ? t(`source.${knownSource}`) : source],
    [t('hazard.reportedBy'), hazard.reportedBy.id === '' ? t('tipOff.public') : hazard.reportedBy.name],
    [
      t('hazard.openedAt'),
      <time key="at" dateTime={hazard.openedAt}>
        {sayMoment(hazard.openedAt, language)}
      </time>,
    ],
    ...(['stopWorkAdvice', 'publicity'] as const)
      .filter((of) => hazard[of].length > 0)
      .map((of): [string, ReactNode] => [t(`hazard.${of}`), <Records key={of} records={hazard[of]} />]),
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t('hazard.facts')}</h2>
      <dl className="facts">
        {facts.map(([term, said]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{said ?? t('hazard.empty')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
