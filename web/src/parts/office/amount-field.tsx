import { InputNumber, Select } from 'antd';
import type { Allowance } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { allowanceOf, amountOf, units } from './allowance.ts';
import type { Unit } from './allowance.ts';

const most = 3650;

/** How long, as a number and its unit. */
export function AmountField({
  id,
  label,
  value,
  change,
}: {
  id: string;
  label?: string;
  value: Allowance;
  change: (allowance: Allowance) => void;
}) {
  const { t } = useWords();
  const { amount, unit } = amountOf(value);
  return (
    <span className="amount">
      <InputNumber
        id={id}
        {...(label && { 'aria-label': label })}
        min={0}
        max={most}
        value={amount}
        onChange={(given) => change(allowanceOf({ amount: given ?? 0, unit }))}
      />
      <Select<Unit>
        aria-label={t('office.draft.unit')}
        value={unit}
        options={units
          .filter((each) => each !== 'seconds' || unit === 'seconds')
          .map((each) => ({ value: each, label: t(`office.allowance.${each}`) }))}
        onChange={(chosen) => change(allowanceOf({ amount: Math.round(amount), unit: chosen }))}
      />
    </span>
  );
}
