import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { answerOf, api, Refused } from '../api/client.ts';
import { queryClient } from '../api/queries.ts';
import { NewPasswordFields } from '../parts/new-password.tsx';
import type { NewPassword } from '../parts/new-password.tsx';
import { NotLoaded, useSaid } from '../parts/problem-notice.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

/** 设置密码: where a one-time link leads. The link's secret stands after the #, so that no server on the way sees it. */
export function FirstPassword() {
  const { t } = useWords();
  const said = useSaid();
  const navigate = useNavigate();
  const link = useLocation().hash.slice(1);
  useTitle(t('page.firstPassword'));
  const { data, error, refetch } = useQuery({
    queryKey: ['password-link', link],
    queryFn: () => answerOf(api.POST('/api/password-link', { body: { link } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const setting = useMutation({
    mutationFn: ({ password }: NewPassword) => answerOf(api.PUT('/api/password-link', { body: { link, password } })),
    async onSuccess() {
      queryClient.removeQueries();
      await navigate('/', { replace: true });
    },
  });
  if (!data) {
    if (!error) return <Waiting />;
    if (!(error instanceof Refused) || error.status >= 500) return <NotLoaded error={error} retry={() => void refetch()} />;
    // A link that was cut while copying is no link any more, which is all that the reader need know.
    const title = error.status === 404 ? said(error) : t('password.notALink');
    return (
      <div className="narrow sign-in">
        <h1>{t('page.firstPassword')}</h1>
        <Alert className="notice" role="alert" type="warning" showIcon title={title} />
        <Button block size="large" href="/sign-in">
          {t('page.signIn')}
        </Button>
      </div>
    );
  }
  return (
    <div className="narrow sign-in">
      <h1>{t('page.firstPassword')}</h1>
      <p>{t('password.for', { username: data.username })}</p>
      <Form<NewPassword> layout="vertical" requiredMark={false} onFinish={(values) => setting.mutate(values)}>
        <NewPasswordFields username={data.username} />
        {setting.error && <Alert className="notice" role="alert" type="error" showIcon title={said(setting.error)} />}
        <Button type="primary" htmlType="submit" block size="large" loading={setting.isPending}>
          {t('password.set')}
        </Button>
      </Form>
    </div>
  );
}
