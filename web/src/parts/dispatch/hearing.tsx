import { Alert, Button, Form } from 'antd';
import type { OpenMonth, PraiseOrCriticism } from '../../api/client.ts';
import { useDraft } from '../../draft.ts';
import { useMonthCommand } from '../../give-command.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { LongText } from '../long-text.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { Evidence } from './evidence.tsx';

/** The criticisms that are to be published, each with what the unit says to it. */
export function Hearing({ month }: { month: OpenMonth }) {
  const { t } = useWords();
  const heard = month.drafts.filter(({ kind, decided }) => kind === 'criticism' && decided?.keep);
  if (heard.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="hearing">
      <h2 id="hearing">{t('dispatch.hearing.title')}</h2>
      {heard.map((draft) => (
        <article key={draft.id} className="heard">
          <p className="strong">{t('dispatch.draft.title', { unit: draft.unit.name, because: t(`dispatch.because.${draft.because}`) })}</p>
          <p className="words">{draft.decided?.text}</p>
          {draft.because !== 'own' && <Evidence month={month} draft={draft} />}
          <Answer draft={draft} />
          {draft.mayAnswer && <AnswerForm key={draft.answer?.at} month={month} draft={draft} />}
        </article>
      ))}
    </section>
  );
}

/** 说明：… */
function Answer({ draft: { answer } }: { draft: PraiseOrCriticism }) {
  const { t, language } = useWords();
  if (!answer) return null;
  const said = { text: answer.text, name: answer.by.name, moment: sayMoment(answer.at, language) };
  return <p className="answer words">{t('dispatch.hearing.answer', said)}</p>;
}

function AnswerForm({ month, draft: { id, answer } }: { month: OpenMonth; draft: PraiseOrCriticism }) {
  const { t, due } = useWords();
  const { person } = useSignedIn();
  const [form] = Form.useForm<{ text: string }>();
  const draft = useDraft(`${person.id}/${month.id}/answer/${id}/${answer?.at}`, { text: answer?.text ?? '' });
  const command = useMonthCommand(month, draft.finish);
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  return (
    <Form
      form={form}
      name={`answer/${id}`}
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write(values)}
      onFinish={({ text }) => command.mutate({ command: { type: 'AnswerCriticism', draft: id, text }, key: draft.key })}
    >
      <Form.Item
        name="text"
        label={t('dispatch.hearing.label')}
        extra={month.owes && t('dispatch.hearing.hint', { due: due(month.owes) })}
        rules={[{ required: true, whitespace: true, message: t('dispatch.hearing.needsText') }]}
      >
        <LongText rows={3} maxLength={4000} />
      </Form.Item>
      {answer && <Alert className="notice" role="status" type="success" showIcon title={t('dispatch.hearing.given')} />}
      <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="form-end">
        <Button type={answer ? 'default' : 'primary'} htmlType="submit" size="large" loading={command.isPending}>
          {answer ? t('dispatch.hearing.again') : t('dispatch.hearing.submit')}
        </Button>
      </div>
    </Form>
  );
}
