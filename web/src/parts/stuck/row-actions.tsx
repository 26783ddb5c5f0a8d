import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { StuckItem } from '../../api/client.ts';
import { sayFromTime } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { isSendable } from './send.ts';
import type { Opened } from './unblock-drawer.tsx';

export type Acting = { act: (opened: Opened) => void; look: (item: StuckItem) => void };

/** What removes the first reason stands out; the rest is a press away. Pressing keeps its place for the hour in which it may not be repeated. */
export function RowActions({ item, act, look }: Acting & { item: StuckItem }) {
  const { t } = useWords();
  const sendable = sendableOf(item);
  const isPressed = item.pressesFirstLater;
  const [first, others] = isPressed ? [undefined, sendable] : [sendable[0], sendable.slice(1)];
  return (
    <>
      <span className="board-actions">
        {isPressed && (
          <Button size="small" disabled aria-describedby={`pressed-${item.id}`}>
            {t('stuck.act.ChaseCase')}
          </Button>
        )}
        {!first && item.notPressed === 'YOURS_TO_DO' && <Link to={item.page}>{t('stuck.doIt')}</Link>}
        {first && (
          <Button size="small" onClick={() => act({ item, action: first })}>
            {t(`stuck.act.${first.type}`)}
          </Button>
        )}
        {others.length > 0 && <Others item={item} actions={others} act={act} />}
        <Button size="small" type="text" onClick={() => look(item)}>
          {t('stuck.details')}
        </Button>
      </span>
      {isPressed && (
        <span id={`pressed-${item.id}`} className="quiet block">
          {item.pressableAt ? t('stuck.pressedUntil', { time: sayFromTime(item.pressableAt) }) : t('stuck.pressedLately')}
        </span>
      )}
    </>
  );
}

function Others({ item, actions, act }: Pick<Acting, 'act'> & { item: StuckItem; actions: ReturnType<typeof sendableOf> }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      trigger={['click']}
      open={isOpen}
      onOpenChange={setOpen}
      menu={{
        items: actions.map((action) => ({
          key: action.type,
          label: t(`stuck.act.${action.type}`),
          onClick: () => act({ item, action }),
        })),
      }}
    >
      <Button size="small" type="text" aria-expanded={isOpen} aria-haspopup="menu">
        {t('stuck.more')}
      </Button>
    </Dropdown>
  );
}

const sendableOf = ({ actions }: StuckItem) => actions.filter(isSendable);
