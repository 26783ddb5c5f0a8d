import { EnvironmentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Zone } from '../api/client.ts';
import { askHere, maySayHere } from '../here.ts';
import type { NotHere } from '../here.ts';
import { farthestMetres, nearestZones } from '../nearest-zones.ts';
import type { NearZone } from '../nearest-zones.ts';
import { useWords } from '../words/use-words.ts';

type Asked = { zones: readonly Zone[]; chosen: string | undefined; choose: (zone: string) => void };
type Found = { near: NearZone[]; accuracy: number };

/** 按所在位置找责任区: the nearest zones, for a person to choose from; where he stands stays in this device. */
export function FindByPosition({ zones, chosen, choose }: Asked) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [found, setFound] = useState<Found | NotHere | null>(null);
  if (!maySayHere || zones.every(({ positions }) => positions.length === 0)) return null;
  const ask = () => {
    setAsking(true);
    askHere()
      .then((here) => setFound({ near: nearestZones(zones, here), accuracy: here.accuracy }))
      .catch((reason: NotHere) => setFound(reason))
      .finally(() => setAsking(false));
  };
  return (
    <>
      <Button icon={<EnvironmentOutlined aria-hidden />} loading={isAsking} onClick={ask}>
        {t('report.here.title')}
      </Button>
      <div className="here" role="status">
        {typeof found === 'string' && <p className="fault">{t(`report.here.${found}`)}</p>}
        {found !== null && typeof found !== 'string' && found.near.length === 0 && (
          <p className="near">{t('report.here.none', { kilometres: farthestMetres / 1000 })}</p>
        )}
        {found !== null && typeof found !== 'string' && found.near.length > 0 && (
          <div className="chips" role="group" aria-label={t('report.here.near')}>
            <span className="quiet">{t('report.here.near')}</span>
            {found.near.map(({ zone: { code, name }, metres }) => (
              <Button key={code} aria-pressed={chosen === code} onClick={() => choose(code)}>
                {t('report.here.zone', { name, away: sayMetres(metres, t) })}
              </Button>
            ))}
            <span className="quiet">{t('report.here.accuracy', { away: sayMetres(found.accuracy, t) })}</span>
          </div>
        )}
      </div>
    </>
  );
}

/** No more exact than a phone knows. */
const sayMetres = (metres: number, t: ReturnType<typeof useWords>['t']): string =>
  metres < 1000
    ? t('report.here.metres', { count: Math.max(10, Math.round(metres / 10) * 10) })
    : t('report.here.kilometres', { count: (metres / 1000).toFixed(1) });
