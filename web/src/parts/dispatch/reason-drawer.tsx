import { Drawer, Form } from 'antd';
import { useDraft } from '../../draft.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { FormEnd } from '../form-end.tsx';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { useAskedClose } from '../leaving.tsx';
import { LongText } from '../long-text.tsx';

type Giving = {
  title: string;
  effect: string;
  draftName: string;
  command: { error: Error | null; isPending: boolean };
  give: (reason: string, key: string, done: () => void) => void;
  close: () => void;
};

/** 退回: says why; what was typed is there again when the drawer is opened the next time. */
export function ReasonDrawer({ title, effect, draftName, command, give, close }: Giving) {
  const { t } = useWords();
  const [form] = Form.useForm<{ reason: string }>();
  const draft = useDraft(draftName, { reason: '' });
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  const [askedClose, question] = useAskedClose(isWaitingForNetwork, close);
  return (
    <Drawer open title={title} onClose={askedClose} size="min(480px, 100vw)">
      <Form
        form={form}
        name="give-back"
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={({ reason }) => give(reason, draft.key, draft.finish)}
      >
        <p>{effect}</p>
        <Form.Item
          name="reason"
          label={t('dispatch.reason')}
          rules={[{ required: true, whitespace: true, message: t('dispatch.needsReason') }]}
        >
          <LongText rows={4} maxLength={2000} />
        </Form.Item>
        <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
        <FormEnd isPending={command.isPending} close={askedClose}>
          {title}
        </FormEnd>
      </Form>
      {question}
    </Drawer>
  );
}
