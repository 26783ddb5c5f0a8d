import { useMutation } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { PolicyAdoption, PolicyListed, PolicyPreview } from '../../api/client.ts';
import { useAdoptions } from '../../api/office-queries.ts';
import { queryClient, useZones } from '../../api/queries.ts';
import { newKey } from '../../draft.ts';
import { sayDate, sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { NotSaved } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { usePolicyWords } from './allowance.ts';
import { Carried } from './carried.tsx';
import { DutySelect } from './duty-select.tsx';
import { Field } from './field.tsx';
import { MovesTable } from './moves-table.tsx';

/** Of which open cases; null is all. */
type Chosen = { zone: string | null; class: 'general' | 'major' | null; duty: string | null };
const everything: Chosen = { zone: null, class: null, duty: null };

/** 启用: which open cases are to follow this version, what that would do, and what was adopted before. */
export function AdoptPolicy({ policy, isAhead }: { policy: PolicyListed; isAhead: boolean }) {
  const { t, language } = usePolicyWords();
  const { may } = useSignedIn();
  const { version, validFrom } = policy;
  const { data } = useAdoptions(version, true);
  const items = data?.items ?? [];
  return (
    <section className="sheet" aria-labelledby="adopt">
      <h2 id="adopt">{t('office.policies.adopt', { version })}</h2>
      {isAhead ? (
        <p className="quiet">{t('office.policies.adoptAhead', { version, on: sayDate(validFrom, language) })}</p>
      ) : (
        may.includes('settings.adopt') && <Adopting policy={policy} />
      )}
      <h3>{t('office.policies.history')}</h3>
      {items.length === 0 ? <p className="quiet">{t('office.policies.historyNone')}</p> : null}
      {items.map((item) => (
        <Adopted key={item.id} adoption={item} />
      ))}
    </section>
  );
}

function Adopting({ policy: { version, ladders } }: { policy: PolicyListed }) {
  const { t } = usePolicyWords();
  const { data: zones } = useZones();
  const [chosen, setChosen] = useState(everything);
  const [key, setKey] = useState(newKey);
  const path = { version: String(version) };
  const body = chosen as Chosen & { duty: 'hazard.assign' | null };
  const preview = useMutation({
    mutationFn: async () => ({
      of: chosen,
      foreseen: await answerOf(api.POST('/api/policies/{version}/adoptions/preview', { params: { path }, body })),
    }),
  });
  const adoption = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/policies/{version}/adoptions', { params: { path, header: { 'Idempotency-Key': key } }, body })),
    async onSuccess() {
      setKey(newKey());
      preview.reset();
      await queryClient.invalidateQueries({ queryKey: ['adoptions', version] });
    },
  });
  const choose = (changes: Partial<Chosen>) => {
    setChosen({ ...chosen, ...changes });
    setKey(newKey());
    adoption.reset();
  };
  const foreseen = preview.data?.of === chosen ? preview.data.foreseen : null;
  const error = adoption.error ?? preview.error;
  return (
    <>
      <p className="quiet">{t('office.policies.adoptHow')}</p>
      <div className="adopt-which">
        <Field id="adopt-zone" label={t('office.policies.zone')}>
          <Select<string | null>
            id="adopt-zone"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('office.policies.all')}
            value={chosen.zone}
            options={(zones?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(zone) => choose({ zone: zone ?? null })}
          />
        </Field>
        <Field id="adopt-class" label={t('office.policies.class')}>
          <Select<Chosen['class']>
            id="adopt-class"
            allowClear
            placeholder={t('office.policies.all')}
            value={chosen.class}
            options={(['general', 'major'] as const).map((value) => ({ value, label: t(`office.policies.${value}`) }))}
            onChange={(of) => choose({ class: of ?? null })}
          />
        </Field>
        <Field id="adopt-duty" label={t('office.policies.duty')}>
          <DutySelect id="adopt-duty" duties={Object.keys(ladders)} value={chosen.duty} allowsAll change={(duty) => choose({ duty })} />
        </Field>
      </div>
      {foreseen && <Foreseen foreseen={foreseen} />}
      {error && <NotSaved error={error} />}
      {adoption.isSuccess && !foreseen && (
        <p className="done" role="status">
          {t('office.policies.started')}
        </p>
      )}
      {foreseen ? (
        <Button type="primary" loading={adoption.isPending} onClick={() => adoption.mutate()}>
          {t('office.policies.start')}
        </Button>
      ) : (
        <Button loading={preview.isPending} onClick={() => preview.mutate()}>
          {t('office.policies.preview')}
        </Button>
      )}
    </>
  );
}

function Foreseen({ foreseen: { open, recomputed, moved, moves, escalated } }: { foreseen: PolicyPreview }) {
  const { t, list } = useWords();
  const told = escalated.map(({ person, cases }) => t('office.policies.escalatedOne', { name: person.name, count: cases }));
  return (
    <div aria-live="polite">
      <p className="strong">{t('office.policies.previewed', { open, recomputed, moved })}</p>
      {moves.length > 0 && <MovesTable moves={moves} />}
      <p>{told.length === 0 ? t('office.policies.escalatedNone') : t('office.policies.escalated') + list(told)}</p>
    </div>
  );
}

function Adopted({ adoption }: { adoption: PolicyAdoption }) {
  const { t, list, language } = useWords();
  const { dutyName } = usePolicyWords();
  const { data: zones } = useZones();
  const { zone, class: of, duty, askedBy, askedAt } = adoption;
  const parts = [
    ...(zone ? [zones?.items.find(({ code }) => code === zone)?.name ?? zone] : []),
    ...(of ? [t(`office.policies.${of}`)] : []),
    ...(duty ? [dutyName(duty)] : []),
  ];
  const scope = parts.length === 0 ? t('office.policies.everything') : list(parts);
  return (
    <div>
      <p>{t('office.policies.asked', { moment: sayMoment(askedAt, language), name: askedBy.name, scope })}</p>
      <Carried adoption={adoption} />
    </div>
  );
}
