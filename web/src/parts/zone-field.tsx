import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { Zone } from '../api/client.ts';
import { recentZones } from '../recent-zones.ts';
import type { ReportDraft } from '../report-draft.ts';
import { useWords } from '../words/use-words.ts';
import { FindByPosition } from './find-by-position.tsx';
import { ScanZone } from './scan-zone.tsx';
import { useSignedIn } from './signed-in.tsx';

type ZoneAsked = {
  zones: Zone[];
  isByCode: boolean;
  /** The code of a placard that names no zone of ours. */
  unknown: string | null;
  choose: (zone: string) => void;
  chooseByCode: (zone: string) => boolean;
};

/** Large where the code of its placard named it; else by the code, of the last ones, or of all. */
export function ZoneField({ zones, isByCode, unknown, choose, chooseByCode }: ZoneAsked) {
  const { t, person: say } = useWords();
  const { person } = useSignedIn();
  const form = Form.useFormInstance<ReportDraft>();
  const chosen = Form.useWatch('zone', { form, preserve: true });
  const [isChanging, setChanging] = useState(false);
  const zone = zones.find(({ code }) => code === chosen);
  const recent = recentZones(person.id).flatMap((code) => zones.filter((each) => each.code === code));
  const holder =
    zone && (zone.specific ? t('report.zoneHolder', { who: say({ post: 'specific', person: zone.specific }) }) : t('report.zoneVacant'));
  if (isByCode && zone && !isChanging)
    return (
      <section className="zone-named" aria-label={t('report.zone')}>
        <Form.Item name="zone" hidden>
          <Input />
        </Form.Item>
        <p className="quiet">{t('report.zoneByCode')}</p>
        <p>
          <strong>{zone.name}</strong>
        </p>
        <p className="quiet">{holder}</p>
        <Button onClick={() => setChanging(true)}>{t('report.zoneChange')}</Button>
      </section>
    );
  return (
    <>
      {unknown !== null && (
        <Alert className="notice" role="alert" type="warning" showIcon title={t('report.zoneUnknown', { code: unknown })} />
      )}
      <div className="scan-line">
        <ScanZone
          choose={(code) => {
            setChanging(false);
            return chooseByCode(code);
          }}
        />
        <FindByPosition zones={zones} chosen={zone?.code} choose={choose} />
      </div>
      <Form.Item name="zone" label={t('report.zone')} extra={holder} rules={[{ required: true, message: t('report.needsZone') }]}>
        <Select
          className="zone-select"
          showSearch={{ optionFilterProp: 'sought' }}
          placeholder={t('report.zonePick')}
          notFoundContent={t('report.zoneNotFound')}
          options={byGrid(zones)}
          optionRender={({ label, value }) => (
            <>
              {label} <span className="quiet">{zones.find(({ code }) => code === value)?.specific?.name}</span>
            </>
          )}
        />
      </Form.Item>
      {recent.length > 0 && (
        <div className="chips recent" role="group" aria-label={t('report.zoneRecent')}>
          <span className="quiet">{t('report.zoneRecent')}</span>
          {recent.map(({ code, name }) => (
            <Button key={code} aria-pressed={zone?.code === code} onClick={() => choose(code)}>
              {name}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

/** A zone is found by its name and by those of its two persons. */
const soughtIn = ({ name, specific, supervising }: Zone) => [name, specific?.name, supervising?.name].join(' ');

/** The zones of each unit, beneath its name. */
function byGrid(zones: readonly Zone[]) {
  const grids = new Map(zones.map(({ grid }) => [grid.code, grid.name]));
  return [...grids].map(([code, label]) => ({
    label,
    options: zones.filter(({ grid }) => grid.code === code).map((zone) => ({ value: zone.code, label: zone.name, sought: soughtIn(zone) })),
  }));
}
