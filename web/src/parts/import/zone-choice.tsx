import { Select } from 'antd';
import { useZones } from '../../api/queries.ts';
import { useWords } from '../../words/use-words.ts';

type Choice = { label: string; value: string | undefined; placeholder?: string; choose: (zone: string | undefined) => void; id?: string };

/** One of the bureau's zones, or none. */
export function ZoneChoice({ label, value, placeholder, choose, id }: Choice) {
  const { t } = useWords();
  const { data } = useZones();
  return (
    <Select
      {...(id && { id })}
      className="import-zone"
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder ?? t('import.zones.choose')}
      value={value}
      onChange={choose}
      options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}

/** How the zone of that code is called; null where there is none. */
export function useZoneName(): (code: string | null) => string | null {
  const { data } = useZones();
  return (code) => (code === null ? null : (data?.items.find((each) => each.code === code)?.name ?? code));
}
