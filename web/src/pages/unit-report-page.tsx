import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import { Refused } from '../api/client.ts';
import type { UnitReport } from '../api/client.ts';
import { useUnitReport } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { WithCasesBehind } from '../parts/dispatch/cases-behind.tsx';
import { FiguresTable } from '../parts/dispatch/figures-table.tsx';
import { ReportForm } from '../parts/dispatch/report-form.tsx';
import { RecallReport } from '../parts/dispatch/recall-report.tsx';
import { ReportShown, TakeReport } from '../parts/dispatch/report-shown.tsx';
import { useOwnUnits } from '../parts/dispatch/units-line.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { LevelWord, TimeWord } from '../parts/tags.tsx';
import { UnknownCase } from '../parts/unknown-case.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { sayMoment, sayPeriod } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** 月报 of one unit on one screen: left what is known, right what needs words. */
export function UnitReportPage() {
  const { t, language } = useWords();
  const { period = '', unit = '' } = useParams();
  const { data: report, error, refetch } = useUnitReport(period, unit);
  const title = t('unitReport.title', { period: sayPeriod(period, language), unit: report?.unit.name ?? '' });
  useTitle(title);
  if (error instanceof Refused && error.status === 404) return <UnknownCase />;
  if (!report) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const mayWrite = report.commands.includes('SubmitReport');
  return (
    <WithCasesBehind key={report.id}>
      <article className="month">
        <header>
          <h1>{title}</h1>
          <p className="hazard-line">
            <StageTag report={report} />
            <span className="number">{report.number}</span>
            {report.owes && <LevelWord level={report.owes.level} />}
            <Link to={`/dispatches/${period}`}>{t('unitReport.month')}</Link>
          </p>
        </header>
        {error && <NotLoaded error={error} retry={() => void refetch()} />}
        <State report={report} />
        <div className="report-sheet">
          <Known report={report} mayWrite={mayWrite} />
          <section className="sheet" aria-label={t(mayWrite ? 'unitReport.written' : 'unitReport.ofOthers.written')}>
            {mayWrite ? <ReportForm key={report.submitted?.at ?? report.recalled?.at} report={report} /> : <ReportShown report={report} />}
            {report.commands.includes('RecallReport') && <RecallReport report={report} />}
            {report.commands.some((each) => each === 'AcceptReport' || each === 'ReturnReport') && <TakeReport report={report} />}
          </section>
        </div>
      </article>
    </WithCasesBehind>
  );
}

function StageTag({ report: { stage, returned } }: { report: UnitReport }) {
  const { t } = useWords();
  const isOpen = stage === 'drafting' || stage === 'submitted';
  const said = stage !== 'drafting' ? stage : returned ? 'returned' : 'begun';
  return <span className={isOpen ? 'tag tag-now' : 'tag'}>{t(`dispatch.report.${said}`)}</span>;
}

/** Before its deadline the office may return a report that it has received. */
const mayComeBack = ({ handedIn }: UnitReport) => handedIn !== null && Date.parse(handedIn.dueAt) > serverNowMs();

/** Who owes what by when, and what happens if not; of a report that was returned, why. */
function State({ report }: { report: UnitReport }) {
  const { t, act, due, person, next } = useWords();
  const { isOffice } = useSignedIn();
  const { owes, commands, stage } = report;
  if (!owes) return <Over report={report} />;
  const isMine = commands.length > 0 && (isOffice || stage === 'drafting');
  return (
    <>
      {report.returned && (
        <Alert
          type="warning"
          showIcon
          title={t(isMine ? 'unitReport.returned' : 'unitReport.ofOthers.returned', { name: report.returned.by.name })}
          description={<p className="words">{report.returned.reason}</p>}
        />
      )}
      {report.pressed && <Pressed by={report.pressed} />}
      {report.recalled && <Recalled by={report.recalled} isMine={isMine} />}
      <section className={isMine ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="do-now">
        <div className="heading">
          <h2 id="do-now">{isMine ? t('hazard.now', { duty: act(owes) }) : t('hazard.waiting', { who: person(owes), duty: act(owes) })}</h2>
          <TimeWord owes={owes} />
        </div>
        <p className="due">{t('hazard.due', { due: due(owes) })}</p>
        <p className="quiet">{next(report)}</p>
      </section>
    </>
  );
}

/** How it ended; nothing of one whose unit is gone. */
function Over({ report }: { report: UnitReport }) {
  const { t } = useWords();
  const isOwn = useOwnUnits().includes(report.unit.code);
  const said = {
    accepted: isOwn && mayComeBack(report) ? 'unitReport.ended' : 'unitReport.ofOthers.ended',
    leftOut: 'unitReport.leftOut',
    unreported: 'unitReport.missed',
  } as const;
  const { stage } = report;
  if (!(stage in said)) return null;
  const words = t(said[stage as keyof typeof said]);
  return stage === 'accepted' ? <p className="ended">{words}</p> : <Alert type="info" showIcon title={words} />;
}

/** 催报: who pressed for it, and with which words. */
function Pressed({ by: { by, words, at } }: { by: NonNullable<UnitReport['pressed']> }) {
  const { t, language } = useWords();
  const said = t('unitReport.pressed', { name: by.name, moment: sayMoment(at, language) });
  return <Alert type="info" showIcon title={said} description={words && <p className="words">{words}</p>} />;
}

/** It was taken back: for its head that it waits for him, for others that there is nothing to accept. */
function Recalled({ by: { by, at }, isMine }: { by: NonNullable<UnitReport['recalled']>; isMine: boolean }) {
  const { t, language } = useWords();
  const said = { name: by.name, moment: sayMoment(at, language) };
  return <Alert type="warning" showIcon title={t(isMine ? 'unitReport.recalled' : 'unitReport.recalledOfOthers', said)} />;
}

/** What nobody types: the figures and the zones at the cut-off; folded on a phone, where the form comes first. */
function Known({ report, mayWrite }: { report: UnitReport; mayWrite: boolean }) {
  const { t, list, language } = useWords();
  const isNarrow = useIsNarrow();
  const { figures, zones, period, unit, cutOff } = report;
  return (
    <details className="sheet known" open={!isNarrow}>
      <summary>{t('unitReport.known')}</summary>
      <p>{t('dispatch.list.cutOff', { moment: sayMoment(cutOff, language) })}</p>
      <p className="quiet">{t(mayWrite ? 'unitReport.knownHint' : 'unitReport.ofOthers.known')}</p>
      <FiguresTable columns={[{ title: t('unitReport.value'), period, figures }]} unit={unit.code} />
      <p>
        {t('unitReport.zones', { complete: zones.complete, count: zones.total })}
        {zones.gaps.length > 0 && t('unitReport.gaps', { zones: list(zones.gaps.map(({ name }) => name)) })}
      </p>
    </details>
  );
}
