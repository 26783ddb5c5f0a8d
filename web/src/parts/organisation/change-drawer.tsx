import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { answerOf, api, Refused } from '../../api/client.ts';
import type { OrganisationCommand, OrganisationEffects } from '../../api/client.ts';
import { forgetWhatMayHaveChanged } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { EffectsShown } from './effects-shown.tsx';

export type Change<Values> = {
  title: string;
  /** By which what is typed is kept. */
  name: string;
  initial: Values;
  command: (values: Values) => OrganisationCommand;
  /** Whether it must be said why. */
  asksWhy?: boolean;
  effect?: string;
  close: () => void;
  done: (version: number) => void;
  children?: ReactNode;
};

/** Somebody else has changed the organisation since it was previewed. */
export const isMoved = (error: Error | null): boolean => error instanceof Refused && error.problem?.code === 'ORGANISATION_MOVED';

/** One change of the organisation: what it is, what it would do, and only then to save it, in view of the very version that was previewed. */
export function ChangeDrawer<Values extends object>(change: Change<Values>) {
  const { title, name, initial, command, asksWhy = false, effect, close, done, children } = change;
  const { t } = useWords();
  const me = useSignedIn();
  type Filled = Values & { reason?: string };
  const draft = useDraft<Filled>(`${me.account.username}/organisation/${name}`, initial);
  const preview = useMutation({
    mutationFn: (filled: Filled) => answerOf(api.POST('/api/organisation/commands/preview', { body: command(filled) })),
  });
  const save = useMutation({
    mutationFn: ({ filled, version }: { filled: Filled; version: number }) =>
      answerOf(
        api.POST('/api/organisation/commands', {
          params: {
            header: { 'Idempotency-Key': draft.key, 'If-Match': String(version) },
            query: filled.reason ? { reason: filled.reason } : {},
          },
          body: command(filled),
        }),
      ),
    onSuccess({ version }) {
      draft.finish();
      done(version);
      close();
      return forgetWhatMayHaveChanged();
    },
    onError: (error) => isMoved(error) && preview.reset(),
  });
  const effects = preview.data;
  function submit(filled: Filled) {
    if (effects && !effects.isSame) return save.mutate({ filled, version: effects.version });
    save.reset();
    preview.mutate(filled);
  }
  return (
    <Drawer open title={title} onClose={close} size="min(520px, 100vw)">
      <Form<Filled>
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        scrollToFirstError={{ focus: true }}
        onValuesChange={(changed: Partial<Filled>, filled) => {
          draft.write(filled);
          // Why it is changed changes nothing of what it does.
          if (Object.keys(changed).every((field) => field === 'reason')) return;
          preview.reset();
          save.reset();
        }}
        onFinish={submit}
      >
        {children}
        <Form.Item
          name="reason"
          label={asksWhy ? t('organisation.field.reason') : t('report.optional', { label: t('organisation.field.reason') })}
          rules={[{ required: asksWhy, whitespace: true, message: t('organisation.field.needsReason') }]}
        >
          <Input maxLength={500} placeholder={t('organisation.field.reasonExample')} />
        </Form.Item>
        {effect && <p className="effect">{effect}</p>}
        {effects && <EffectsShown effects={effects} />}
        {preview.error && <NotSaved error={preview.error} />}
        {save.error && <NotSaved error={save.error} />}
        <div className="form-end">
          <Submit effects={effects} isPending={preview.isPending || save.isPending} isAgain={isMoved(save.error)} />
          <Button size="large" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Drawer>
  );
}

function Submit({ effects, isPending, isAgain }: { effects: OrganisationEffects | undefined; isPending: boolean; isAgain: boolean }) {
  const { t } = useWords();
  const word = effects && !effects.isSame ? 'save' : isAgain ? 'previewAgain' : 'preview';
  return (
    <Button type="primary" htmlType="submit" size="large" loading={isPending}>
      {t(`organisation.${word}`)}
    </Button>
  );
}
