import { Alert } from 'antd';
import type { ImportRow } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { groupOf, isTaken, zoneOf } from './work.ts';
import type { Work } from './work.ts';
import { ZoneChoice } from './zone-choice.tsx';

const mostGroups = 50;

/** 责任区对照: one zone for all, and others for whole projects or units. */
export function Zones({ rows, work, put }: { rows: readonly ImportRow[]; work: Work; put: (work: Work) => void }) {
  const { t } = useWords();
  const taken = rows.filter((row) => isTaken(row, work));
  const missing = taken.filter((row) => zoneOf(row, work) === null).length;
  const counts = new Map<string, number>();
  for (const row of taken) counts.set(groupOf(row), (counts.get(groupOf(row)) ?? 0) + 1);
  const groups = [...counts].sort(([, a], [, b]) => b - a);
  const { zones } = work;
  const putGroup = (group: string, zone: string | undefined) => {
    const { [group]: _, ...others } = zones.of;
    put({ ...work, zones: { ...zones, of: zone ? { ...others, [group]: zone } : others } });
  };
  return (
    <section className="import-zones" aria-labelledby="import-zones">
      <h2 id="import-zones">{t('import.zones.title')}</h2>
      {missing > 0 && <Alert className="notice" type="warning" showIcon title={t('import.zones.missing', { count: missing })} />}
      <div className="import-pair">
        <span>{t('import.zones.all')}</span>
        <ZoneChoice label={t('import.zones.all')} value={zones.all} choose={(all) => put({ ...work, zones: { ...zones, all } })} />
      </div>
      {groups.length > 1 && (
        <details>
          <summary>{t('import.zones.byProject')}</summary>
          {groups.slice(0, mostGroups).map(([group, count]) => {
            const label = t('import.zones.group', { name: group || t('import.zones.unnamed'), count });
            return (
              <div className="import-pair" key={group}>
                <span>{label}</span>
                <ZoneChoice label={label} value={zones.of[group]} choose={(zone) => putGroup(group, zone)} />
              </div>
            );
          })}
          {groups.length > mostGroups && <p className="quiet">{t('import.zones.more', { count: groups.length - mostGroups })}</p>}
        </details>
      )}
    </section>
  );
}
