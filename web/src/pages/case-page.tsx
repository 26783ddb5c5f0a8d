import { Button } from 'antd';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { Refused } from '../api/client.ts';
import type { Case, Told } from '../api/client.ts';
import { useCase, useZones } from '../api/queries.ts';
import { CallFacts, CallForm } from '../parts/call.tsx';
import { climbedTo, whenOf } from '../parts/entries.ts';
import { History } from '../parts/history.tsx';
import { Ladder } from '../parts/ladder.tsx';
import { AppointDrawer } from '../parts/organisation/appoint-drawer.tsx';
import { OwedHead } from '../parts/owed-head.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { AnswerForm, SuggestionWords } from '../parts/suggestion-case.tsx';
import { LevelWord, StageTag } from '../parts/tags.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayFrom, sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** A case that is no hazard: a vacant seat, somebody to be phoned, a year whose days off are awaited, a suggestion. What concerns a hazard leads on to its page. */
export function CasePage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data: found, error, refetch } = useCase(id);
  useTitle(found ? `${found.number} ${found.title}` : t('page.case'));
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!found) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const ownPage = found.page;
  if (ownPage !== `/cases/${found.id}`) return <Navigate to={ownPage} replace />;
  return (
    <article className="hazard" key={found.id}>
      <header className="hazard-head">
        <h1>{found.title}</h1>
        <p className="hazard-line">
          <StageTag stage={found.stage} isFilled />
          <span className="number">{found.number}</span>
          <span>{found.zone.name}</span>
          {found.owes && <LevelWord level={found.owes.level} to={climbedTo(found, found.owes.level)} />}
        </p>
      </header>
      <div className="hazard-main">
        {error && <NotLoaded error={error} retry={() => void refetch()} />}
        {found.owes ? <ToDo found={found} owes={found.owes} /> : <Ended found={found} />}
      </div>
      <aside className="hazard-side">
        <Ladder of={found} />
      </aside>
      <div className="hazard-rest">
        {found.vacancy && <ZonePersons zone={found.zone} />}
        <History of={found} />
      </div>
    </article>
  );
}

/** What would end it, in words: it ends by itself with a document of the office. */
function ToDo({ found, owes }: { found: Case; owes: NonNullable<Case['owes']> }) {
  const { t } = useWords();
  const { isOffice } = useSignedIn();
  const say = useSentences(found);
  return (
    <section className={isOffice ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="do-now">
      <OwedHead owes={owes} isMine={isOffice} />
      <p className="strong">{say('what')}</p>
      {!found.suggestion && (
        <>
          <p>{say('how')}</p>
          <p className="quiet">{say('meanwhile')}</p>
        </>
      )}
      {found.call && <CallFacts call={found.call} />}
      {found.call?.mayAcknowledge && <CallForm key={found.id} found={found} call={found.call} />}
      {found.suggestion && <SuggestionWords suggestion={found.suggestion} />}
      {found.suggestion?.mayAnswer && <AnswerForm key={found.id} found={found} suggestion={found.suggestion} />}
      {found.vacancy && <Appoint zone={found.zone} vacancy={found.vacancy} />}
      {isOffice && found.year !== null && (
        <p>
          <a href="/api/docs">{t('case.docs')}</a>
        </p>
      )}
    </section>
  );
}

/** 任命责任人, for whoever may; who is to come on a later day stands before it. */
function Appoint({ zone, vacancy: { post, planned } }: { zone: Case['zone']; vacancy: NonNullable<Case['vacancy']> }) {
  const { t, language } = useWords();
  const { may } = useSignedIn();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {planned && (
        <p className="strong">{t('case.vacancy.planned', { name: planned.person.name, from: sayFrom(planned.from, language) })}</p>
      )}
      {may.includes('organisation.write') && (post === 'specific' || post === 'supervising') && (
        <div className="form-end">
          <Button type={planned ? 'default' : 'primary'} size="large" onClick={() => setOpen(true)}>
            {t('organisation.change.appoint')}
          </Button>
        </div>
      )}
      {isOpen && (
        <AppointDrawer seat={{ post, scope: zone.code, scopeName: zone.name }} close={() => setOpen(false)} done={() => setOpen(false)} />
      )}
    </>
  );
}

function Ended({ found }: { found: Case }) {
  const say = useSentences(found);
  return (
    <>
      <p className="ended">{say('ended')}</p>
      {found.vacancy && <AppointedHow vacancy={found.vacancy} />}
      {found.call && <CallFacts call={found.call} />}
      {found.suggestion && <SuggestionWords suggestion={found.suggestion} />}
    </>
  );
}

/** Who appointed him, and on what basis. */
function AppointedHow({ vacancy: { appointedBy, basis } }: { vacancy: NonNullable<Case['vacancy']> }) {
  const { t, prose } = useWords();
  const said = [appointedBy && t('case.vacancy.by', { name: appointedBy.name }), basis && t('case.vacancy.basis', { text: basis })];
  return appointedBy || basis ? <p>{prose(said)}</p> : null;
}

/** The sentences of a vacancy, of a telephone call, of an awaited year or of a suggestion. */
function useSentences(found: Case): (name: 'what' | 'how' | 'meanwhile' | 'ended') => string {
  const { t, language } = useWords();
  const { vacancy, call, year, suggestion, zone, stage } = found;
  const at = call ? (whenOf(found, 'CallMade') ?? whenOf(found, 'CallSpared')) : whenOf(found, vacancy ? 'VacancyFilled' : 'YearPublished');
  const moment = at && sayMoment(at, language);
  if (suggestion) {
    const { madeBy, answered } = suggestion;
    const said = { name: madeBy.name, by: answered?.by.name, moment: answered && sayMoment(answered.at, language) };
    return (name) => t(name === 'ended' ? 'suggestion.case.ended' : 'suggestion.case.what', said);
  }
  if (call) return (name) => t(`case.call.${name === 'ended' && stage === 'spared' ? 'spared' : name}`, { name: call.person.name, moment });
  return (name) =>
    vacancy
      ? t(`case.vacancy.${name}`, { zone: zone.name, post: t(`post.${vacancy.post}`), name: vacancy.appointed?.name, moment })
      : t(`case.year.${name}`, { year, moment });
}

/** 分管责任人 and 具体责任人 of the zone, as they are now. */
function ZonePersons({ zone }: { zone: Case['zone'] }) {
  const { t } = useWords();
  const { data } = useZones();
  const found = data?.items.find(({ code }) => code === zone.code);
  if (!found) return null;
  const posts = ['supervising', 'specific'] as const satisfies Told['post'][];
  return (
    <section aria-labelledby="zone-persons">
      <h2 id="zone-persons">{t('case.zonePersons')}</h2>
      <dl className="facts facts-even">
        {posts.map((post) => (
          <div key={post}>
            <dt>{t(`post.${post}`)}</dt>
            <dd className={found[post] ? undefined : 'gap'}>{found[post]?.name ?? t('case.nobody')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
