import { useMutation } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Input, Popconfirm } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client.ts';
import type { PolicyListed } from '../../api/client.ts';
import { useExampleLadder, usePolicies } from '../../api/office-queries.ts';
import { queryClient } from '../../api/queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { useDraft } from '../../draft.ts';
import { usePolicyWords } from '../../parts/office/allowance.ts';
import { DutyForm } from '../../parts/office/duty-form.tsx';
import { DutySelect } from '../../parts/office/duty-select.tsx';
import { ExampleLadder } from '../../parts/office/example-ladder.tsx';
import { at, faultsIn } from '../../api/faults.ts';
import type { Fault } from '../../api/faults.ts';
import { Field } from '../../parts/office/field.tsx';
import { OtherRules } from '../../parts/office/other-rules.tsx';
import { Rehearse } from '../../parts/office/rehearse.tsx';
import { NotLoaded, NotSaved } from '../../parts/problem-notice.tsx';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useSettled } from '../../use-settled.ts';
import { useTitle } from '../../use-title.ts';
import { inShanghai } from '../../words/moments.ts';

type Policy = Omit<PolicyListed, 'version'>;
type DutyKey = keyof Policy['ladders'];

/** A new version of the limits, begun from another one: form left, its ladder on the real calendar right, rehearsal below. */
export function PolicyDraft() {
  const { t } = usePolicyWords();
  const { account } = useSignedIn();
  const [search] = useSearchParams();
  const { data, error, refetch } = usePolicies();
  useTitle(t('office.draft.title'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const asked = Number(search.get('from'));
  const base = data.items.find(({ version }) => version === asked) ?? data.items.find(({ version }) => version === data.inForce);
  const newest = Math.max(...data.items.map(({ version }) => version));
  if (!base) return <p className="empty">{t('problem.pageNotFound')}</p>;
  const name = `${account.username}/policy/${base.version}`;
  return <Editor key={name} name={name} base={base} newest={newest} />;
}

/** As it is put: without its number, valid from today on. */
function begunFrom({ version: _, ...policy }: PolicyListed): Policy {
  return { ...policy, validFrom: inShanghai(serverNowMs()).format('YYYY-MM-DD') };
}

function Editor({ name, base, newest }: { name: string; base: PolicyListed; newest: number }) {
  const { t } = usePolicyWords();
  const { may } = useSignedIn();
  const navigate = useNavigate();
  const begun = useMemo(() => begunFrom(base), [base]);
  const draft = useDraft<Policy>(name, begun);
  const policy = draft.values;
  const [duty, setDuty] = useState<DutyKey>('hazard.rectify.general');
  const settled = useSettled(policy);
  const [openedOn, setOpenedOn] = useState<Dayjs>(() => dayjs(inShanghai(serverNowMs()).format('YYYY-MM-DDTHH:mm')));
  const example = useExampleLadder(settled, { duty, openedAt: `${openedOn.format('YYYY-MM-DDTHH:mm')}:00+08:00` });
  const saving = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/policies', { params: { header: { 'Idempotency-Key': draft.key, 'If-Match': `"${newest}"` } }, body: policy }),
      ),
    async onSuccess({ version }) {
      draft.finish();
      await queryClient.invalidateQueries({ queryKey: ['policies'] });
      await navigate(`/office/policies?version=${version}&saved`);
    },
  });
  const found = faultsIn(saving.error) ?? example.data?.faults ?? [];
  const faults = found.filter(({ place }) => place !== 'openedAt');
  const isNamed = policy.name.trim() !== '';
  const write = (changes: Partial<Policy>) => {
    saving.reset();
    draft.write({ ...policy, ...changes });
  };
  const isChanged = (key: string) => JSON.stringify(policy.ladders[key as DutyKey]) !== JSON.stringify(begun.ladders[key as DutyKey]);
  return (
    <div>
      <div className="heading">
        <h1>{t('office.draft.title')}</h1>
        {draft.isTouched && (
          <Popconfirm
            title={t('office.draft.discardSure')}
            okText={t('office.draft.discard')}
            cancelText={t('office.draft.keep')}
            onConfirm={() => {
              draft.finish();
              void navigate('/office/policies');
            }}
          >
            <Button type="text" danger>
              {t('office.draft.discard')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <p className="quiet">{t('office.draft.base', { version: base.version })}</p>
      <FaultList faults={faults} open={setDuty} />
      <div className="policy-draft">
        <div className="sheet">
          <Field
            id="policy-name"
            label={t('office.draft.name')}
            faults={isNamed ? at(faults, null, 'name') : [t('office.draft.needsName')]}
          >
            <Input id="policy-name" maxLength={100} value={policy.name} onChange={({ target }) => write({ name: target.value })} />
          </Field>
          <Field
            id="valid-from"
            label={t('office.draft.validFrom')}
            extra={t('office.draft.validFromHint')}
            faults={at(faults, null, 'validFrom')}
          >
            <DatePicker
              id="valid-from"
              className="date"
              allowClear={false}
              value={dayjs(policy.validFrom)}
              onChange={(on: Dayjs | null) => on && write({ validFrom: on.format('YYYY-MM-DD') })}
            />
          </Field>
          <Field id="duty" label={t('office.draft.duty')}>
            <DutySelect
              id="duty"
              duties={Object.keys(policy.ladders)}
              value={duty}
              mark={(key) => (isChanged(key) ? t('office.draft.changed') : '')}
              change={(chosen) => chosen && setDuty(chosen as DutyKey)}
            />
          </Field>
          <DutyForm
            key={duty}
            duty={duty}
            ladder={policy.ladders[duty] ?? base.ladders['hazard.assign']}
            faults={faults}
            change={(ladder) => write({ ladders: { ...policy.ladders, [duty]: ladder } })}
          />
          <details className="others">
            <summary>{t('office.draft.others')}</summary>
            <OtherRules policy={policy} change={write} />
          </details>
        </div>
        <ExampleLadder example={example} ladder={policy.ladders[duty]} duty={duty} openedOn={openedOn} open={setOpenedOn} />
      </div>
      {may.includes('settings.adopt') && <Rehearse policy={policy} />}
      <section className="sheet save-policy">
        <p className="effect">{t('office.draft.saveEffect')}</p>
        {saving.error && faultsIn(saving.error) === null && <NotSaved error={saving.error} />}
        <div className="form-end">
          <Button
            type="primary"
            size="large"
            disabled={faults.length > 0 || !isNamed || !draft.isTouched}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('office.draft.save')}
          </Button>
          <Link to="/office/policies">{t('action.cancel')}</Link>
        </div>
      </section>
    </div>
  );
}

/** What is wrong with the whole draft, each leading to its duty. */
function FaultList({ faults, open }: { faults: readonly Fault[]; open: (duty: DutyKey) => void }) {
  const { t, dutyName } = usePolicyWords();
  if (faults.length === 0) return null;
  return (
    <Alert
      className="notice"
      role="alert"
      type="error"
      showIcon
      title={t('office.draft.faults', { count: faults.length })}
      description={
        <ul className="faults">
          {faults.map(({ duty, place, message }) => (
            <li key={`${duty}${place}${message}`}>
              {duty === null ? (
                message
              ) : (
                <Button type="link" onClick={() => open(duty as DutyKey)}>
                  {t('office.draft.faultAt', { duty: dutyName(duty), message })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}
