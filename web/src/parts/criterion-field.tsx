import { Form, Select } from 'antd';
import { useCriteria } from '../api/queries.ts';
import { useWords } from '../words/use-words.ts';

/** 判定依据: what makes it a major hazard, of the criteria in force today. `isOpen`: with the list of them open. */
export function CriterionField({ initial, isOpen = false }: { initial?: string | undefined; isOpen?: boolean }) {
  const { t, language } = useWords();
  const { data } = useCriteria();
  const chosen: unknown = Form.useWatch('criterion');
  const criterion = data?.items.find(({ code }) => code === chosen);
  return (
    <Form.Item
      name="criterion"
      label={t('criterion.label')}
      initialValue={initial}
      extra={criterion && t('criterion.rests', { text: criterion.text, source: criterion.source })}
      rules={[{ required: true, message: t('criterion.needed') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        defaultOpen={isOpen}
        loading={!data}
        placeholder={t('criterion.pick')}
        options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
    </Form.Item>
  );
}
