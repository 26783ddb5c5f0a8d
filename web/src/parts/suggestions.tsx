import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Modal } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { answerOf, api, isKeyReused } from '../api/client.ts';
import type { Me } from '../api/client.ts';
import { forgetWhatMayHaveChanged } from '../api/queries.ts';
import { useDraft } from '../draft.ts';
import { useResubmission } from '../use-resubmission.ts';
import { useWords } from '../words/use-words.ts';
import { CommandFailure } from './command-failure.tsx';
import { KeyReused } from './key-reused.tsx';
import { LongText } from './long-text.tsx';

/** 意见建议, in every footer: whoever is of the bureau writes to the office, anybody else reads where to. */
export function Suggestions({ me }: { me: Me | null | undefined }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button type="link" onClick={() => setOpen(true)}>
        {t('suggestion.title')}
      </Button>
      {isOpen && (
        <Modal open title={t('suggestion.title')} onCancel={close} footer={null}>
          {me?.may.includes('suggestion.make') ? (
            <Writing person={me.person.id} close={close} />
          ) : (
            <>
              <p>{t('suggestion.elsewhere')}</p>
              <Button type="primary" onClick={close}>
                {t('suggestion.close')}
              </Button>
            </>
          )}
        </Modal>
      )}
    </>
  );
}

/** `about`: the page on which it was begun. It does not change with the page that is open: a repetition is recognised by its words. */
type Values = { text?: string; isAbout?: boolean; about: string };

function Writing({ person, close }: { person: string; close: () => void }) {
  const { t, due } = useWords();
  const { pathname } = useLocation();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(`${person}/suggestion`, { isAbout: true, about: pathname });
  const sending = useMutation({
    mutationFn: ({ values: { text = '', isAbout, about }, key }: { values: Values; key: string }) =>
      answerOf(
        api.POST('/api/suggestions', {
          params: { header: { 'Idempotency-Key': key } },
          body: { text, about: isAbout ? about : null },
        }),
      ),
    onSuccess() {
      draft.finish();
      form.resetFields();
      return forgetWhatMayHaveChanged();
    },
  });
  const { about } = draft.values;
  const write = (changed: Partial<Values>) => {
    const isBegun = (draft.values.text ?? '').trim() !== '';
    draft.write({ ...draft.values, ...changed, about: isBegun ? about : pathname });
  };
  const isWaitingForNetwork = useResubmission(sending.error, () => form.submit());
  if (sending.data) {
    const { number, page, owes } = sending.data;
    return (
      <>
        <Alert
          className="notice"
          role="status"
          type="success"
          showIcon
          title={t('suggestion.sent', { number })}
          description={owes ? t('suggestion.until', { due: due(owes) }) : undefined}
        />
        <div className="form-end">
          <Link className="button-link" to={page} onClick={close}>
            <Button type="primary" size="large" tabIndex={-1}>
              {t('suggestion.look')}
            </Button>
          </Link>
          <Button size="large" onClick={() => sending.reset()}>
            {t('suggestion.more')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <Form<Values>
      form={form}
      name="suggestion"
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => write(values)}
      onFinish={() => sending.mutate({ values: draft.values, key: draft.key })}
      scrollToFirstError={{ focus: true }}
    >
      <p>{t('suggestion.what')}</p>
      <Form.Item
        name="text"
        label={t('suggestion.text')}
        rules={[{ required: true, whitespace: true, message: t('suggestion.needsText') }]}
      >
        <LongText rows={5} maxLength={4000} placeholder={t('suggestion.example')} />
      </Form.Item>
      <Form.Item name="isAbout" valuePropName="checked">
        <Checkbox>{t(about === pathname ? 'suggestion.about' : 'suggestion.aboutBegun')}</Checkbox>
      </Form.Item>
      {isKeyReused(sending.error) ? (
        <KeyReused
          title={t('suggestion.keyReused')}
          says={t('suggestion.asNew')}
          sendAsNew={() => sending.mutate({ values: draft.values, key: draft.renewKey() })}
        />
      ) : (
        <CommandFailure error={sending.error} isWaitingForNetwork={isWaitingForNetwork} />
      )}
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={sending.isPending}>
          {t('suggestion.submit')}
        </Button>
        <Button size="large" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </Form>
  );
}
