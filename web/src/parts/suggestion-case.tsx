import { Button, Form } from 'antd';
import { Link } from 'react-router';
import type { Case } from '../api/client.ts';
import { useDraft } from '../draft.ts';
import { useAnswerTo } from '../give-command.ts';
import { useResubmission } from '../use-resubmission.ts';
import { useWords } from '../words/use-words.ts';
import { CommandFailure } from './command-failure.tsx';
import { LongText } from './long-text.tsx';
import { useSignedIn } from './signed-in.tsx';

type Suggestion = NonNullable<Case['suggestion']>;

/** What was written, from which page, and what the office answered. */
export function SuggestionWords({ suggestion: { text, about, answered } }: { suggestion: Suggestion }) {
  const { t } = useWords();
  return (
    <>
      <p className="words">{text}</p>
      {about && (
        <p>
          <Link to={about}>{t('suggestion.case.aboutPage')}</Link>
        </p>
      )}
      {answered && (
        <>
          <h3>{t('suggestion.case.answer')}</h3>
          <p className="words">{answered.text}</p>
        </>
      )}
    </>
  );
}

/** For the office: the answer in writing. */
export function AnswerForm({ found, suggestion }: { found: Case; suggestion: Suggestion }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const [form] = Form.useForm<{ answer: string }>();
  const draft = useDraft(`${person.id}/${found.id}/suggestion`, { answer: '' });
  const command = useAnswerTo(found, () => draft.finish());
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  return (
    <Form
      form={form}
      name="answer"
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write(values)}
      onFinish={({ answer }) => command.mutate({ answer: { type: 'AnswerSuggestion', answer }, key: draft.key })}
      scrollToFirstError={{ focus: true }}
    >
      <Form.Item
        name="answer"
        label={t('suggestion.case.answer')}
        extra={t('suggestion.case.effect', { name: suggestion.madeBy.name })}
        rules={[{ required: true, whitespace: true, message: t('suggestion.case.needsAnswer') }]}
      >
        <LongText rows={4} maxLength={4000} placeholder={t('suggestion.case.answerExample')} />
      </Form.Item>
      <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={command.isPending}>
          {t('suggestion.case.submit')}
        </Button>
      </div>
    </Form>
  );
}
