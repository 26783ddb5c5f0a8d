import { Button, DatePicker, Form, Input } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { Link } from 'react-router';
import type { Case } from '../api/client.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { useDraft } from '../draft.ts';
import { useCall } from '../give-command.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useResubmission } from '../use-resubmission.ts';
import { inShanghai, sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { CommandFailure } from './command-failure.tsx';
import { LongText } from './long-text.tsx';
import { useSignedIn } from './signed-in.tsx';

type Call = NonNullable<Case['call']>;
type Values = { reached?: string; at?: string; note?: string };

const written = 'YYYY-MM-DD HH:mm';

/** 电话通知: whom to phone and about what; who was reached, once somebody has phoned. */
export function CallFacts({ call }: { call: Call }) {
  const { t, language } = useWords();
  return (
    <>
      {call.made && (
        <p>{t('case.call.made', { reached: call.made.reached, moment: sayMoment(call.made.calledAt, language), by: call.made.by.name })}</p>
      )}
      <h3>{t('case.call.about')}</h3>
      <ul className="plain">
        {call.about.flatMap(({ cases, said }) =>
          cases.map(({ id, number, title }) => (
            <li key={`${id}${said.zh}`}>
              <Link to={`/cases/${id}`}>
                {title}（{number}）
              </Link>{' '}
              <span className="quiet">{said[language]}</span>
            </li>
          )),
        )}
      </ul>
    </>
  );
}

/** For the office: the telephone, and the form for who was reached. */
export function CallForm({ found, call }: { found: Case; call: Call }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const isNarrow = useIsNarrow();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(`${person.id}/${found.id}/call`, {});
  const command = useCall(found, () => draft.finish());
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  return (
    <>
      <p className="strong">
        {call.phone ? <a href={`tel:${call.phone}`}>{t('case.call.phone', { phone: call.phone })}</a> : t('case.call.noPhone')}
      </p>
      <Form<Values>
        form={form}
        name="call"
        layout="vertical"
        requiredMark={false}
        initialValues={{ at: inShanghai(serverNowMs()).format(written), ...draft.values }}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={({ reached = '', at = '', note = '' }) =>
          command.mutate({
            made: { type: 'AcknowledgeCall', reached, calledAt: `${at.replace(' ', 'T')}:00+08:00`, note },
            key: draft.key,
          })
        }
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="reached"
          label={t('case.call.reached')}
          rules={[{ required: true, whitespace: true, message: t('case.call.needsReached') }]}
        >
          <Input maxLength={100} placeholder={t('case.call.reachedExample')} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="at"
          label={t('case.call.at')}
          getValueProps={(at: string | undefined) => ({ value: at ? dayjs(at) : null })}
          getValueFromEvent={(at: Dayjs | null) => at?.format(written)}
          rules={[{ required: true, message: t('case.call.needsAt') }]}
        >
          <DatePicker className="date" showTime={{ format: 'HH:mm' }} format={written} inputReadOnly={isNarrow} />
        </Form.Item>
        <Form.Item name="note" label={t('case.call.note')}>
          <LongText rows={2} maxLength={1000} />
        </Form.Item>
        <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
        <div className="form-end">
          <Button type="primary" htmlType="submit" size="large" loading={command.isPending}>
            {t('case.call.submit')}
          </Button>
        </div>
      </Form>
    </>
  );
}
