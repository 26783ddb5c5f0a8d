import { Drawer, Form } from 'antd';
import { Link } from 'react-router';
import type { Hazard, HazardCommand } from '../api/client.ts';
import { useLimits, useZones } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { useDraft } from '../draft.ts';
import { useCommand } from '../give-command.ts';
import { useResubmission } from '../use-resubmission.ts';
import { inShanghai, sayDate } from '../words/moments.ts';
import { FormEnd } from './form-end.tsx';
import { useWords } from '../words/use-words.ts';
import { ChaseField, CommentField, MergeField, ReasonField, ReassignField, ReclassifyFields } from './action-fields.tsx';
import { CommandFailure } from './command-failure.tsx';
import { DayField, PastDayField } from './day-field.tsx';
import type { Days } from './day-field.tsx';
import { daysLeftIn } from './entries.ts';
import { useAskedClose } from './leaving.tsx';
import { LongText } from './long-text.tsx';
import { useActionTitle } from './more-actions.tsx';
import type { Action } from './more-actions.tsx';
import { asPlan, PlanFields } from './plan.tsx';
import type { PlanValues } from './plan.tsx';
import { useSignedIn } from './signed-in.tsx';
import { AnswerField } from './tip-off.tsx';

/** `on` is a civil date; `into` names another hazard. */
type Values = PlanValues & {
  on?: string;
  reason?: string;
  words?: string;
  text?: string;
  answer?: string;
  zone?: string;
  class?: Hazard['class'];
  mode?: Hazard['mode'];
  criterion?: string;
  into?: { value: string; label: string };
};
type Recorded = 'stopWorkAdvice' | 'publicity';
type Dated = 'extension' | 'suspension';
/** What somebody else has to decide. */
type Asked = Dated | 'supervision' | 'void';

const isRecorded = (action: Action): action is Recorded => action === 'stopWorkAdvice' || action === 'publicity';

const isDated = (action: Action): action is Dated => action === 'extension' || action === 'suspension';

const isAsked = (action: Action): action is Asked => isDated(action) || action === 'supervision' || action === 'void';

function asCommand(hazard: Hazard, action: Action, values: Values): HazardCommand {
  const { on = '', reason = '', words = '', text = '', zone = '', answer = '', into, criterion = null } = values;
  switch (action) {
    case 'extension':
      return { type: 'RequestExtension', until: on, reason };
    case 'suspension':
      return { type: 'RequestSuspension', review: on, reason };
    case 'resume':
      return { type: 'ResumeHazard', reason };
    case 'return':
      return { type: 'ReturnToOffice', reason };
    case 'reassign':
      return { type: 'ReassignHazard', zone, reason };
    case 'chase':
      return { type: 'ChaseHazard', words };
    case 'comment':
      return { type: 'CommentOnHazard', text };
    case 'plan':
      return asPlan(values);
    case 'stopWorkAdvice':
      return { type: 'RecordStopWorkAdvice', on, text };
    case 'publicity':
      return { type: 'RecordPublicity', on, text };
    case 'reclassify':
      return {
        type: 'ReclassifyHazard',
        class: values.class ?? hazard.class,
        mode: values.mode ?? hazard.mode,
        criterion: values.class === 'major' ? criterion : null,
        reason,
      };
    case 'merge':
      return { type: 'MergeHazard', into: into?.value ?? '', reason };
    case 'unmerge':
      return { type: 'UnmergeHazard', reason };
    case 'supervision':
      return { type: 'ProposeSupervision', reason };
    case 'void':
      return { type: 'VoidHazard', reason, answer };
    case 'answer':
      return { type: 'AnswerReporter', text: answer };
  }
}

/** One action: what it needs to know, why, what it will do and who decides. What was typed is there again when the drawer is opened the next time. */
export function ActionDrawer({ hazard, action, close }: { hazard: Hazard; action: Action; close: () => void }) {
  const { t } = useWords();
  const titleOf = useActionTitle(hazard);
  const me = useSignedIn();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(`${me.person.id}/${hazard.id}/${action}`, startOf(hazard, action));
  const command = useCommand(hazard, () => {
    draft.finish();
    close();
  });
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  const [askedClose, question] = useAskedClose(isWaitingForNetwork, close);
  return (
    <Drawer open title={`${titleOf(action)} ${hazard.number}`} onClose={askedClose} size="min(480px, 100vw)">
      <Form<Values>
        form={form}
        name="action"
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={(values) => command.mutate({ command: asCommand(hazard, action, values), key: draft.key })}
        scrollToFirstError={{ focus: true }}
      >
        {isDated(action) && <DateField hazard={hazard} action={action} />}
        {action === 'reassign' && <ReassignField hazard={hazard} />}
        {action === 'reclassify' && <ReclassifyFields hazard={hazard} />}
        {action === 'merge' && <MergeField hazard={hazard} />}
        {isRecorded(action) && <RecordedDay action={action} />}
        {action === 'plan' ? <PlanFields hazard={hazard} /> : <Effect hazard={hazard} action={action} on={draft.values.on} />}
        <WordsOf action={action} />
        {action === 'comment' && <ReportAnother hazard={hazard} />}
        {action === 'void' && hazard.answersReporter && <AnswerField isRequired />}
        {draft.isTouched && <p className="quiet">{t('action.kept')}</p>}
        <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
        <FormEnd isPending={command.isPending} isDangerous={action === 'void'} close={askedClose}>
          {isAsked(action) ? t('action.submit') : titleOf(action)}
        </FormEnd>
      </Form>
      {question}
    </Drawer>
  );
}

/** What stands in the form before anything is written: a plan is revised from the one that stands. */
function startOf({ plan }: Hazard, action: Action): Values {
  const today = inShanghai(serverNowMs()).format('YYYY-MM-DD');
  if (isRecorded(action)) return { on: today };
  if (action !== 'plan' || !plan) return {};
  const { dueOn, ...rest } = plan;
  return dueOn < today ? rest : plan;
}

/** What else is wrong on the spot is no comment: as one nobody would have to see to it. */
function ReportAnother({ hazard: { id, zone } }: { hazard: Hazard }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  if (!may.includes('hazard.report')) return null;
  return (
    <p>
      {t('action.comment.another')}{' '}
      <Link to={`/report?${new URLSearchParams({ again: id, zone: zone.code })}`}>{t('action.comment.report')}</Link>
    </p>
  );
}

/** Why, or what there is to say. */
function WordsOf({ action }: { action: Action }) {
  if (action === 'plan') return null;
  if (action === 'chase') return <ChaseField />;
  if (action === 'comment') return <CommentField />;
  if (action === 'answer') return <AnswerField isRequired />;
  return isRecorded(action) ? <RecordedField action={action} /> : <ReasonField />;
}

function RecordedDay({ action }: { action: Recorded }) {
  const { t } = useWords();
  return <PastDayField name="on" label={t(`action.${action}.date`)} />;
}

function RecordedField({ action }: { action: Recorded }) {
  const { t } = useWords();
  return (
    <Form.Item name="text" label={t(`action.${action}.text`)} rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}>
      <LongText rows={4} maxLength={2000} placeholder={t(`action.${action}.example`)} />
    </Form.Item>
  );
}

/** The days that may be asked for: after the present deadline, within what the policy leaves. */
function useDays({ owes, extensions }: Hazard, action: Dated): Days {
  const limits = useLimits();
  const today = inShanghai(serverNowMs()).startOf('day');
  const due = owes ? inShanghai(owes.dueAt).startOf('day') : today;
  if (action === 'suspension')
    return { earliest: today.add(1, 'day'), latest: limits ? today.add(limits.suspension.reviewWithinDays, 'day') : null };
  return {
    earliest: (due.isAfter(today) ? due : today).add(1, 'day'),
    latest: limits ? due.add(limits.extensions.daysInAll - extensions.days, 'day') : null,
  };
}

function DateField({ hazard, action }: { hazard: Hazard; action: Dated }) {
  const { t } = useWords();
  const days = useDays(hazard, action);
  return <DayField name="on" label={t(`action.${action}.date`)} days={days} />;
}

/** What will be, in words; then who decides. */
function Effect({ hazard, action, on }: { hazard: Hazard; action: Exclude<Action, 'plan'>; on: string | undefined }) {
  const { t, language, dueAt } = useWords();
  const who = useDecider(hazard, action);
  const { owes } = hazard;
  const said = {
    on: on ? sayDate(on, language) : '',
    due: owes ? dueAt(owes) : '',
    count: daysLeftIn(hazard),
  };
  return (
    <div className="effect" aria-live="polite">
      {(!isDated(action) || on) && <p>{t(`action.${action}.effect`, said)}</p>}
      {isAsked(action) && <p className="quiet">{t(`action.${action}.decided`, { who })}</p>}
    </div>
  );
}

/** 分管责任人 decides, the first responsible person every further extension; 办公室主任 decides on voiding. */
function useDecider({ zone, extensions }: Hazard, action: Action): string {
  const { t, person } = useWords();
  const { data } = useZones();
  if (action === 'void') return t('post.officeDirector');
  if (action === 'supervision' || (action === 'extension' && extensions.granted > 0)) return t('post.first');
  const supervising = data?.items.find(({ code }) => code === zone.code)?.supervising;
  return supervising ? person({ post: 'supervising', person: supervising }) : t('post.supervising');
}
