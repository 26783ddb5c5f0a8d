import { Alert, Button } from 'antd';
import { Link, useLocation, useParams } from 'react-router';
import { Refused } from '../api/client.ts';
import type { OpenMonth } from '../api/client.ts';
import { useMonth } from '../api/queries.ts';
import { WithCasesBehind } from '../parts/dispatch/cases-behind.tsx';
import { Circular } from '../parts/dispatch/circular.tsx';
import { Compile } from '../parts/dispatch/compile.tsx';
import { FiguresTable } from '../parts/dispatch/figures-table.tsx';
import { Hearing } from '../parts/dispatch/hearing.tsx';
import { Agenda, Corrections, Enterprises, ZonesWithGaps } from '../parts/dispatch/month-facts.tsx';
import { MonthTag } from '../parts/dispatch/month-tag.tsx';
import { Downloads, NoteAsRead, Receipts } from '../parts/dispatch/receipts.tsx';
import { Sign } from '../parts/dispatch/sign.tsx';
import { UnitsLine, useOwnUnits } from '../parts/dispatch/units-line.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { LevelWord, TimeWord } from '../parts/tags.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayMoment, sayPeriod } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** One month: what is to be done now, the figures, who has reported, and the circular once it is there. */
export function DispatchPage() {
  const { t, language } = useWords();
  const { period = '' } = useParams();
  const { data: month, error, refetch } = useMonth(period);
  const title = t('dispatch.title', { period: sayPeriod(period, language) });
  useTitle(title);
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!month) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <article className="month" key={period}>
      <header>
        <h1>{title}</h1>
        <p className="hazard-line">
          <MonthTag stage={month.stage} isFilled />
          {month.stage !== 'opening' && month.owes && <LevelWord level={month.owes.level} />}
          <span className="quiet">
            {t('dispatch.span', { from: sayMoment(month.span.from, language), to: sayMoment(month.span.to, language) })}
          </span>
        </p>
      </header>
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      {month.stage === 'opening' ? (
        <Alert role="status" type="info" showIcon title={t('dispatch.opening', { count: month.unitsAsked })} />
      ) : (
        <WithCasesBehind>
          <Opened month={month} />
        </WithCasesBehind>
      )}
    </article>
  );
}

function Opened({ month }: { month: OpenMonth }) {
  const { isOffice } = useSignedIn();
  const { stage, commands } = month;
  return (
    <>
      {stage === 'published' ? <Published month={month} /> : <State month={month} />}
      {(stage === 'hearing' || (stage === 'signing' && !month.compiled)) && <Hearing month={month} />}
      {(stage === 'hearing' || stage === 'signing') && <Circular month={month} />}
      {commands.includes('SignMonth') && <Sign month={month} />}
      <UnitsLine month={month} />
      <Figures month={month} />
      <Agenda month={month} />
      <ZonesWithGaps month={month} />
      <Corrections month={month} />
      <Enterprises month={month} />
      {stage === 'published' && isOffice && <Receipts month={month} />}
    </>
  );
}

/** Who owes what by when; for whoever it is, the form. */
function State({ month }: { month: OpenMonth }) {
  const { t, act, due, person } = useWords();
  const { may } = useSignedIn();
  const { owes, stage, commands, progress } = month;
  if (!owes || stage === 'published') return null;
  const mayCompile = commands.includes('CompileMonth');
  const mayAnswer = month.drafts.some((draft) => draft.mayAnswer && !draft.answer);
  const isMine = mayCompile || mayAnswer || commands.includes('SignMonth');
  const toAccept = progress.submitted - progress.received;
  const waiting =
    stage === 'collecting' && progress.missing.length === 0 && toAccept > 0
      ? t('dispatch.accepting', { count: toAccept })
      : stage === 'collecting' || stage === 'hearing'
        ? t(`dispatch.waits.${stage}`)
        : t('hazard.waiting', { who: person(owes), duty: act(owes) });
  return (
    <section className={isMine ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="do-now">
      <div className="heading">
        <h2 id="do-now">{mayAnswer ? t('dispatch.waits.answer') : isMine ? t('hazard.now', { duty: act(owes) }) : waiting}</h2>
        <TimeWord owes={owes} />
      </div>
      <p className="due">{t('hazard.due', { due: due(owes) })}</p>
      <p>{t(stage === 'signing' && !month.compiled ? 'dispatch.is.signingUnread' : `dispatch.is.${stage}`)}</p>
      {may.includes('dispatch.unsigned') && <ToAccept month={month} />}
      {may.includes('dispatch.unsigned') && <Downloads month={month} />}
      <OwnReports month={month} />
      {mayCompile && <Compile key={owes.since} month={month} />}
    </section>
  );
}

/** The reports that wait for the office, each a step away. */
function ToAccept({ month: { period, units } }: { month: OpenMonth }) {
  const { t } = useWords();
  const handedIn = units.filter(({ report }) => report?.stage === 'submitted');
  if (handedIn.length === 0) return null;
  return (
    <p className="to-accept">
      {t('dispatch.toAccept', { count: handedIn.length })}{' '}
      {handedIn.map(({ unit }) => (
        <Link key={unit.code} to={`/dispatches/${period}/reports/${unit.code}`}>
          {unit.name}
        </Link>
      ))}
    </p>
  );
}

/** For the head of a unit: his own report. */
function OwnReports({ month: { period, units } }: { month: OpenMonth }) {
  const { t } = useWords();
  const own = useOwnUnits();
  return units
    .filter(({ unit, report }) => report && own.includes(unit.code))
    .map(({ unit, report }) => (
      <p key={unit.code}>
        <Link className="button-link" to={`/dispatches/${period}/reports/${unit.code}`}>
          <Button type={report?.stage === 'drafting' ? 'primary' : 'default'} size="large" tabIndex={-1}>
            {t(report?.stage === 'drafting' ? 'dispatch.ownReport.write' : 'dispatch.ownReport.read', { unit: unit.name })}
          </Button>
        </Link>
      </p>
    ));
}

function Published({ month }: { month: OpenMonth }) {
  const { t } = useWords();
  const { state } = useLocation() as { state: { signed?: boolean } | null };
  const number = month.published?.paperNumber ?? '';
  return (
    <>
      {state?.signed && <Alert role="status" type="success" showIcon title={t('dispatch.sign.done', { number })} />}
      <Downloads month={month} />
      <OwnReports month={month} />
      <Circular month={month} />
      <div className="form-end apart">
        <NoteAsRead month={month} />
      </div>
    </>
  );
}

/** The month before, and the same month a year before. */
function monthBefore(period: string, months: number): string {
  const count = Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1 - months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

function Figures({ month }: { month: OpenMonth }) {
  const { t, list } = useWords();
  const { period, stage, figures, lastMonth, lastYear, zoneCompleteness, punctuality } = month;
  const before = [
    { title: t('dispatch.column.lastMonth'), period: monthBefore(period, 1), figures: lastMonth },
    { title: t('dispatch.column.lastYear'), period: monthBefore(period, 12), figures: lastYear },
  ];
  const known = before.flatMap(({ figures: found, ...column }) => (found ? [{ ...column, figures: found }] : []));
  const unknown = before.filter(({ figures: found }) => found === null).map(({ title }) => title);
  return (
    <section className="sheet" aria-labelledby="figures">
      <h2 id="figures">{t('dispatch.figures')}</h2>
      <FiguresTable
        columns={[{ title: t('dispatch.column.now'), period, figures }, ...known]}
        shares={{ zoneCompleteness, punctuality }}
        isCollecting={stage === 'collecting'}
      />
      {unknown.length > 0 && <p className="quiet">{t('dispatch.column.unknown', { months: list(unknown) })}</p>}
    </section>
  );
}
