import { Alert, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Refused } from '../../api/client.ts';
import type { OpenMonth } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import { useMonthCommand } from '../../give-command.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { ReasonDrawer } from './reason-drawer.tsx';

const isNumberFault = (error: unknown) =>
  error instanceof Refused && (error.problem?.code === 'PAPER_NUMBER_SHAPE' || error.problem?.code === 'PAPER_NUMBER_TAKEN');

/** The year stands in 〔〕, which no keyboard has. */
const inItsBrackets = (typed: string) => typed.replace(/[[［【(（](\d{4})[\]］】)）]/g, '〔$1〕');

/** 签发 or 退回, under the whole text as it will be published. */
export function Sign({ month }: { month: OpenMonth }) {
  const { t, list } = useWords();
  const { person } = useSignedIn();
  const [form] = Form.useForm<{ paperNumber: string }>();
  const [isAsked, setAsked] = useState(false);
  const [isReturning, setReturning] = useState(false);
  const waiting = month.units.flatMap(({ unit, report }) => (report?.stage === 'submitted' ? [unit.name] : []));
  const draft = useDraft(`${person.id}/${month.id}/sign/${month.owes?.since}`, { paperNumber: '' });
  const navigate = useNavigate();
  const sign = useMonthCommand(month, () => {
    draft.finish();
    void navigate('.', { replace: true, state: { signed: true } });
    window.scrollTo(0, 0);
  });
  const sendBack = useMonthCommand(month, (answer) => {
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'giveBack', answer } } });
  });
  const isWaitingForNetwork = useResubmission(sign.error, () => form.submit());
  return (
    <section className="sheet" aria-labelledby="sign">
      <h2 id="sign">{t('duty.sign')}</h2>
      <Form
        form={form}
        name="sign"
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={() => setAsked(true)}
      >
        <Form.Item
          name="paperNumber"
          label={t('dispatch.sign.number')}
          extra={t('dispatch.sign.numberHint')}
          rules={[{ required: true, whitespace: true, message: t('dispatch.sign.needsNumber') }]}
          normalize={inItsBrackets}
        >
          <Input maxLength={100} placeholder={t('dispatch.sign.example')} />
        </Form.Item>
        {waiting.length > 0 && (
          <Alert className="notice" type="info" showIcon title={t('dispatch.sign.waiting', { units: list(waiting) })} />
        )}
        <CommandFailure error={isNumberFault(sign.error) ? null : sign.error} isWaitingForNetwork={isWaitingForNetwork} />
        <div className="form-end">
          <Popconfirm
            open={isAsked}
            placement="topLeft"
            title={t('dispatch.sign.sure', { number: draft.values.paperNumber.trim() })}
            description={t('dispatch.sign.effect')}
            okText={t('dispatch.sign.submit')}
            cancelText={t('action.cancel')}
            onConfirm={() => {
              setAsked(false);
              sign.mutate(
                { command: { type: 'SignMonth', paperNumber: draft.values.paperNumber }, key: draft.key },
                { onError: (error) => isNumberFault(error) && form.setFields([{ name: 'paperNumber', errors: [error.message] }]) },
              );
            }}
            onCancel={() => setAsked(false)}
          >
            <Button type="primary" htmlType="submit" size="large" loading={sign.isPending}>
              {t('dispatch.sign.submit')}
            </Button>
          </Popconfirm>
          <Button size="large" onClick={() => setReturning(true)}>
            {t('dispatch.sign.giveBack')}
          </Button>
        </div>
      </Form>
      {isReturning && (
        <ReasonDrawer
          title={t('dispatch.sign.giveBack')}
          effect={t('dispatch.sign.giveBackEffect')}
          draftName={`${person.id}/${month.id}/send-back/${month.owes?.since}`}
          command={sendBack}
          give={(reason, key, done) => sendBack.mutate({ command: { type: 'SendBack', reason }, key }, { onSuccess: done })}
          close={() => setReturning(false)}
        />
      )}
    </section>
  );
}
