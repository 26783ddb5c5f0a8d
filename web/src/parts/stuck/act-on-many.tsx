import { Alert, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { StuckItem, Unblock } from '../../api/client.ts';
import { forgetWhatMayHaveChanged, useZones } from '../../api/queries.ts';
import { newKey } from '../../draft.ts';
import { sayLast } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { ChaseField, ReasonField } from '../action-fields.tsx';
import { HeldZoneField } from '../held-zone-field.tsx';
import { useSaid } from '../problem-notice.tsx';
import { Unbroken } from '../unbroken.tsx';
import type { Outcome } from './done.tsx';
import { send, wayOf } from './send.ts';
import type { Filled } from './send.ts';
import { sendToEach } from './send-to-each.ts';
import { useReached } from './use-reached.ts';

/** What can be done to many cases at once: each gets the same command, with the same words. */
const manyActions = ['ChaseCase', 'ReassignHazard'] as const;
type ManyAction = (typeof manyActions)[number];

type Many = { chosen: readonly StuckItem[]; begin: () => void; clear: () => void; done: (outcome: Outcome) => void };

/** Presses for, or hands on, all that were selected, after one confirmation that says how many and who hears of it. */
export function ActOnMany({ chosen, begin, clear, done: shown }: Many) {
  const { t } = useWords();
  const reached = useReached();
  const said = useSaid();
  const { data: zones } = useZones();
  const [asked, setAsked] = useState<ManyAction | null>(null);
  const [isSending, setSending] = useState(false);

  async function actOnAll(action: ManyAction, filled: Filled): Promise<void> {
    setSending(true);
    const sent = await sendToEach(possible(chosen, action), ([item, way]) => send(item, way, filled, newKey()));
    const done = sent.done.map(([item]) => item);
    const last = sent.failed.at(-1);
    setSending(false);
    setAsked(null);
    clear();
    const zone = zones?.items.find(({ code }) => code === filled.zone)?.name;
    shown({
      done: done.length > 0 ? t(`stuck.many.${action}.done`, { count: done.length, names: reached(done), zone }) : null,
      ...(last && { failed: t(`stuck.many.${action}.failed`, { count: sent.failed.length, reason: said(last.error) }) }),
    });
    await forgetWhatMayHaveChanged();
  }

  if (chosen.length === 0) return null;
  return (
    <>
      <div className="board-bar" role="region" aria-label={t('stuck.selected', { count: chosen.length })}>
        <span className="strong">{t('stuck.selected', { count: chosen.length })}</span>
        {manyActions.map((action) => (
          <Button
            key={action}
            type={action === 'ChaseCase' ? 'primary' : 'default'}
            onClick={() => {
              begin();
              setAsked(action);
            }}
          >
            {t(`stuck.many.${action}.selected`, { possible: possible(chosen, action).length, count: chosen.length })}
          </Button>
        ))}
        <Button onClick={clear}>{t('stuck.clear')}</Button>
      </div>
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
  const reached = useReached();
  const [form] = Form.useForm<Filled>();
  const items = possible(chosen, action).map(([item]) => item);
  const others = chosen.filter((item) => !items.includes(item));
  const holders = [...new Set(items.map(({ owes }) => owes?.person?.name ?? t('vacant')))];
  return (
    <Modal
      open
      title={items.length > 0 ? t(`stuck.many.${action}.sure`, { count: items.length }) : t(`stuck.act.${action}`)}
      okText={t(`stuck.act.${action}`)}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: items.length === 0, loading: isSending }}
      onOk={() => form.submit()}
      onCancel={cancel}
    >
      <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={go} scrollToFirstError={{ focus: true }}>
        {items.length > 0 && (
          <>
            <p>{t(`stuck.many.${action}.who`, { count: items.reduce((sum, { tells }) => sum + tells.length, 0) })}</p>
            <p className="strong">{action === 'ChaseCase' ? reached(items) : list(holders)}</p>
          </>
        )}
        {action === 'ChaseCase' && <Away items={items} />}
        <Others action={action} items={others} isAll={items.length === 0} />
        {items.length > 0 && action === 'ChaseCase' && <ChaseField />}
        {items.length > 0 && action === 'ReassignHazard' && (
          <>
            <OtherZone items={items} />
            <ReasonField />
          </>
        )}
        {items.length > 0 && <p className="effect">{t(`stuck.effect.${action}`)}</p>}
      </Form>
    </Modal>
  );
}

/** Who would be pressed while he is on leave with nobody acting. */
function Away({ items }: { items: readonly StuckItem[] }) {
  const { t, list, language } = useWords();
  const people = items.flatMap(({ owes, awayUntil }) =>
    awayUntil && owes?.person ? [t('stuck.many.awayOne', { name: owes.person.name, until: sayLast(awayUntil, language) })] : [],
  );
  if (people.length === 0) return null;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={<Unbroken>{t('stuck.many.away', { people: list([...new Set(people)]) })}</Unbroken>}
    />
  );
}

/** What of the selected stays as it is, each with the reason. */
function Others({ action, items, isAll }: { action: ManyAction; items: readonly StuckItem[]; isAll: boolean }) {
  const { t } = useWords();
  if (items.length === 0) return null;
  const because = ({ notPressed, stage }: StuckItem) => {
    if (action === 'ChaseCase') return notPressed ?? 'MAY_NOT_CHASE';
    return stage === 'rectifying' ? 'mayNotReassign' : 'notRectifying';
  };
  return (
    <>
      <p>{isAll ? t(`stuck.many.${action}.cannot`) : t('stuck.many.others', { count: items.length })}</p>
      <ul className="proof">
        {items.map((item) => (
          <li key={item.id}>
            {t('stuck.many.other', { title: item.title, number: item.number, because: t(`stuck.many.because.${because(item)}`) })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A zone in which none of them lies. */
function OtherZone({ items }: { items: readonly StuckItem[] }) {
  const { data } = useZones();
  const taken = new Set(items.map(({ zone }) => zone.code));
  return <HeldZoneField zones={(data?.items ?? []).filter(({ code }) => !taken.has(code))} initial={undefined} />;
}
