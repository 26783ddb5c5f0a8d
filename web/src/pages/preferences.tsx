import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { answerOf, api } from '../api/client.ts';
import { queryClient, usePreferences } from '../api/queries.ts';
import { CommandFailure } from '../parts/command-failure.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

/** 通知设置: what the reader wants to be spared. */
export function Preferences() {
  const { t } = useWords();
  const { data, error, refetch } = usePreferences();
  const saving = useMutation({
    mutationFn: (mutesCopies: boolean) => answerOf(api.PUT('/api/me/preferences', { body: { mutesCopies } })),
    onSuccess: (saved) => queryClient.setQueryData(['preferences'], saved),
  });
  useTitle(t('page.preferences'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <div className="middle">
      <h1 className="greeting">{t('page.preferences')}</h1>
      <p className="quiet">{t('preferences.why')}</p>
      <p>
        <Checkbox checked={saving.isPending ? saving.variables : data.mutesCopies} onChange={({ target }) => saving.mutate(target.checked)}>
          {t('preferences.mutesCopies')}
        </Checkbox>{' '}
        <span role="status" className="quiet">
          {saving.isSuccess && t('preferences.saved')}
        </span>
      </p>
      <p className="quiet">{t('preferences.what')}</p>
      <CommandFailure error={saving.error} isWaitingForNetwork={false} />
    </div>
  );
}
