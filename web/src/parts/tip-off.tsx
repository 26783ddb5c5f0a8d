import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Hazard, Reporter } from '../api/client.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { LongText } from './long-text.tsx';
import { useSaid } from './problem-notice.tsx';

/** 举报: what the reporter was answered, and for the office whether anything is known of him. */
export function TipOff({ hazard }: { hazard: Hazard }) {
  const { t, language } = useWords();
  const { answersReporter, answers, tipOff } = hazard;
  if (!answersReporter) return null;
  const reporter = tipOff?.reporter;
  return (
    <section aria-labelledby="tip-off" className="tip-off">
      <h2 id="tip-off">{t('tipOff.section')}</h2>
      {answers.length === 0 && <p className="quiet">{t('tipOff.noAnswers')}</p>}
      <ul>
        {answers.map(({ kind, text, at }) => (
          <li key={at + kind}>
            <time dateTime={at}>{sayMoment(at, language)}</time> <strong>{t(`track.answer.${kind}`)}</strong> {text}
          </li>
        ))}
      </ul>
      {reporter && (
        <p className="quiet">
          {reporter.forgottenAt
            ? t('tipOff.forgotten', { on: sayMoment(reporter.forgottenAt, language) })
            : reporter.isKnown
              ? t('tipOff.known')
              : t('tipOff.unknown')}{' '}
          {reporter.letters && t('tipOff.letters', { sent: reporter.letters.sent, due: reporter.letters.due })}{' '}
          {reporter.letters?.fault && <span className="fault">{t('tipOff.letterFault', { code: reporter.letters.fault })}</span>}
        </p>
      )}
      {reporter?.isKnown && <Disclosure hazard={hazard.id} />}
    </section>
  );
}

/** 查看举报人: for a reason, which stands in the audit log; shown this once, and gone with the window. */
function Disclosure({ hazard }: { hazard: string }) {
  const { t } = useWords();
  const said = useSaid();
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<Reporter | null>(null);
  const disclose = useMutation({
    mutationFn: (reason: string) =>
      answerOf(api.POST('/api/hazards/{id}/reporter', { params: { path: { id: hazard } }, body: { reason } })),
    onSuccess: setShown,
    gcTime: 0,
  });
  const close = () => {
    setOpen(false);
    setShown(null);
    disclose.reset();
  };
  const facts = shown
    ? ([
        ['name', shown.name],
        ['phone', shown.phone],
        ['email', shown.email],
      ] as const)
    : [];
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('disclose.open')}</Button>
      <Modal open={isOpen} title={t('disclose.open')} onCancel={close} footer={null} destroyOnHidden>
        {shown ? (
          <>
            <dl className="facts">
              {facts.map(([what, value]) => (
                <div key={what}>
                  <dt>{t(`tipOff.${what}`)}</dt>
                  <dd>{value ?? t('hazard.empty')}</dd>
                </div>
              ))}
            </dl>
            <p className="quiet">{t('disclose.once')}</p>
            <Button onClick={close}>{t('disclose.close')}</Button>
          </>
        ) : (
          <Form<{ reason: string }> layout="vertical" requiredMark={false} onFinish={({ reason }) => disclose.mutate(reason)}>
            <Alert className="notice" type="warning" showIcon title={t('disclose.warning')} />
            <Form.Item
              name="reason"
              label={t('action.reason')}
              rules={[{ required: true, whitespace: true, min: 10, message: t('action.needsReason') }]}
            >
              <LongText rows={3} maxLength={500} placeholder={t('disclose.example')} />
            </Form.Item>
            {disclose.error && <Alert className="notice" role="alert" type="error" showIcon title={said(disclose.error)} />}
            <Button type="primary" htmlType="submit" loading={disclose.isPending}>
              {t('disclose.submit')}
            </Button>
          </Form>
        )}
      </Modal>
    </>
  );
}

/** The answer in writing to whoever reported from outside. */
export function AnswerField({ isRequired }: { isRequired: boolean }) {
  const { t } = useWords();
  return (
    <Form.Item
      name="answer"
      label={isRequired ? t('tipOff.answer') : t('report.optional', { label: t('tipOff.answer') })}
      extra={t('tipOff.answerHint')}
      rules={[{ required: isRequired, whitespace: true, message: t('tipOff.needsAnswer') }]}
    >
      <LongText rows={3} maxLength={1000} placeholder={t('tipOff.answerExample')} />
    </Form.Item>
  );
}
