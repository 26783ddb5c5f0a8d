import { Button, Form, Input, Radio, Select } from 'antd';
import { useNavigate } from 'react-router';
import type { Hazard, HazardSupervision, SupervisionCommand } from '../api/client.ts';
import { queryClient, usePeople } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { useDraft } from '../draft.ts';
import { useSupervising } from '../give-command.ts';
import { useResubmission } from '../use-resubmission.ts';
import { inShanghai } from '../words/moments.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { CommandFailure } from './command-failure.tsx';
import { DayField, PastDayField } from './day-field.tsx';
import { LongText } from './long-text.tsx';
import { Restored } from './restored.tsx';
import { ScanField } from './scan-field.tsx';
import type { KeptScan } from './scan-field.tsx';

/** `yes`: to list, passed, or to lift. Dates are civil. */
type Values = {
  yes?: boolean;
  requirement?: string;
  opinion?: string;
  dueOn?: string;
  number?: string;
  issuedOn?: string;
  signedBy?: string;
  scan?: KeptScan;
  on?: string;
  reviewers?: string[];
};
type Of = SupervisionCommand['type'];

function asCommand(type: Of, values: Values): SupervisionCommand {
  const { yes = false, requirement = '', opinion = '', number = '', issuedOn = '', signedBy = '', scan, on = '', reviewers = [] } = values;
  const dueOn = values.dueOn ?? null;
  switch (type) {
    case 'DecideSupervision':
      return { type, list: yes, requirement: yes ? requirement : '', dueOn: yes ? dueOn : null, reason: opinion };
    case 'RegisterSupervision':
      return { type, number, issuedOn, signedBy, scan: scan?.id ?? '' };
    case 'ReviewSupervision':
      return { type, on, reviewers, passed: yes, opinion, dueOn: yes ? null : dueOn };
    case 'LiftSupervision':
      return { type, lift: yes, dueOn: yes ? null : dueOn, reason: opinion };
  }
}

type FormOf = { hazard: Hazard; supervision: HazardSupervision; command: Of; draftName: string };

/** The next step of a supervision; what was typed is kept. */
export function SupervisionForm({ hazard, supervision, command, draftName }: FormOf) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName, {});
  const navigate = useNavigate();
  const giving = useSupervising(hazard, supervision, (answer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    const act = actOf(supervision.owes?.duty ?? '');
    void navigate('/tasks', { state: { done: { act, answer } } });
  });
  const isWaitingForNetwork = useResubmission(giving.error, () => form.submit());
  return (
    <Form<Values>
      form={form}
      name="supervision"
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write(values)}
      onFinish={(values) => giving.mutate({ command: asCommand(command, values), key: draft.key })}
      scrollToFirstError={{ focus: true }}
    >
      <Restored draft={draft} />
      {command === 'DecideSupervision' && <DecisionFields />}
      {command === 'RegisterSupervision' && <PaperFields of={supervision.stage === 'releasing' ? 'lifting' : 'listing'} />}
      {command === 'ReviewSupervision' && <ReviewFields supervision={supervision} />}
      {command === 'LiftSupervision' && <LiftFields />}
      <CommandFailure error={giving.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={giving.isPending}>
          {t(`supervision.submit.${command}`)}
        </Button>
      </div>
    </Form>
  );
}

function Choice({ of }: { of: 'list' | 'review' | 'lift' }) {
  const { t } = useWords();
  return (
    <Form.Item name="yes" label={t(`supervision.choice.${of}.label`)} rules={[{ required: true, message: t('supervision.needsChoice') }]}>
      <Radio.Group className="choices">
        <Radio value={true}>{t(`supervision.choice.${of}.yes`)}</Radio>
        <Radio value={false}>{t(`supervision.choice.${of}.no`)}</Radio>
      </Radio.Group>
    </Form.Item>
  );
}

function Opinion({ of }: { of: 'list' | 'review' | 'lift' }) {
  const { t } = useWords();
  const yes = Form.useWatch<boolean | undefined>('yes');
  return (
    <Form.Item
      name="opinion"
      label={t(`supervision.opinion.${of}`)}
      dependencies={['yes']}
      rules={[{ required: yes === false, whitespace: true, message: t('supervision.needsOpinion') }]}
    >
      <LongText rows={2} maxLength={1000} />
    </Form.Item>
  );
}

/** Until when: tomorrow at the earliest, a year at most. */
function UntilField({ label }: { label: string }) {
  const today = inShanghai(serverNowMs()).startOf('day');
  return <DayField name="dueOn" label={label} days={{ earliest: today.add(1, 'day'), latest: today.add(365, 'day') }} />;
}

function DecisionFields() {
  const { t } = useWords();
  const list = Form.useWatch<boolean | undefined>('yes');
  return (
    <>
      <Choice of="list" />
      {list && (
        <>
          <Form.Item
            name="requirement"
            label={t('supervision.requirement')}
            rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}
          >
            <LongText rows={3} maxLength={2000} placeholder={t('supervision.requirementExample')} />
          </Form.Item>
          <UntilField label={t('supervision.untilWhen')} />
        </>
      )}
      <Opinion of="list" />
    </>
  );
}

/** The paper as people issued it: nothing here is invented by the product. */
function PaperFields({ of }: { of: 'listing' | 'lifting' }) {
  const { t } = useWords();
  return (
    <>
      <p>{t(`supervision.issue.${of}`)}</p>
      <Form.Item
        name="number"
        label={t('supervision.number')}
        extra={t('supervision.numberHint')}
        rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}
      >
        <Input maxLength={100} placeholder={t(`supervision.numberExample.${of}`)} />
      </Form.Item>
      <PastDayField name="issuedOn" label={t('supervision.issuedOn')} />
      <Form.Item
        name="signedBy"
        label={t('supervision.signedBy')}
        rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <ScanField name="scan" label={t('supervision.scanOf')} />
    </>
  );
}

function ReviewFields({ supervision }: { supervision: HazardSupervision }) {
  const { t } = useWords();
  const passed = Form.useWatch<boolean | undefined>('yes');
  const { data: people, isFetching } = usePeople();
  return (
    <>
      <PastDayField name="on" label={t('supervision.reviewedOn')} />
      <Form.Item
        name="reviewers"
        label={t('supervision.reviewers')}
        extra={t('supervision.reviewersHint')}
        rules={[{ required: true, message: t('supervision.needsReviewers') }]}
      >
        <Select
          mode="multiple"
          loading={isFetching}
          placeholder={t('supervision.pickReviewers')}
          showSearch={{ optionFilterProp: 'label' }}
          options={(people ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Choice of="review" />
      {passed && supervision.hazardEnded === null && <p className="quiet">{t('supervision.closeFirst')}</p>}
      {passed === false && <UntilField label={t('supervision.goesOnUntil')} />}
      <Opinion of="review" />
    </>
  );
}

function LiftFields() {
  const { t } = useWords();
  const lift = Form.useWatch<boolean | undefined>('yes');
  return (
    <>
      <Choice of="lift" />
      {lift === false && <UntilField label={t('supervision.goesOnUntil')} />}
      <Opinion of="lift" />
    </>
  );
}
