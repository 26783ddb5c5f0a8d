import { useMutation } from '@tanstack/react-query';
import { Drawer, Form, Input, Select } from 'antd';
import type { StuckItem, Unblock } from '../../api/client.ts';
import { forgetWhatMayHaveChanged, usePeople, useZones } from '../../api/queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { useDraft } from '../../draft.ts';
import { inShanghai } from '../../words/moments.ts';
import { FormEnd } from '../form-end.tsx';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../action-fields.tsx';
import { CivilDate } from '../day-field.tsx';
import { HeldZoneField } from '../held-zone-field.tsx';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { send } from './send.ts';
import type { Filled, Sendable } from './send.ts';

export type Opened = { item: StuckItem; action: Unblock & { type: Sendable } };

/** One action of the board: what has to be said for it, and what it will do. */
export function UnblockDrawer({ item, action, close, done }: Opened & { close: () => void; done: () => void }) {
  const { t, language } = useWords();
  const me = useSignedIn();
  const draft = useDraft<Filled>(`${me.person.id}/${item.id}/stuck/${action.type}`, {});
  const sending = useMutation({
    mutationFn: (filled: Filled) => send(item, action, filled, draft.key),
    onSuccess: () => {
      draft.finish();
      close();
      done();
      return forgetWhatMayHaveChanged();
    },
  });
  const asks = (field: keyof Filled) => action.fill.includes(field) || action.mayFill.includes(field);
  return (
    <Drawer open title={`${t(`stuck.act.${action.type}`)} ${item.number}`} onClose={close} size="min(480px, 100vw)">
      <p className="strong">{item.title}</p>
      <p>{item.why[language]}</p>
      <Form<Filled>
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={(filled) => sending.mutate(filled)}
        scrollToFirstError={{ focus: true }}
      >
        {asks('zone') && <ZoneField item={item} isOther={action.type === 'ReassignHazard'} />}
        {asks('person') && <PersonField name="person" />}
        {asks('acting') && <PersonField name="acting" except={action.given['person']} />}
        {asks('review') && <ReviewField />}
        {asks('reason') && <ReasonField />}
        {asks('words') && <WordsField isContact={action.type === 'RecordContact'} />}
        <p className="effect">{t(`stuck.effect.${action.type}`)}</p>
        {sending.error && <NotSaved error={sending.error} />}
        <FormEnd isPending={sending.isPending} close={close}>
          {t(`stuck.act.${action.type}`)}
        </FormEnd>
      </Form>
    </Drawer>
  );
}

function ZoneField({ item, isOther }: { item: StuckItem; isOther: boolean }) {
  const { data } = useZones();
  return <HeldZoneField zones={(data?.items ?? []).filter(({ code }) => !isOther || code !== item.zone.code)} initial={undefined} />;
}

function PersonField({ name, except }: { name: 'person' | 'acting'; except?: string | undefined }) {
  const { t } = useWords();
  const { data } = usePeople();
  return (
    <Form.Item name={name} label={t(`stuck.field.${name}`)} rules={[{ required: true, message: t('stuck.field.needsPerson') }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('stuck.field.pickPerson')}
        options={(data ?? []).filter(({ id }) => id !== except).map((person) => ({ value: person.id, label: person.name }))}
      />
    </Form.Item>
  );
}

function ReviewField() {
  const { t } = useWords();
  const today = inShanghai(serverNowMs()).startOf('day');
  return <CivilDate name="review" label={t('stuck.field.review')} opensOn={today} isClosed={(day) => !day.isAfter(today, 'day')} />;
}

function WordsField({ isContact }: { isContact: boolean }) {
  const { t } = useWords();
  const label = t(isContact ? 'stuck.field.contact' : 'stuck.field.words');
  return (
    <Form.Item name="words" label={t('report.optional', { label })}>
      <Input.TextArea rows={3} maxLength={500} {...(isContact && { placeholder: t('stuck.field.contactExample') })} />
    </Form.Item>
  );
}
