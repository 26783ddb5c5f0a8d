import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CommandAnswer, ReportContent, UnitReport } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import { useReportCommand } from '../../give-command.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { AskedOnce } from './asked-once.tsx';
import { ReasonDrawer } from './reason-drawer.tsx';
import { numbers, texts } from './report-content.ts';
import { leftUnsaved } from './report-saving.ts';
import { Differences, useDifferences } from './saved-there.tsx';

/** What the unit handed in; nothing while it is being written. */
export function ReportShown({ report }: { report: UnitReport }) {
  const { t, language } = useWords();
  const { content, submitted, overdue } = report;
  if (!content || !submitted) return <p className="quiet">{t('unitReport.notYet')}</p>;
  return (
    <>
      <LeftHere report={report} handedIn={content} />
      <p>
        {t(submitted.isOnTime ? 'unitReport.submitted' : 'unitReport.submittedLate', {
          name: submitted.by.name,
          moment: sayMoment(submitted.at, language),
        })}
      </p>
      <h2>{t('unitReport.explanations', { count: overdue.length })}</h2>
      {overdue.length === 0 && <p className="quiet">{t('unitReport.noneOverdue')}</p>}
      <dl className="facts explained">
        {overdue.map(({ id, number, title, workdaysOverdue }) => (
          <div key={id}>
            <dt>
              <Link to={`/hazards/${id}`}>
                {number} {title}
              </Link>{' '}
              {t('time.overdue', { count: workdaysOverdue })}
            </dt>
            <dd>{content.explanations[id] ?? '—'}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('unitReport.ofOthers.numbers')}</h2>
      <dl className="facts facts-even">
        {numbers.map((name) => (
          <div key={name}>
            <dt>{t(`unitReport.number.${name}`)}</dt>
            <dd>{content[name].toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('unitReport.words')}</h2>
      <dl className="facts explained">
        {texts.map((name) => (
          <div key={name}>
            <dt>{t(`unitReport.text.${name}`)}</dt>
            <dd>{content[name].trim() || '—'}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What was written in this browser and isn't in the report that another window handed in: shown, to be copied if it is needed. */
function LeftHere({ report, handedIn }: { report: UnitReport; handedIn: ReportContent }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const left = leftUnsaved(person.id, report);
  const differences = useDifferences()(handedIn, left ?? handedIn, report.overdue);
  if (differences.length === 0) return null;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('unitReport.elsewhere.left')}
      description={<Differences of={differences.map(({ name, ours }) => ({ name, words: [ours] }))} />}
    />
  );
}

/** 接收 or 退回; once it is received, 退回 alone, as long as the office may. */
export function TakeReport({ report }: { report: UnitReport }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const mayAccept = report.commands.includes('AcceptReport');
  const accepting = useDraft(`${person.id}/${report.id}/accept/${report.submitted?.at}`, {});
  const accept = useReportCommand(report, useLeave('accept'));
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <CommandFailure error={accept.error} isWaitingForNetwork={false} />
      <div className="form-end">
        {mayAccept && (
          <AskedOnce
            isOpen={isAsked}
            title={t('unitReport.acceptSure', { unit: report.unit.name })}
            says={t('unitReport.acceptEffect')}
            yes={t('unitReport.accept')}
            go={() => accept.mutate({ command: { type: 'AcceptReport' }, key: accepting.key })}
            close={() => setAsked(false)}
          >
            <Button type="primary" size="large" loading={accept.isPending} onClick={() => setAsked(true)}>
              {t('unitReport.accept')}
            </Button>
          </AskedOnce>
        )}
        <GiveBack
          report={report}
          effect={t(mayAccept ? 'unitReport.giveBackEffect' : 'unitReport.giveBackReceived', { unit: report.unit.name })}
        />
      </div>
    </>
  );
}

function GiveBack({ report, effect }: { report: UnitReport; effect: string }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const [isReturning, setReturning] = useState(false);
  const giveBack = useReportCommand(report, useLeave('giveBack'));
  return (
    <>
      <Button size="large" onClick={() => setReturning(true)}>
        {t('unitReport.giveBack')}
      </Button>
      {isReturning && (
        <ReasonDrawer
          title={t('unitReport.giveBack')}
          effect={effect}
          draftName={`${person.id}/${report.id}/return/${report.submitted?.at}`}
          command={giveBack}
          give={(reason, key, done) => giveBack.mutate({ command: { type: 'ReturnReport', reason }, key }, { onSuccess: done })}
          close={() => setReturning(false)}
        />
      )}
    </>
  );
}

/** Back to what one owes, with word of what was done. */
function useLeave(act: 'accept' | 'giveBack') {
  const navigate = useNavigate();
  return (answer: CommandAnswer) => {
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act, answer } } });
  };
}
