import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Input } from 'antd';
import type { FormInstance } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { OrganisationCommand, OrganisationEffects } from '../../api/client.ts';
import { forgetWhatMayHaveChanged, readEverybody } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { useSignedIn } from '../signed-in.tsx';
import { EffectsShown } from './effects-shown.tsx';
import { ChangeNotSaved, isMoved, isUnknown } from './not-saved.tsx';
import { rebased } from './rebased.ts';
import type { Read } from './rebased.ts';

export type Change<Values> = {
  title: string;
  /** By which what is typed is kept; null: it is said of a person or a record, and stays in no browser. */
  name: string | null;
  initial: Values;
  /** Of the organisation, as which the page showed it when the form was opened. */
  version: number;
  /** Reads anew what the form was filled from, where it was filled from anything. */
  reread?: () => Promise<Read<Values>>;
  /** How a field that somebody else changed as well is called, and what it says now. */
  theirs?: (field: keyof Values, values: Values) => string;
  command: (values: Values, read: Values) => OrganisationCommand;
  /** Whether it must be said why. */
  asksWhy?: boolean;
  effect?: string;
  close: () => void;
  /** `effects`: as they were shown before it was saved. */
  done: (version: number, effects: OrganisationEffects | null) => void;
  children?: ReactNode;
};

type Filled<Values> = Values & { reason?: string };

/** What the form was filled from. Once somebody else has changed that, it is read anew beneath what was filled in. */
function useRead<Values extends object>({ initial, version, reread }: Change<Values>, form: FormInstance<Filled<Values>>) {
  const [read, setRead] = useState<Read<Values>>({ version, values: initial });
  const [both, setBoth] = useState<(keyof Values)[]>([]);
  async function readAnew() {
    const newest = reread ? await reread() : { version: (await readEverybody()).version, values: read.values };
    const upon = rebased<Filled<Values>>(form.getFieldsValue(true), read.values, newest.values);
    form.setFieldsValue(upon.values as Parameters<typeof form.setFieldsValue>[0]);
    setRead(newest);
    setBoth(upon.both.filter((field): field is keyof Values => field !== 'reason'));
  }
  return { read, both, readAnew };
}

/** One change of the organisation: what it is, what it would do, and only then to save it, in view of the very version that was read. */
export function ChangeDrawer<Values extends object>(change: Change<Values>) {
  const { title, name, initial, theirs, command, asksWhy = false, effect, close, done, children } = change;
  const { t, list } = useWords();
  const me = useSignedIn();
  const [form] = Form.useForm<Filled<Values>>();
  const draft = useDraft<Filled<Values>>(name === null ? null : `${me.account.username}/organisation/${name}`, initial);
  const { read, both, readAnew } = useRead(change, form);
  const inView = { 'If-Match': String(read.version) };
  const preview = useMutation({
    mutationFn: (filled: Filled<Values>) =>
      answerOf(api.POST('/api/organisation/commands/preview', { params: { header: inView }, body: command(filled, read.values) })),
    onError: (error) => (isMoved(error) ? readAnew() : undefined),
  });
  const save = useMutation({
    mutationFn: (filled: Filled<Values>) =>
      answerOf(
        api.POST('/api/organisation/commands', {
          params: {
            header: { 'Idempotency-Key': draft.key, ...inView },
            query: filled.reason ? { reason: filled.reason } : {},
          },
          body: command(filled, read.values),
        }),
      ),
    onSuccess({ version }) {
      draft.finish();
      done(version, preview.data ?? null);
      close();
      return forgetWhatMayHaveChanged();
    },
    onError(error) {
      if (isUnknown(error)) return forgetWhatMayHaveChanged();
      if (!isMoved(error)) return undefined;
      preview.reset();
      return readAnew();
    },
  });
  const effects = preview.data;
  function submit(filled: Filled<Values>) {
    if (effects && !effects.isSame) return save.mutate(filled);
    save.reset();
    preview.mutate(filled);
  }
  const refused = preview.error ?? save.error;
  return (
    <Drawer open title={title} onClose={close} size="min(520px, 100vw)">
      <Form<Filled<Values>>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        scrollToFirstError={{ focus: true }}
        onValuesChange={(changed: Partial<Filled<Values>>, filled) => {
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
        {refused && <ChangeNotSaved error={refused} isPreview={refused === preview.error} />}
        {theirs && both.length > 0 && (
          <Alert
            className="notice"
            role="alert"
            type="warning"
            showIcon
            title={t('organisation.bothChanged', { fields: list(both.map((field) => theirs(field, read.values))) })}
          />
        )}
        <div className="form-end">
          <Submit effects={effects} isPending={preview.isPending || save.isPending} isAgain={isMoved(refused)} />
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
