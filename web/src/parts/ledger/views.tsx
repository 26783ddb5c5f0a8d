import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Hat } from '../../api/client.ts';
import { recall, remember } from '../../remembered.ts';
import { useWords } from '../../words/use-words.ts';
import { useSignedIn } from '../signed-in.tsx';
import { fieldsIn, searchOf, standingViews, viewOf } from './filter.ts';
import type { Filter, OwnView, StandingView } from './filter.ts';

const kept = 'ledger-views';
const standing = Object.keys(standingViews) as StandingView[];
const ofZones: readonly Hat['post'][] = ['specific', 'supervising', 'unitHead'];

function ownViews(): OwnView[] {
  try {
    return JSON.parse(recall(kept) ?? '[]') as OwnView[];
  } catch {
    return [];
  }
}

/** What is often asked for: the bureau's views, then those that the reader named, which his browser keeps. */
export function Views({ filter, ask }: { filter: Filter; ask: (filter: Filter) => void }) {
  const { t } = useWords();
  const [own, setOwn] = useState(ownViews);
  const [isNaming, setNaming] = useState(false);
  const hasZones = useSignedIn().seats.some(({ post }) => ofZones.includes(post));
  const offered = standing.filter((view) => view !== 'mine' || hasZones);
  const current = viewOf(filter, own);
  const keep = (views: OwnView[]) => {
    setOwn(views);
    remember(kept, JSON.stringify(views));
  };
  return (
    <div className="kinds" role="group" aria-label={t('ledger.views')}>
      {offered.map((view) => (
        <Button
          key={view}
          type={current === view ? 'primary' : 'default'}
          aria-pressed={current === view}
          onClick={() => ask(standingViews[view]())}
        >
          {t(`ledger.view.${view}`)}
        </Button>
      ))}
      {own.map(({ name, search }) => (
        <span key={name} className="own-view">
          <Button type={current === name ? 'primary' : 'default'} aria-pressed={current === name} onClick={() => ask(search)}>
            {name}
          </Button>
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('ledger.forgetView', { name })}
            onClick={() => keep(own.filter((view) => view.name !== name))}
          />
        </span>
      ))}
      {current === '' && fieldsIn(filter).length > 0 && (
        <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => setNaming(true)}>
          {t('ledger.keepView')}
        </Button>
      )}
      {isNaming && (
        <Naming
          taken={own.map(({ name }) => name)}
          keep={(name) => {
            keep([...own, { name, search: searchOf(filter) }]);
            setNaming(false);
          }}
          cancel={() => setNaming(false)}
        />
      )}
    </div>
  );
}

function Naming({ taken, keep, cancel }: { taken: string[]; keep: (name: string) => void; cancel: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<{ name: string }>();
  return (
    <Modal
      open
      title={t('ledger.keepView')}
      okText={t('ledger.keep')}
      cancelText={t('action.cancel')}
      onOk={() => form.submit()}
      onCancel={cancel}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ name }) => keep(name.trim())}>
        <Form.Item
          name="name"
          label={t('ledger.viewName')}
          rules={[
            { required: true, whitespace: true, message: t('ledger.needsName') },
            {
              validator: (_, name: string) =>
                taken.includes(name.trim()) ? Promise.reject(new Error(t('ledger.nameTaken'))) : Promise.resolve(),
            },
          ]}
        >
          <Input maxLength={20} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
