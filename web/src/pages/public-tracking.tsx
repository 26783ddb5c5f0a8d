import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { answerOf, api } from '../api/client.ts';
import type { TipOffProgress } from '../api/client.ts';
import { useSaid } from '../parts/problem-notice.tsx';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** 查询进度: what became of a report, for whoever has its code. The code is in no address and nowhere kept. */
export function PublicTracking() {
  const { t } = useWords();
  const said = useSaid();
  const given = (useLocation().state as { code?: string } | null)?.code;
  const [found, setFound] = useState<TipOffProgress | null>(null);
  useTitle(t('track.title'));
  const look = useMutation({
    mutationFn: (code: string) => answerOf(api.POST('/api/public/tracking', { body: { code } })),
    onSuccess: setFound,
  });
  return (
    <div className="narrow track">
      <h1>{t('track.title')}</h1>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ code: given }}
        onFinish={({ code }) => {
          setFound(null);
          look.mutate(code);
        }}
      >
        <Form.Item
          name="code"
          label={t('track.code')}
          extra={t('track.codeHint')}
          rules={[{ required: true, whitespace: true, message: t('track.needsCode') }]}
        >
          <Input
            className="code-input"
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="XXXX-XXXX-XXXX-XXXX"
          />
        </Form.Item>
        {look.error && <Alert className="notice" role="alert" type="error" showIcon title={said(look.error)} />}
        <Button className="submit" type="primary" htmlType="submit" size="large" block loading={look.isPending}>
          {t('track.submit')}
        </Button>
      </Form>
      {found && <Progress progress={found} />}
    </div>
  );
}

function Progress({ progress: { steps, answers, isDeclined } }: { progress: TipOffProgress }) {
  const { t, language } = useWords();
  const shown = isDeclined ? steps.filter(({ at }) => at !== null) : steps;
  return (
    <section aria-labelledby="progress" role="status">
      <h2 id="progress">{t('track.progress')}</h2>
      <ol className="public-steps">
        {shown.map(({ step, at }) => (
          <li key={step} className={at ? 'reached' : undefined}>
            <span aria-hidden>{at ? '●' : '○'}</span>
            <strong>{t(`track.step.${step}`)}</strong>
            {at ? <time dateTime={at}>{sayMoment(at, language)}</time> : <span className="quiet">{t('track.notYet')}</span>}
          </li>
        ))}
        {isDeclined && (
          <li className="reached">
            <span aria-hidden>●</span>
            <strong>{t('track.declined')}</strong>
          </li>
        )}
      </ol>
      <h2>{t('track.answers')}</h2>
      {answers.length === 0 && <p className="quiet">{t('track.noAnswers')}</p>}
      {[...answers].reverse().map(({ kind, text, at }) => (
        <article key={at + kind} className="public-answer">
          <p>
            <strong>{t(`track.answer.${kind}`)}</strong>{' '}
            <time className="quiet" dateTime={at}>
              {sayMoment(at, language)}
            </time>
          </p>
          {text && <p className="said">{text}</p>}
        </article>
      ))}
    </section>
  );
}
