import { Form, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Hazard } from '../api/client.ts';
import { useOpenHazards, useZones } from '../api/queries.ts';
import { useWords } from '../words/use-words.ts';
import { CriterionField } from './criterion-field.tsx';
import { HeldZoneField } from './held-zone-field.tsx';
import { LongText } from './long-text.tsx';

const shortestReason = 10;

export function ReasonField() {
  const { t } = useWords();
  return (
    <Form.Item
      name="reason"
      label={t('action.reason')}
      rules={[{ required: true, whitespace: true, min: shortestReason, message: t('action.needsReason') }]}
    >
      <LongText rows={4} maxLength={1000} />
    </Form.Item>
  );
}

/** To be added to the notice that presses whoever owes. */
export function ChaseField() {
  const { t } = useWords();
  return (
    <Form.Item name="words" label={t('report.optional', { label: t('action.chase.words') })}>
      <LongText rows={3} maxLength={500} />
    </Form.Item>
  );
}

export function CommentField() {
  const { t } = useWords();
  return (
    <Form.Item name="text" label={t('action.comment.text')} rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}>
      <LongText rows={4} maxLength={2000} />
    </Form.Item>
  );
}

export function ReassignField({ hazard }: { hazard: Hazard }) {
  const { data } = useZones();
  return <HeldZoneField zones={(data?.items ?? []).filter(({ code }) => code !== hazard.zone.code)} initial={undefined} />;
}

/** The class as it would be; a general one is put right at once or within a limit, a major one has its criterion. */
export function ReclassifyFields({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const of = Form.useWatch<Hazard['class'] | undefined>('class') ?? hazard.class;
  return (
    <>
      <Form.Item name="class" label={t('action.reclassify.class')} initialValue={hazard.class}>
        <Radio.Group className="choices choices-beside">
          <Radio value="general">{t('action.reclassify.general')}</Radio>
          <Radio value="major">{t('action.reclassify.major')}</Radio>
        </Radio.Group>
      </Form.Item>
      {of === 'major' ? (
        <CriterionField initial={hazard.criterion?.code} category={hazard.category} />
      ) : (
        <Form.Item name="mode" label={t('report.mode')} initialValue={hazard.mode}>
          <Radio.Group className="choices choices-beside">
            <Radio value="timeLimited">{t('mode.timeLimited')}</Radio>
            <Radio value="immediate">{t('mode.immediate')}</Radio>
          </Radio.Group>
        </Form.Item>
      )}
    </>
  );
}

/** Any other open hazard, found by its number or its words. */
export function MergeField({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const [sought, setSought] = useState('');
  const { data, isFetching } = useOpenHazards(sought.trim());
  return (
    <Form.Item name="into" label={t('action.merge.into')} rules={[{ required: true, message: t('action.merge.needsInto') }]}>
      <Select
        labelInValue
        showSearch={{ filterOption: false, onSearch: setSought }}
        loading={isFetching}
        placeholder={t('action.merge.pick')}
        notFoundContent={t('action.merge.noneFound')}
        options={(data?.items ?? [])
          .filter(({ id }) => id !== hazard.id)
          .map(({ id, number, title, zone }) => ({ value: id, label: `${number} ${title} · ${zone.name}` }))}
      />
    </Form.Item>
  );
}
