import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CommandAnswer, UnitReport } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import { useReportCommand } from '../../give-command.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { ReasonDrawer } from './reason-drawer.tsx';
import { numbers, texts } from './report-form.tsx';

/** What the unit handed in; nothing while it is being written. */
export function ReportShown({ report }: { report: UnitReport }) {
  const { t, language } = useWords();
  const { content, submitted, overdue } = report;
  if (!content || !submitted) return <p className="quiet">{t('unitReport.notYet')}</p>;
  return (
    <>
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
      <h2>{t('unitReport.numbers')}</h2>
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

/** 接收 or 退回. */
export function TakeReport({ report }: { report: UnitReport }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const [isReturning, setReturning] = useState(false);
  const name = `${person.id}/${report.id}`;
  const accepting = useDraft(`${name}/accept/${report.submitted?.at}`, {});
  const navigate = useNavigate();
  const leave = (act: 'accept' | 'giveBack') => (answer: CommandAnswer) => {
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act, answer } } });
  };
  const accept = useReportCommand(report, leave('accept'));
  const giveBack = useReportCommand(report, leave('giveBack'));
  return (
    <>
      <CommandFailure error={accept.error} isWaitingForNetwork={false} />
      <div className="form-end">
        <Button
          type="primary"
          size="large"
          loading={accept.isPending}
          onClick={() => accept.mutate({ command: { type: 'AcceptReport' }, key: accepting.key })}
        >
          {t('unitReport.accept')}
        </Button>
        <Button size="large" onClick={() => setReturning(true)}>
          {t('unitReport.giveBack')}
        </Button>
      </div>
      {isReturning && (
        <ReasonDrawer
          title={t('unitReport.giveBack')}
          effect={t('unitReport.giveBackEffect', { unit: report.unit.name })}
          draftName={`${name}/return/${report.submitted?.at}`}
          command={giveBack}
          give={(reason, key, done) => giveBack.mutate({ command: { type: 'ReturnReport', reason }, key }, { onSuccess: done })}
          close={() => setReturning(false)}
        />
      )}
    </>
  );
}
