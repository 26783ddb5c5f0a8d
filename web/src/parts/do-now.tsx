import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Refused, Unreachable } from '../api/client.ts';
import type { CommandAnswer, Hazard, HazardCommand } from '../api/client.ts';
import { queryClient, useZones } from '../api/queries.ts';
import { dropDraft, keptDraft, useDraft } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { Stale, movedBy, useCommand } from '../give-command.ts';
import { useResubmission } from '../use-resubmission.ts';
import type { Act } from '../words/use-words.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { NotSaved } from './problem-notice.tsx';
import { useSignedIn } from './signed-in.tsx';
import { TimeWord } from './tags.tsx';

type Values = { zone?: string; measures?: string; passed?: boolean; opinion?: string };

const commandOf: Record<Act, HazardCommand['type']> = { assign: 'AssignHazard', rectify: 'RectifyHazard', verify: 'VerifyHazard' };

/** The one thing to do now as an open form; for everybody else, who is waited for and until when. */
export function DoNow({ hazard }: { hazard: Hazard }) {
  const { t, due, person, act: actWord } = useWords();
  const me = useSignedIn();
  const { owes, stage } = hazard;
  const act = owes && actOf(owes.duty);
  const isMine = act !== null && hazard.commands.includes(commandOf[act]);
  const draftName = owes && isMine ? `${me.person.id}/${hazard.id}/${act}/${owes.since}` : null;
  const [before, setBefore] = useState({ draftName, revision: hazard.revision });
  // What was being written stays readable when the case has moved on under it.
  const leftOver = before.draftName !== null && before.draftName !== draftName ? keptDraft<Values>(before.draftName) : null;
  if (before.draftName !== draftName && !leftOver) setBefore({ draftName, revision: hazard.revision });

  if (!owes) return <p className="ended">{t(`hazard.ended.${stage === 'void' ? 'void' : 'closed'}`)}</p>;
  return (
    <section className="do-now" aria-labelledby="do-now">
      {leftOver && (
        <LeftOver
          values={leftOver.values}
          by={movedBy(hazard, before.revision)}
          drop={() => {
            dropDraft(before.draftName ?? '');
            setBefore({ draftName, revision: hazard.revision });
          }}
        />
      )}
      <div className="heading">
        <h2 id="do-now">
          {isMine ? t('hazard.now', { duty: actWord(owes) }) : t('hazard.waiting', { who: person(owes), duty: actWord(owes) })}
        </h2>
        <TimeWord owes={owes} />
      </div>
      <p className="due">{t('hazard.due', { due: due(owes) })}</p>
      {isMine && draftName && <ActForm key={draftName} hazard={hazard} act={act} draftName={draftName} />}
    </section>
  );
}

function LeftOver({ values, by, drop }: { values: Values; by: string | null; drop: () => void }) {
  const { t } = useWords();
  return (
    <Alert
      className="notice"
      type="warning"
      role="alert"
      showIcon
      title={by ? t('problem.stale', { name: by }) : t('problem.staleUnknown')}
      description={<p className="typed">{values.measures ?? values.opinion}</p>}
      closable={{ onClose: drop }}
    />
  );
}

function ActForm({ hazard, act, draftName }: { hazard: Hazard; act: Act; draftName: string }) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName, {});
  const navigate = useNavigate();
  const command = useCommand(hazard, (answer: CommandAnswer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act, answer } } });
  });
  const submit = (values: Values) => command.mutate({ command: asCommand(act, values), key: draft.key });
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write(values)}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
      {act === 'assign' && <AssignFields hazard={hazard} />}
      {act === 'rectify' && <RectifyFields />}
      {act === 'verify' && <VerifyFields />}
      {command.error && <Failure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={command.isPending}>
          {t(`submit.${act}`)}
        </Button>
        {act === 'rectify' && <Acknowledge hazard={hazard} draft={draft} />}
      </div>
    </Form>
  );
}

function Failure({ error, isWaitingForNetwork }: { error: Error; isWaitingForNetwork: boolean }) {
  const { t } = useWords();
  if (error instanceof Stale) {
    const title = error.by ? t('problem.stale', { name: error.by }) : t('problem.staleUnknown');
    return <Alert className="notice" role="alert" type="warning" showIcon title={title} />;
  }
  if (isWaitingForNetwork && error instanceof Unreachable)
    return <Alert className="notice" role="alert" type="warning" showIcon title={t('problem.offline')} />;
  return <NotSaved error={error} />;
}

function asCommand(act: Act, { zone, measures = '', passed = false, opinion = '' }: Values): HazardCommand {
  switch (act) {
    case 'assign':
      return { type: 'AssignHazard', zone: zone ?? null };
    case 'rectify':
      return { type: 'RectifyHazard', measures };
    case 'verify':
      return { type: 'VerifyHazard', passed, opinion };
  }
}

function AssignFields({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const { data } = useZones();
  const zones = data?.items ?? [];
  const own = zones.find(({ code }) => code === hazard.zone.code);
  return (
    <>
      {own && !own.specific && <Alert className="notice" type="warning" showIcon title={t('assign.vacantNow', { zone: own.name })} />}
      <Form.Item
        name="zone"
        label={t('assign.zone')}
        initialValue={own?.specific ? own.code : undefined}
        rules={[{ required: true, message: t('assign.needsZone') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('report.zonePick')}
          options={zones
            .filter(({ specific }) => specific)
            .map(({ code, name, specific }) => ({ value: code, label: `${name} · ${t('assign.holder', { name: specific?.name })}` }))}
        />
      </Form.Item>
    </>
  );
}

function RectifyFields() {
  const { t } = useWords();
  return (
    <Form.Item
      name="measures"
      label={t('rectify.measures')}
      rules={[{ required: true, whitespace: true, message: t('rectify.needsMeasures') }]}
    >
      <Input.TextArea rows={4} maxLength={4000} placeholder={t('rectify.measuresExample')} />
    </Form.Item>
  );
}

function VerifyFields() {
  const { t } = useWords();
  const passed = Form.useWatch<boolean | undefined>('passed');
  return (
    <>
      <Form.Item name="passed" label={t('verify.outcome')} rules={[{ required: true, message: t('verify.needsOutcome') }]}>
        <Radio.Group className="choices">
          <Radio value={true}>{t('verify.passed')}</Radio>
          <Radio value={false}>{t('verify.failed')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="opinion"
        label={t('verify.opinion')}
        extra={t('verify.opinionIfFailed')}
        dependencies={['passed']}
        rules={[{ required: passed === false, whitespace: true, message: t('verify.needsOpinion') }]}
      >
        <Input.TextArea rows={3} maxLength={4000} placeholder={t('verify.opinionExample')} />
      </Form.Item>
    </>
  );
}

function Acknowledge({ hazard, draft }: { hazard: Hazard; draft: Draft<Values> }) {
  const { t } = useWords();
  const command = useCommand(hazard, () => {});
  if (!hazard.commands.includes('Acknowledge')) return <span className="quiet">{t('acknowledge.done')}</span>;
  return (
    <span className="acknowledge">
      <Button
        size="large"
        loading={command.isPending}
        onClick={() => command.mutate({ command: { type: 'Acknowledge' }, key: `${draft.key}-seen` })}
      >
        {t('acknowledge.submit')}
      </Button>
      <span className="quiet">{t('acknowledge.hint')}</span>
      {command.error && !(command.error instanceof Refused && command.error.status === 401) && <NotSaved error={command.error} />}
    </span>
  );
}
