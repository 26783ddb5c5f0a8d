import { Button, Popconfirm } from 'antd';
import type { UnitReport } from '../../api/client.ts';
import { useDraft } from '../../draft.ts';
import { useReportCommand } from '../../give-command.ts';
import { sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { useSignedIn } from '../signed-in.tsx';

/** 撤回: until the office has accepted it, its head may take the report back, who is told first what follows. */
export function RecallReport({ report }: { report: UnitReport }) {
  const { t, language, dueAt } = useWords();
  const { person } = useSignedIn();
  const draft = useDraft(`${person.id}/${report.id}/recall/${report.submitted?.at}`, {});
  const recall = useReportCommand(report, draft.finish);
  const { handedIn } = report;
  return (
    <>
      <CommandFailure error={recall.error} isWaitingForNetwork={false} />
      <div className="form-end apart">
        <Popconfirm
          placement="topLeft"
          title={t('unitReport.recallSure', { period: sayPeriod(report.period, language) })}
          description={<p className="popconfirm-text">{t('unitReport.recallEffect', { due: handedIn ? dueAt(handedIn) : '' })}</p>}
          okText={t('unitReport.recallYes')}
          cancelText={t('action.cancel')}
          onConfirm={() => recall.mutate({ command: { type: 'RecallReport' }, key: draft.key })}
        >
          <Button size="large" loading={recall.isPending}>
            {t('unitReport.recall')}
          </Button>
        </Popconfirm>
        <span className="quiet">{t('unitReport.recallHint')}</span>
      </div>
    </>
  );
}
