import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { answerOf, api } from '../api/client.ts';
import type { MySession } from '../api/client.ts';
import { queryClient, useMySessions } from '../api/queries.ts';
import { NewPasswordFields } from '../parts/new-password.tsx';
import type { NewPassword } from '../parts/new-password.tsx';
import { NotLoaded, useSaid } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** 我的账户: the password, and where one is signed in. */
export function MyAccount() {
  const { t } = useWords();
  const { account } = useSignedIn();
  useTitle(t('page.myAccount'));
  return (
    <div className="narrow">
      <h1 className="greeting">{t('page.myAccount')}</h1>
      <p className="quiet">{t('myAccount.username', { username: account.username })}</p>
      <ChangePassword username={account.username} />
      <Sessions />
    </div>
  );
}

type Change = NewPassword & { before: string };

function ChangePassword({ username }: { username: string }) {
  const { t } = useWords();
  const said = useSaid();
  const [form] = Form.useForm<Change>();
  const change = useMutation({
    mutationFn: ({ before, password }: Change) => answerOf(api.PUT('/api/me/password', { body: { before, after: password } })),
    async onSuccess() {
      form.resetFields();
      await queryClient.invalidateQueries({ queryKey: ['my-sessions'] });
    },
  });
  return (
    <section className="sheet" aria-labelledby="change-password">
      <h2 id="change-password">{t('password.change')}</h2>
      <Form<Change> form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
        <Form.Item name="before" label={t('password.before')} rules={[{ required: true, message: t('password.needsBefore') }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <NewPasswordFields username={username} />
        {change.error && <Alert className="notice" role="alert" type="error" showIcon title={said(change.error)} />}
        <p role="status" className="done">
          {change.isSuccess && t('password.changed')}
        </p>
        <Button type="primary" htmlType="submit" size="large" loading={change.isPending}>
          {t('password.change')}
        </Button>
      </Form>
    </section>
  );
}

function Sessions() {
  const { t } = useWords();
  const said = useSaid();
  const { data, error, refetch } = useMySessions();
  const ending = useMutation({
    mutationFn: (id: string | null) =>
      answerOf(id === null ? api.DELETE('/api/me/sessions') : api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['my-sessions'] }),
  });
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <section className="sheet" aria-labelledby="sessions">
      <div className="heading">
        <h2 id="sessions">{t('sessions.title')}</h2>
        {data.items.length > 1 && (
          <Button loading={ending.isPending && ending.variables === null} onClick={() => ending.mutate(null)}>
            {t('sessions.endOthers')}
          </Button>
        )}
      </div>
      {ending.error && <Alert className="notice" role="alert" type="error" showIcon title={said(ending.error)} />}
      <ul className="rows">
        {data.items.map((session) => (
          <li key={session.id} className="session">
            <Session session={session} />
            {!session.isThis && (
              <Button size="small" loading={ending.isPending && ending.variables === session.id} onClick={() => ending.mutate(session.id)}>
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('sessions.why')}</p>
    </section>
  );
}

function Session({ session: { device, address, startedAt, seenAt, way, isThis } }: { session: MySession }) {
  const { t, language } = useWords();
  return (
    <span>
      <span className="strong">{device || t('sessions.unknown')}</span>{' '}
      {isThis && <span className="tag tag-now">{t('sessions.this')}</span>}
      <span className="quiet block">
        {t('sessions.since', { moment: sayMoment(startedAt, language), way: t(`sessions.way.${way}`), address })}
      </span>
      {!isThis && <span className="quiet block">{t('sessions.seen', { moment: sayMoment(seenAt, language) })}</span>}
    </span>
  );
}
