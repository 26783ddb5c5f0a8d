import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { answerOf, api } from '../api/client.ts';
import type { Zone } from '../api/client.ts';
import { useZones } from '../api/queries.ts';
import '../organisation.css';
import { OrganisationTabs } from '../parts/organisation/tabs.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { pendingIn, ZoneTree } from '../parts/zones/zone-tree.tsx';
import { ZoneShown } from '../parts/zones/zone-shown.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

const sizes = ['A3', 'A4'] as const;

const says = ({ name, code, grid, specific, supervising }: Zone, sought: string) =>
  [name, code, grid.name, specific?.name, supervising?.name].some((each) => each?.includes(sought));

/** 责任区: the tree beside the zone, on a phone the one and then the other; what still lacks a responsible person stands first. */
export function Zones() {
  const { t } = useWords();
  const { code } = useParams();
  const isNarrow = useIsNarrow();
  const zones = useZones();
  const [search, setSearch] = useSearchParams();
  const [size, setSize] = useState<(typeof sizes)[number]>('A3');
  useTitle(zones.data?.items.find((zone) => zone.code === code)?.name ?? t('page.zones'));
  if (!zones.data) return zones.error ? <NotLoaded error={zones.error} retry={() => void zones.refetch()} /> : <Waiting />;
  const { grids, items } = zones.data;
  const sought = search.get('q') ?? '';
  const isOnlyGaps = search.get('gaps') === 'true';
  const matching = items.filter((zone) => says(zone, sought) && (!isOnlyGaps || pendingIn(zone).length > 0));
  const ask = (field: 'q' | 'gaps', value: string) => {
    const { [field]: _, ...rest } = Object.fromEntries(search);
    setSearch(value === '' ? rest : { ...rest, [field]: value }, { replace: true });
  };
  const shown = code ?? (isNarrow ? undefined : matching[0]?.code);
  const isPhonePage = isNarrow && code !== undefined;
  return (
    <div className="zones">
      <div className="heading">
        <h1>{t('page.zones')}</h1>
        <span className="form-end">
          <Segmented aria-label={t('zones.size')} value={size} onChange={setSize} options={[...sizes]} />
          {!isPhonePage && (
            <Button type={shown === undefined ? 'primary' : 'default'} href={`/api/placards.pdf?size=${size}`}>
              {t('zones.printAll')}
            </Button>
          )}
        </span>
      </div>
      <OrganisationTabs />
      {isPhonePage ? (
        <Link className="back-link" to="/zones">
          {t('organisation.backToZones')}
        </Link>
      ) : (
        <PlacardNotices />
      )}
      <div className="zones-beside">
        {!isPhonePage && (
          <div className="zones-list">
            <Gaps zones={items} isOn={isOnlyGaps} turn={(isOn) => ask('gaps', isOn ? 'true' : '')} />
            <Input
              type="search"
              allowClear
              aria-label={t('organisation.seek')}
              placeholder={t('organisation.seek')}
              defaultValue={sought}
              onChange={({ target }) => ask('q', target.value.trim())}
            />
            {matching.length === 0 ? (
              <p className="empty">{t(items.length === 0 ? 'organisation.none' : 'organisation.noneSuch')}</p>
            ) : (
              <ZoneTree grids={grids} zones={matching} shown={shown} />
            )}
          </div>
        )}
        {shown !== undefined && <ZoneShown key={shown} code={shown} size={size} />}
      </div>
    </div>
  );
}

/** How many zones lack one of their two; a press shows them alone. */
function Gaps({ zones, isOn, turn }: { zones: readonly Zone[]; isOn: boolean; turn: (isOn: boolean) => void }) {
  const { t } = useWords();
  const count = zones.filter((zone) => pendingIn(zone).length > 0).length;
  if (count === 0) return <p className="quiet">{t('organisation.noGaps', { total: zones.length })}</p>;
  return (
    <p className="zones-gaps">
      <span className="pending-words">{t('organisation.gaps', { total: zones.length, count })}</span>
      <Button type={isOn ? 'primary' : 'default'} aria-pressed={isOn} onClick={() => turn(!isOn)}>
        {t('organisation.onlyGaps')}
      </Button>
    </p>
  );
}

/** What is to be known before placards are printed. */
function PlacardNotices() {
  const { t } = useWords();
  const { data } = useQuery({ queryKey: ['placards'], queryFn: () => answerOf(api.GET('/api/placards')), staleTime: 60_000 });
  return (
    <>
      {data?.isPrivate && <Alert className="notice" type="warning" showIcon title={t('zones.privateAddress', { address: data.address })} />}
      {data && !data.officePhone && <Alert className="notice" type="warning" showIcon title={t('zones.noPhone')} />}
    </>
  );
}
