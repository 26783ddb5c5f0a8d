import { Select } from 'antd';
import { groupOf, usePolicyWords } from './allowance.ts';
import type { DutyGroup } from './allowance.ts';

type Choice = {
  id: string;
  duties: readonly string[];
  value: string | null;
  mark?: (duty: string) => string;
  change: (duty: string | null) => void;
  allowsAll?: boolean;
};

/** One of what can be owed, by group. */
export function DutySelect({ id, duties, value, mark = () => '', change, allowsAll = false }: Choice) {
  const { t, dutyName } = usePolicyWords();
  const groups = [...new Set(duties.map(groupOf))];
  const option = (duty: string) => ({ value: duty, label: dutyName(duty) + mark(duty) });
  const ofGroup = (group: DutyGroup) => ({
    label: t(`office.dutyGroup.${group}`),
    options: duties.filter((duty) => groupOf(duty) === group).map(option),
  });
  return (
    <Select<string | null>
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={allowsAll}
      {...(allowsAll && { placeholder: t('office.policies.all') })}
      value={value}
      options={groups.map(ofGroup)}
      onChange={(chosen) => change(chosen ?? null)}
    />
  );
}
