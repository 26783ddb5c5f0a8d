import { Form, Select } from 'antd';
import type { SelectProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useCriteria } from '../api/queries.ts';
import type { Criterion } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';

type Asked = {
  initial?: string | undefined;
  /** The category of the hazard, as the ledger has it: the criteria for it come first. */
  category?: string | null;
  /** Whether it has just been asked for: then it is brought into sight. */
  isNew?: boolean;
};

/** 判定依据: what makes it a major hazard, of the criteria in force today, each with its words. */
export function CriterionField({ initial, category = null, isNew = false }: Asked) {
  const { t, language, categoryIn } = useWords();
  const { data } = useCriteria();
  const chosen: unknown = Form.useWatch('criterion');
  const field = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState(isNew ? '' : null);
  const all = data?.items ?? [];
  const criterion = all.find(({ code }) => code === chosen);
  useEffect(() => {
    if (picked !== null) field.current?.scrollIntoView({ block: 'nearest' });
  }, [picked, criterion]);
  const fits = ({ categories }: Criterion) => category !== null && categories.includes(category);
  const asOption = ({ code, name, text }: Criterion) => ({ value: code, label: name[language], sought: `${name[language]} ${text}` });
  const fitting = all.filter(fits).map(asOption);
  const others = all.filter((each) => !fits(each)).map(asOption);
  const options: SelectProps['options'] =
    category === null || fitting.length === 0
      ? others
      : [
          { label: t('criterion.fitting', { category: categoryIn(category) }), options: fitting },
          { label: t('criterion.others'), options: others },
        ];
  return (
    <div ref={field} className="criterion">
      <Form.Item
        name="criterion"
        label={t('criterion.label')}
        initialValue={initial}
        extra={criterion && t('criterion.rests', { text: criterion.text, source: criterion.source })}
        rules={[{ required: true, message: t('criterion.needed') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'sought' }}
          virtual={false}
          listHeight={Math.round(window.innerHeight * 0.4)}
          loading={!data}
          placeholder={t('criterion.pick')}
          notFoundContent={data && t('criterion.none')}
          onSelect={(code: string) => setPicked(code)}
          options={options}
          optionRender={({ label, value }) => (
            <span className="criterion-option">
              <strong>{label}</strong>
              <span>{all.find(({ code }) => code === value)?.text}</span>
            </span>
          )}
        />
      </Form.Item>
    </div>
  );
}
