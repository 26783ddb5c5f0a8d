import { Alert, Button, Form, Radio } from 'antd';
import { useNavigate } from 'react-router';
import type { Hazard, HazardRequest } from '../api/client.ts';
import { queryClient } from '../api/queries.ts';
import { useDraft } from '../draft.ts';
import { useDecision } from '../give-command.ts';
import { useResubmission } from '../use-resubmission.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { CommandFailure } from './command-failure.tsx';
import { lastRefusalOf } from './entries.ts';
import { LeftOver } from './left-over.tsx';
import { LongText } from './long-text.tsx';
import { actionsIn } from './more-actions.tsx';
import { Restored } from './restored.tsx';
import { useSignedIn } from './signed-in.tsx';
import { TimeWord } from './tags.tsx';

type Values = { granted?: boolean; opinion?: string };

/** What is asked for the hazard and waits for a decision, or was refused last. */
export function Requests({ hazard }: { hazard: Hazard }) {
  const { person } = useSignedIn();
  const pending = hazard.requests.find(({ stage }) => stage === 'deciding');
  const draftName = pending?.mayDecide ? `${person.id}/${pending.id}/decide` : null;
  return (
    <>
      <LeftOver hazard={hazard} draftName={draftName} />
      {pending ? <Pending hazard={hazard} request={pending} draftName={draftName} /> : <Refused hazard={hazard} />}
    </>
  );
}

function Pending({ hazard, request, draftName }: { hazard: Hazard; request: HazardRequest; draftName: string | null }) {
  const { t, language, prose, due, dueAt, person, next } = useWords();
  const { ask, askedBy, owes } = request;
  if (!owes) return null;
  const said = { name: askedBy.name, moment: sayMoment(request.openedAt, language), until: ask.until && sayMoment(ask.until, language) };
  return (
    <section className={draftName ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="pending">
      <div className="heading">
        <h2 id="pending">
          {draftName ? t('hazard.now', { duty: t('duty.decide') }) : t('hazard.waiting', { who: person(owes), duty: t('duty.decide') })}
        </h2>
        <TimeWord owes={owes} />
      </div>
      <p className="strong">{t(`request.asks.${ask.type}`, said)}</p>
      <p className="words">{t('request.reason', { text: ask.reason })}</p>
      <p>
        {prose([
          t('request.decides', { who: person(owes), due: due(owes) }),
          request.next ? t('request.silence', { next: next(request) }) : t('request.silenceOnly'),
        ])}
      </p>
      <p className="quiet" role="status">
        {prose([
          hazard.owes && t('request.stands', { due: dueAt(hazard.owes) }),
          draftName !== null && t(`request.ifGranted.${ask.type}`, said),
        ])}
      </p>
      {draftName && <DecisionForm key={draftName} hazard={hazard} request={request} draftName={draftName} />}
    </section>
  );
}

function DecisionForm({ hazard, request, draftName }: { hazard: Hazard; request: HazardRequest; draftName: string }) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const granted = Form.useWatch<boolean | undefined>('granted', form);
  const draft = useDraft<Values>(draftName, {});
  const navigate = useNavigate();
  const decision = useDecision(hazard, request, (answer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'decide', answer } } });
  });
  const isWaitingForNetwork = useResubmission(decision.error, () => form.submit());
  return (
    <Form<Values>
      form={form}
      name="decision"
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write(values)}
      onFinish={({ granted: isGranted = false, opinion = '' }) =>
        decision.mutate({ decision: { type: 'DecideRequest', granted: isGranted, reason: opinion }, key: draft.key })
      }
      scrollToFirstError={{ focus: true }}
    >
      <Restored draft={draft} />
      <Form.Item name="granted" label={t('request.outcome')} rules={[{ required: true, message: t('request.needsOutcome') }]}>
        <Radio.Group className="choices choices-beside">
          <Radio value={true}>{t('request.granted')}</Radio>
          <Radio value={false}>{t('request.notGranted')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="opinion"
        label={t('request.opinion')}
        dependencies={['granted']}
        rules={[{ required: granted === false, whitespace: true, message: t('request.needsOpinion') }]}
      >
        <LongText rows={2} maxLength={1000} placeholder={t('request.opinionExample')} />
      </Form.Item>
      <CommandFailure error={decision.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={decision.isPending}>
          {t('request.submit')}
        </Button>
      </div>
    </Form>
  );
}

/** Why it was not granted, as long as nothing has come of it since. */
function Refused({ hazard }: { hazard: Hazard }) {
  const { t, language, prose, dueAt } = useWords();
  const refusal = lastRefusalOf(hazard);
  if (!refusal) return null;
  const { ask, by, at, reason } = refusal;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('request.refused', { of: t(`request.of.${ask.type}`) })}
      description={
        <>
          <p className="words">{t('request.refusedWhy', { name: by, moment: sayMoment(at, language), text: reason })}</p>
          <p>
            {prose([
              hazard.owes && t('request.refusedStands', { due: dueAt(hazard.owes) }),
              actionsIn(hazard).includes(ask.type) && t('request.again'),
            ])}
          </p>
        </>
      }
    />
  );
}
