import { Form, Select } from 'antd';
import type { Zone } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';

/** One of the zones that have a specific responsible person. */
export function HeldZoneField({ zones, initial }: { zones: Zone[]; initial: string | undefined }) {
  const { t } = useWords();
  return (
    <Form.Item name="zone" label={t('assign.zone')} initialValue={initial} rules={[{ required: true, message: t('assign.needsZone') }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('report.zonePick')}
        options={zones
          .filter(({ specific }) => specific)
          .map(({ code, name, specific }) => ({ value: code, label: `${name} · ${t('assign.holder', { name: specific?.name })}` }))}
      />
    </Form.Item>
  );
}
