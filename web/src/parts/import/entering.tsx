import { Alert, Button, Progress } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../words/use-words.ts';
import { useSaid } from '../problem-notice.tsx';
import type { useEntering } from './use-entering.ts';

type Entered = Omit<ReturnType<typeof useEntering>, 'start' | 'entering'> & {
  entering: NonNullable<ReturnType<typeof useEntering>['entering']>;
  chooseAnother: () => void;
};

const outcomes = ['entered', 'known', 'refused'] as const;

/** 导入: how far it has come; in the end what was entered, and what was not and why. */
export function EnteringRows({ entering, stop, resume, leave, isWaitingForNetwork, chooseAnother }: Entered) {
  const { t, list, language } = useWords();
  const said = useSaid();
  const { rows, done, isRunning, error } = entering;
  const answered = [...done.values()];
  const left = answered.filter(({ reasons }) => reasons.length > 0);
  const isFinished = !isRunning && done.size === rows.length;
  const count = (of: (typeof outcomes)[number]) => answered.filter(({ outcome }) => outcome === of).length;
  return (
    <div className="import-entering">
      <Progress
        percent={Math.floor((done.size / rows.length) * 100)}
        status={isFinished ? 'success' : 'normal'}
        aria-label={t('import.enter.progress')}
      />
      <p role="status">
        {isFinished && <strong>{t('import.enter.finished')} </strong>}
        {t('import.enter.done', { done: done.size, total: rows.length })}
      </p>
      <ul className="import-list">
        {outcomes
          .filter((of) => of === 'entered' || count(of) > 0)
          .map((of) => (
            <li key={of}>{t(`import.enter.${of}`, { count: count(of) })}</li>
          ))}
      </ul>
      {isRunning && <p>{t('import.enter.running')}</p>}
      {!isRunning && !isFinished && (
        <Alert
          className="notice"
          role="alert"
          type="warning"
          showIcon
          title={t(isWaitingForNetwork ? 'import.enter.offline' : error ? 'import.enter.broken' : 'import.enter.stopped')}
          description={error && !isWaitingForNetwork ? said(error) : undefined}
        />
      )}
      {left.length > 0 && (
        <section aria-labelledby="import-refused">
          <h2 id="import-refused">{t('import.enter.why')}</h2>
          <ul className="import-list">
            {left.map(({ sheet, row, hazard, reasons }) => (
              <li key={`${sheet}/${row}`}>
                ✕ {t('import.check.row', { sheet, row })}：{list(reasons.map((reason) => reason[language]))}
                {hazard && (
                  <>
                    {' '}
                    <Link to={`/hazards/${hazard.id}`}>{hazard.number}</Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="form-end">
        {isRunning && (
          <Button size="large" onClick={stop}>
            {t('import.enter.stop')}
          </Button>
        )}
        {!isRunning && !isFinished && (
          <Button type="primary" size="large" onClick={resume}>
            {t('import.enter.resume')}
          </Button>
        )}
        {isFinished && (
          <Link className="button-link" to="/ledger">
            <Button type="primary" size="large" tabIndex={-1}>
              {t('import.enter.look')}
            </Button>
          </Link>
        )}
        {isFinished && (
          <Button size="large" onClick={chooseAnother}>
            {t('import.enter.another')}
          </Button>
        )}
        {!isRunning && !isFinished && (
          <Button size="large" onClick={leave}>
            {t('import.enter.back')}
          </Button>
        )}
      </div>
    </div>
  );
}
