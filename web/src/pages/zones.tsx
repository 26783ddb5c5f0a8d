import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import { useZones } from '../api/queries.ts';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

const sizes = ['A3', 'A4'] as const;

/** 责任区: each zone with its two responsible persons and its placard. */
export function Zones() {
  const { t, person } = useWords();
  const zones = useZones();
  const [size, setSize] = useState<(typeof sizes)[number]>('A3');
  const placards = useQuery({ queryKey: ['placards'], queryFn: () => answerOf(api.GET('/api/placards')), staleTime: 60_000 });
  useTitle(t('page.zones'));
  if (!zones.data) return zones.error ? <NotLoaded error={zones.error} retry={() => void zones.refetch()} /> : <Waiting />;
  return (
    <div className="middle zones">
      <div className="heading">
        <h1>{t('page.zones')}</h1>
        <span className="form-end">
          <Segmented aria-label={t('zones.size')} value={size} onChange={setSize} options={[...sizes]} />
          <Button type="primary" href={`/api/placards.pdf?size=${size}`}>
            {t('zones.printAll')}
          </Button>
        </span>
      </div>
      {placards.data?.isPrivate && (
        <Alert className="notice" type="warning" showIcon title={t('zones.privateAddress', { address: placards.data.address })} />
      )}
      {placards.data && !placards.data.officePhone && <Alert className="notice" type="warning" showIcon title={t('zones.noPhone')} />}
      <ul className="zone-list">
        {zones.data.items.map(({ code, name, grid, supervising, specific, open, overdue }) => (
          <li key={code}>
            <div>
              <strong>{name}</strong> <span className="quiet">{t('zones.of', { code, grid: grid.name })}</span>
              <p>
                {person({ post: 'supervising', person: supervising })} · {person({ post: 'specific', person: specific })}
              </p>
              <p className="quiet">{t('zones.counts', { open, overdue })}</p>
            </div>
            <Button href={`/api/zones/${encodeURIComponent(code)}/placard.pdf?size=${size}`} aria-label={t('zones.printOf', { name })}>
              {t('zones.print')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
