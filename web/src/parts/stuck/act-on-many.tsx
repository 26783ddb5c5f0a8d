import { Alert, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { StuckItem, Unblock } from '../../api/client.ts';
import { forgetWhatMayHaveChanged, useZones } from '../../api/queries.ts';
import { newKey } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../action-fields.tsx';
import { HeldZoneField } from '../held-zone-field.tsx';
import { useSaid } from '../problem-notice.tsx';
import { noticesOf, send, wayOf } from './send.ts';
import type { Filled } from './send.ts';

/** What can be done to many cases at once: each gets the same command, with the same words. */
const manyActions = ['ChaseCase', 'ReassignHazard'] as const;
type ManyAction = (typeof manyActions)[number];

type Outcome = { action: ManyAction; done: number; failed: number; reason: string };

/** Presses for, or hands on, all that were selected, after one confirmation that says how many and who hears of it. */
export function ActOnMany({ chosen, clear, done: shown }: { chosen: readonly StuckItem[]; clear: () => void; done: () => void }) {
  const { t } = useWords();
  const said = useSaid();
  const [asked, setAsked] = useState<ManyAction | null>(null);
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function actOnAll(action: ManyAction, filled: Filled): Promise<void> {
    setSending(true);
    const result: Outcome = { action, done: 0, failed: 0, reason: '' };
    for (const [item, way] of possible(chosen, action)) {
      try {
        await send(item, way, filled, newKey());
        result.done += 1;
      } catch (error) {
        result.failed += 1;
        result.reason = said(error as Error);
      }
    }
    setSending(false);
    setAsked(null);
    setOutcome(result);
    clear();
    shown();
    await forgetWhatMayHaveChanged();
  }

  return (
    <>
      <div aria-live="polite">
        {outcome && (
          <Alert
            className="notice"
            type={outcome.failed > 0 ? 'warning' : 'success'}
            showIcon
            closable={{ onClose: () => setOutcome(null) }}
            title={t(`stuck.many.${outcome.action}.done`, { count: outcome.done })}
            description={
              outcome.failed > 0 ? t(`stuck.many.${outcome.action}.failed`, { count: outcome.failed, reason: outcome.reason }) : undefined
            }
          />
        )}
      </div>
      {chosen.length > 0 && (
        <div className="board-bar" role="region" aria-label={t('stuck.selected', { count: chosen.length })}>
          <span className="strong">{t('stuck.selected', { count: chosen.length })}</span>
          {manyActions.map((action) => (
            <Button key={action} type={action === 'ChaseCase' ? 'primary' : 'default'} onClick={() => setAsked(action)}>
              {t(`stuck.many.${action}.selected`, { count: chosen.length })}
            </Button>
          ))}
          <Button onClick={clear}>{t('stuck.clear')}</Button>
        </div>
      )}
      {asked && (
        <Confirmation
          action={asked}
          chosen={chosen}
          isSending={isSending}
          send={(filled) => void actOnAll(asked, filled)}
          cancel={() => setAsked(null)}
        />
      )}
    </>
  );
}

const possible = (chosen: readonly StuckItem[], action: ManyAction): [StuckItem, Unblock][] =>
  chosen.flatMap((item) => {
    const way = wayOf(item, action);
    return way ? [[item, way] satisfies [StuckItem, Unblock]] : [];
  });

type Asked = {
  action: ManyAction;
  chosen: readonly StuckItem[];
  isSending: boolean;
  send: (filled: Filled) => void;
  cancel: () => void;
};

function Confirmation({ action, chosen, isSending, send: go, cancel }: Asked) {
  const { t, list } = useWords();
  const [form] = Form.useForm<Filled>();
  const items = possible(chosen, action).map(([item]) => item);
  const others = chosen.length - items.length;
  const names = [...new Set(items.map(({ owes }) => owes?.person?.name ?? t('vacant')))];
  return (
    <Modal
      open
      title={t(`stuck.many.${action}.sure`, { count: items.length })}
      okText={t(`stuck.act.${action}`)}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: items.length === 0, loading: isSending }}
      onOk={() => (action === 'ReassignHazard' ? form.submit() : go({}))}
      onCancel={cancel}
    >
      {items.length === 0 ? (
        <p>{t(`stuck.many.${action}.cannot`)}</p>
      ) : (
        <>
          <p>{t(`stuck.many.${action}.who`, { count: items.reduce((sum, item) => sum + noticesOf(item), 0) })}</p>
          <p className="strong">{list(names)}</p>
          {others > 0 && <p>{t('stuck.many.others', { count: others })}</p>}
        </>
      )}
      {action === 'ReassignHazard' && items.length > 0 && (
        <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={go} scrollToFirstError={{ focus: true }}>
          <OtherZone items={items} />
          <ReasonField />
          <p className="effect">{t('stuck.effect.ReassignHazard')}</p>
        </Form>
      )}
    </Modal>
  );
}

/** A zone in which none of them lies. */
function OtherZone({ items }: { items: readonly StuckItem[] }) {
  const { data } = useZones();
  const taken = new Set(items.map(({ zone }) => zone.code));
  return <HeldZoneField zones={(data?.items ?? []).filter(({ code }) => !taken.has(code))} initial={undefined} />;
}
