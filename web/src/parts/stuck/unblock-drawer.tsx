import { useMutation } from '@tanstack/react-query';
import { Drawer, Form } from 'antd';
import { useState } from 'react';
import type { StuckItem, Unblock } from '../../api/client.ts';
import { forgetWhatMayHaveChanged, useZones } from '../../api/queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { useDraft } from '../../draft.ts';
import { inShanghai } from '../../words/moments.ts';
import { FormEnd } from '../form-end.tsx';
import { useWords } from '../../words/use-words.ts';
import { ChaseField, ReasonField } from '../action-fields.tsx';
import { CivilDate } from '../day-field.tsx';
import { HeldZoneField } from '../held-zone-field.tsx';
import { LongText } from '../long-text.tsx';
import { AppointDrawer } from '../organisation/appoint-drawer.tsx';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { Unbroken } from '../unbroken.tsx';
import { Effects, useEffects } from './effects.tsx';
import type { Outcome } from './done.tsx';
import { PersonChoice } from '../organisation/person-choice.tsx';
import { ofOrganisation, send } from './send.ts';
import type { Filled, Sendable } from './send.ts';
import { useSaidAppointed, useSaidDone } from './use-said-done.ts';

export type Opened = { item: StuckItem; action: Unblock & { type: Sendable } };
type Shown = Opened & { close: () => void; done: (outcome: Outcome) => void };

/** One action of the board: what has to be said for it, and what it will do. */
export function UnblockDrawer({ action, ...rest }: Shown) {
  const { type } = action;
  return type === 'NameHolder' ? <Appointment given={action.given} {...rest} /> : <FilledIn action={{ ...action, type }} {...rest} />;
}

function Appointment({ item, given, close, done }: Omit<Shown, 'action'> & Pick<Unblock, 'given'>) {
  const saidAppointed = useSaidAppointed();
  const { scope = '' } = given;
  const seat = {
    post: given['post'] === 'supervising' ? ('supervising' as const) : ('specific' as const),
    scope,
    scopeName: item.zone.name,
  };
  return <AppointDrawer seat={seat} close={close} done={(_, effects) => done({ done: saidAppointed(seat, effects) })} />;
}

type ByForm = Omit<Shown, 'action'> & { action: Unblock & { type: Exclude<Sendable, 'NameHolder'> } };

function FilledIn({ item, action, close, done }: ByForm) {
  const { t, language } = useWords();
  const me = useSignedIn();
  const draft = useDraft<Filled>(`${me.person.id}/${item.id}/stuck/${action.type}`, {});
  const [filled, setFilled] = useState(draft.values);
  const change = ofOrganisation(action, filled);
  const effects = useEffects(change);
  const saidDone = useSaidDone();
  const sending = useMutation({
    mutationFn: (sent: Filled) => send(item, action, sent, draft.key),
    onSuccess: (_, sent) => {
      draft.finish();
      close();
      done({ done: saidDone(item, action, sent, effects.data ?? null) });
      return forgetWhatMayHaveChanged();
    },
  });
  const asks = (field: keyof Filled) => action.fill.includes(field) || action.mayFill.includes(field);
  return (
    <Drawer open title={`${t(`stuck.act.${action.type}`)} ${item.number}`} onClose={close} size="min(480px, 100vw)">
      <p className="strong">{item.title}</p>
      <p>
        <Unbroken>{item.why[language]}</Unbroken>
      </p>
      <Form<Filled>
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => {
          draft.write(values);
          setFilled(values);
        }}
        onFinish={(sent) => sending.mutate(sent)}
        scrollToFirstError={{ focus: true }}
      >
        {asks('zone') && <ZoneField item={item} isOther={action.type === 'ReassignHazard'} />}
        {asks('acting') && <PersonChoice name="acting" label={t('organisation.field.acting')} except={action.given['person']} />}
        {asks('review') && <ReviewField />}
        {asks('reason') && <ReasonField />}
        {asks('words') && (action.type === 'RecordContact' ? <ContactField /> : <ChaseField />)}
        <p className="effect">{t(`stuck.effect.${action.type}`)}</p>
        {change && <Effects of={effects} />}
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

function ReviewField() {
  const { t } = useWords();
  const today = inShanghai(serverNowMs()).startOf('day');
  return <CivilDate name="review" label={t('stuck.field.review')} opensOn={today} isClosed={(day) => !day.isAfter(today, 'day')} />;
}

function ContactField() {
  const { t } = useWords();
  return (
    <Form.Item name="words" label={t('report.optional', { label: t('stuck.field.contact') })}>
      <LongText rows={3} maxLength={500} placeholder={t('stuck.field.contactExample')} />
    </Form.Item>
  );
}
