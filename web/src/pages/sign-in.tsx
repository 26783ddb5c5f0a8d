import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import { answerOf, api } from '../api/client.ts';
import { queryClient, useMe, useSite } from '../api/queries.ts';
import { useSaid } from '../parts/problem-notice.tsx';
import { forget } from '../remembered.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

type Credentials = { username: string; password: string };

/** Only a page of our own: an address elsewhere begins with // or with a scheme. */
const ownPage = (to: string | null) => (to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/');

/** Where everybody begins: nothing was typed there. */
const beginnings: readonly string[] = ['/', '/home', '/tasks'];
const failures = ['unbound', 'disabled', 'refused', 'away'] as const;

export function SignIn() {
  const { t } = useWords();
  const said = useSaid();
  const [search] = useSearchParams();
  const { data: me } = useMe();
  const { data: site } = useSite();
  useTitle(t('page.signIn'));
  const signIn = useMutation({
    mutationFn(body: Credentials) {
      forget('leaving');
      return answerOf(api.POST('/api/session', { body }));
    },
    onSuccess: () => queryClient.resetQueries(),
  });
  const to = search.get('to');
  const failed = failures.find((each) => each === search.get('failed'));
  if (me) return <Navigate to={ownPage(to)} replace />;
  return (
    <div className="narrow sign-in">
      <h1>{t('product')}</h1>
      {failed && <Alert className="notice" role="alert" type="warning" showIcon title={t(`signIn.failed.${failed}`)} />}
      {to !== null && !beginnings.includes(to) && <Alert className="notice" type="info" showIcon title={t('signIn.returns')} />}
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
        <Form.Item name="username" label={t('signIn.username')} rules={[{ required: true, message: t('signIn.needsUsername') }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.needsPassword') }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        {signIn.error && <Alert className="notice" role="alert" type="error" showIcon title={said(signIn.error)} />}
        <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      {site?.singleSignOn && (
        <Button className="other-way" block size="large" href={`/api/single-sign-on?to=${encodeURIComponent(ownPage(to))}`}>
          {t('signIn.elsewhere')}
        </Button>
      )}
      <p className="quiet">{t('signIn.forgotten')}</p>
    </div>
  );
}
