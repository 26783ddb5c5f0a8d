import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Hazard } from '../api/client.ts';
import { queryClient } from '../api/queries.ts';
import { useDraft } from '../draft.ts';
import { useCommand } from '../give-command.ts';
import { useWords } from '../words/use-words.ts';
import { NotSaved } from './problem-notice.tsx';
import { useSignedIn } from './signed-in.tsx';

type Values = { reason?: string };

const shortestReason = 10;

/** Apart from everything else, as it cannot be undone: says its effect, asks for the reason. */
export function VoidDrawer({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const me = useSignedIn();
  const [isOpen, setOpen] = useState(false);
  const draft = useDraft<Values>(`${me.person.id}/${hazard.id}/void`, {});
  const navigate = useNavigate();
  const command = useCommand(hazard, (answer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'void', answer } } });
  });
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('void.title')}
      </Button>
      <Drawer open={isOpen} title={`${t('void.title')} ${hazard.number}`} onClose={() => setOpen(false)} size="min(480px, 100vw)">
        <p>{t('void.effect')}</p>
        <Form<Values>
          layout="vertical"
          requiredMark={false}
          initialValues={draft.values}
          onValuesChange={(_, values) => draft.write(values)}
          onFinish={({ reason = '' }) => command.mutate({ command: { type: 'VoidHazard', reason }, key: draft.key })}
          scrollToFirstError={{ focus: true }}
        >
          <Form.Item
            name="reason"
            label={t('void.reason')}
            rules={[{ required: true, whitespace: true, min: shortestReason, message: t('void.needsReason') }]}
          >
            <Input.TextArea rows={4} maxLength={1000} />
          </Form.Item>
          {draft.isTouched && <p className="quiet">{t('void.loseText')}</p>}
          {command.error && <NotSaved error={command.error} />}
          <div className="form-end">
            <Button danger type="primary" htmlType="submit" loading={command.isPending}>
              {t('void.submit')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('void.cancel')}</Button>
          </div>
        </Form>
      </Drawer>
    </>
  );
}
