import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Hazard, HazardSupervision } from '../api/client.ts';
import { draftOfDuty } from '../draft.ts';
import { sayDate, sayMoment } from '../words/moments.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { LeftOver } from './left-over.tsx';
import { useSignedIn } from './signed-in.tsx';
import { SupervisionForm } from './supervision-form.tsx';
import { StageTag, TimeWord } from './tags.tsx';

/** 挂牌督办: the one that is open, with the form of its next step for whoever may take it; what became of earlier ones. */
export function Supervisions({ hazard }: { hazard: Hazard }) {
  const { person } = useSignedIn();
  const open = hazard.supervisions.find(({ owes }) => owes !== null);
  const command = open?.commands[0];
  const draftName = open?.owes && command ? draftOfDuty(person.id, open, command, open.owes) : null;
  return (
    <>
      <LeftOver hazard={hazard} draftName={draftName} />
      {open && <Open hazard={hazard} supervision={open} draftName={draftName} />}
    </>
  );
}

/** Those that have ended, beside the other facts of the hazard. */
export function PastSupervisions({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const past = hazard.supervisions.filter(({ owes }) => owes === null);
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="past-supervisions">
      <h2 id="past-supervisions">{t('supervision.title')}</h2>
      {past.map((supervision) => (
        <Fragment key={supervision.id}>
          <p className="hazard-line">
            <StageTag stage={supervision.stage} />
            <span className="number">{supervision.number}</span>
          </p>
          <Found supervision={supervision} />
        </Fragment>
      ))}
    </section>
  );
}

type OpenOne = { hazard: Hazard; supervision: HazardSupervision; draftName: string | null };

function Open({ hazard, supervision, draftName }: OpenOne) {
  const { t, language, prose, due, person, act, next } = useWords();
  const { owes, stage, proposedBy, reason, openedAt } = supervision;
  const [command] = supervision.commands;
  if (!owes) return null;
  const said = { name: proposedBy?.name, moment: sayMoment(openedAt, language) };
  const isDecision = stage === 'proposed' || stage === 'lifting';
  return (
    <section className={draftName ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="supervision">
      <div className="heading">
        <h2 id="supervision">
          {draftName ? t('hazard.now', { duty: act(owes) }) : t('hazard.waiting', { who: person(owes), duty: act(owes) })}
        </h2>
        <TimeWord owes={owes} />
      </div>
      <p className="hazard-line">
        <StageTag stage={stage} isFilled />
        <span className="number">{supervision.number}</span>
      </p>
      <p className="strong">{t(proposedBy ? 'supervision.proposed' : 'supervision.drafted', said)}</p>
      {reason && <p className="words">{t('request.reason', { text: reason })}</p>}
      <p>
        {prose([
          t(`supervision.what.${actOf(owes.duty) as SupervisionAct}`, { who: person(owes), due: due(owes) }),
          isDecision && t('request.silenceOnly'),
          stage === 'listed' && supervision.hazardEnded === null && t('supervision.stillOpen'),
        ])}
      </p>
      <p className="quiet">{next(supervision)}</p>
      <Found supervision={supervision} />
      {command && draftName && (
        <SupervisionForm key={draftName} hazard={hazard} supervision={supervision} command={command} draftName={draftName} />
      )}
    </section>
  );
}

type SupervisionAct = 'listing' | 'register' | 'reviewListing' | 'lift';

/** What was decided, registered and found so far. */
function Found({ supervision }: { supervision: HazardSupervision }) {
  const { t, language, list } = useWords();
  const { id, stage, decided, until, listing, reviews, lift, lifting } = supervision;
  const on = (day: string | null) => (day ? sayDate(day, language) : t('hazard.empty'));
  const decision = (name: string, text: string, yes: boolean, of: 'list' | 'lift') => {
    const outcome = yes ? (text ? 'yesWith' : 'yes') : text ? 'noWith' : 'no';
    return t(of === 'list' ? `supervision.decidedListing.${outcome}` : `supervision.decidedLifting.${outcome}`, { name, text });
  };
  const facts: [string, ReactNode][] = [
    ...(decided
      ? [[t('supervision.listing'), decision(decided.by.name, decided.reason, decided.list, 'list')] satisfies [string, string]]
      : []),
    ...(decided?.list
      ? ([
          [t('supervision.requirement'), decided.requirement],
          [t('supervision.until'), on(until)],
        ] satisfies [string, string][])
      : []),
    ...(listing ? [[t('supervision.listingPaper'), <Paper key="listing" paper={listing} />] satisfies [string, ReactNode]] : []),
    ...(reviews.length > 0
      ? [
          [
            t('supervision.reviews'),
            <ul key="reviews" className="records">
              {reviews.map((review, i) => (
                <li key={i}>
                  {t(review.passed ? 'supervision.passedBy' : 'supervision.failedBy', {
                    on: on(review.on),
                    names: list(review.reviewers.map(({ name }) => name)),
                    text: review.opinion || t('hazard.empty'),
                    until: on(review.dueOn),
                  })}
                </li>
              ))}
            </ul>,
          ] satisfies [string, ReactNode],
        ]
      : []),
    ...(lift ? [[t('supervision.lifting'), decision(lift.by.name, lift.reason, lift.lift, 'lift')] satisfies [string, string]] : []),
    ...(lifting ? [[t('supervision.liftingPaper'), <Paper key="lifting" paper={lifting} />] satisfies [string, ReactNode]] : []),
  ];
  const isDrafted = stage !== 'notListed' && stage !== 'lapsed';
  return (
    <>
      {facts.length > 0 && (
        <dl className="facts supervision-facts">
          {facts.map(([term, said]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      )}
      {isDrafted && (
        <p>
          <Link to={`/supervisions/${id}/draft`}>
            {t(stage === 'lifting' || stage === 'releasing' || stage === 'lifted' ? 'supervision.liftingDraft' : 'supervision.draft')}
          </Link>
        </p>
      )}
    </>
  );
}

/** A paper that was registered: its number, day, who signed it, and its scan. */
export function Paper({ paper: { number, issuedOn, signedBy, scan } }: { paper: NonNullable<HazardSupervision['listing']> }) {
  const { t, language } = useWords();
  return (
    <>
      {t('supervision.paper', { number, on: sayDate(issuedOn, language), name: signedBy })}
      {scan && (
        <>
          {' '}
          <a href={`/api/scans/${scan}`} download>
            {t('supervision.scan')}
          </a>
        </>
      )}
    </>
  );
}
