import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Refused } from '../../api/client.ts';
import type { ZoneWhole } from '../../api/client.ts';
import { useLedger, useZone } from '../../api/queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { sayFrom, sayLast } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { ChangeForm } from '../organisation/changes.tsx';
import type { Opened } from '../organisation/changes.tsx';
import { Saved } from '../organisation/tabs.tsx';
import { NotLoaded } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { MajorTag, StageTag, TimeWord } from '../tags.tsx';
import { Waiting } from '../waiting.tsx';

type Seat = ZoneWhole['seats'][number];

/** One zone: its two responsible persons, its numbers, key units, open hazards, and who held its seats. */
export function ZoneShown({ code, size }: { code: string; size: string }) {
  const { t, list } = useWords();
  const { data: zone, error, refetch } = useZone(code);
  const { may } = useSignedIn();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  if (!zone) {
    if (error instanceof Refused && error.status === 404) return <p className="empty">{t('organisation.noZone')}</p>;
    return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  }
  const change = may.includes('organisation.write') ? setOpened : null;
  return (
    <section className="zone" aria-labelledby="zone">
      <div className="heading">
        <div>
          <h2 id="zone">{zone.name}</h2>
          <span className="quiet">{t('zones.of', { code, grid: zone.grid.name })}</span>
        </div>
        <Button
          type="primary"
          href={`/api/zones/${encodeURIComponent(code)}/placard.pdf?size=${size}`}
          aria-label={t('zones.printOf', { name: zone.name })}
        >
          {t('zones.print')}
        </Button>
      </div>
      <Saved version={saved} />
      <div className="zone-seats">
        {zone.seats.map((seat) => (
          <SeatCard key={seat.post} zone={zone} seat={seat} change={change} />
        ))}
      </div>
      <Numbers zone={zone} />
      <div className="heading">
        <h3>{t('organisation.keyUnits')}</h3>
        {change && <Button onClick={() => change({ what: 'correctZone', zone })}>{t('organisation.change.correctZone')}</Button>}
      </div>
      {zone.keyUnits.length === 0 ? (
        <p className="quiet">{t('organisation.noKeyUnits')}</p>
      ) : (
        <ul className="key-units">
          {zone.keyUnits.map(({ name, address }) => (
            <li key={`${name}/${address ?? ''}`}>
              {name} {address && <span className="quiet">{address}</span>}
            </li>
          ))}
        </ul>
      )}
      {change && (
        <>
          <h3>{t('organisation.positions')}</h3>
          <p className="quiet">
            {zone.positions.length === 0
              ? t('organisation.noPositions')
              : list(zone.positions.map(({ latitude, longitude }) => `${latitude}, ${longitude}`))}
          </p>
        </>
      )}
      {zone.open !== null && <OpenHazards code={code} />}
      <h3>{t('organisation.history')}</h3>
      {zone.seats.map((seat) => (
        <Terms key={seat.post} seat={seat} />
      ))}
      <p className="quiet">{t('organisation.version', { version: zone.version })}</p>
      {opened && (
        <ChangeForm key={JSON.stringify(opened)} opened={opened} version={zone.version} close={() => setOpened(null)} done={setSaved} />
      )}
    </section>
  );
}

type Changing = { zone: ZoneWhole; seat: Seat; change: ((opened: Opened) => void) | null };

function SeatCard({ zone, seat, change }: Changing) {
  const { t } = useWords();
  const { post, named } = seat;
  const of = { post, scope: zone.code, scopeName: zone.name };
  return (
    <div className={named ? 'zone-seat' : 'zone-seat pending'}>
      <span className="quiet">{t(`post.${post}`)}</span>
      <p className="zone-person">{named?.name ?? t('organisation.pending')}</p>
      <Standing seat={seat} />
      {change && (
        <div className="form-end">
          <Button onClick={() => change({ what: 'appoint', seat: of })}>{t('organisation.change.appoint')}</Button>
          {seat.standing === 'absent' && named && (
            <Button onClick={() => change({ what: 'nameActing', person: named })}>{t('organisation.change.nameActing')}</Button>
          )}
          {named && (
            <Button type="text" onClick={() => change({ what: 'vacate', seat: of })}>
              {t('organisation.change.vacate')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Title, and who acts while the person is away. */
function Standing({ seat: { standing, named, title, acting, awayUntil } }: { seat: Seat }) {
  const { t, language } = useWords();
  if (!named) return <p className="pending-words">{t('organisation.pendingSeat')}</p>;
  const until = awayUntil ? sayLast(awayUntil, language) : '';
  return (
    <>
      <p className="quiet">{title ?? t('organisation.noTitle')}</p>
      {standing === 'acting' && <p>{t('organisation.acting', { name: acting?.name, until })}</p>}
      {standing === 'absent' && <p className="pending-words">{t('organisation.absent', { until })}</p>}
    </>
  );
}

function Numbers({ zone: { code, open, overdue, closedThisMonth } }: { zone: ZoneWhole }) {
  const { t } = useWords();
  if (open === null) return <p className="quiet">{t('organisation.numbers.hidden')}</p>;
  const zone = encodeURIComponent(code);
  const numbers = [
    ['open', open, `/ledger?zone=${zone}&open=true`],
    ['overdue', overdue, `/ledger?zone=${zone}&overdue=true`],
    ['closed', closedThisMonth, null],
  ] as const;
  const said = (word: (typeof numbers)[number][0], count: number | null) => (
    <>
      <span className="big-number">{count ?? '—'}</span> {t(`organisation.numbers.${word}`)}
    </>
  );
  return (
    <ul className="zone-numbers">
      {numbers.map(([word, count, to]) => (
        <li key={word} className={word === 'overdue' && (count ?? 0) > 0 ? 'late' : undefined}>
          {to ? <Link to={to}>{said(word, count)}</Link> : <div className="plain-number">{said(word, count)}</div>}
        </li>
      ))}
    </ul>
  );
}

const shownAtMost = 10;

function OpenHazards({ code }: { code: string }) {
  const { t, due } = useWords();
  const { may } = useSignedIn();
  const { data } = useLedger({ zone: code, open: 'true', order: 'due', pageSize: shownAtMost });
  if (!may.includes('case.read') || !data) return null;
  return (
    <>
      <h3>{t('organisation.hazards')}</h3>
      {data.total === 0 && <p className="quiet">{t('organisation.noHazards')}</p>}
      {data.items.length > 0 && (
        <ul className="rows">
          {data.items.map((item) => (
            <li key={item.id} className="zone-hazard">
              <span>
                <MajorTag of={item.class} />
                <Link to={item.page}>{item.title}</Link>
                <span className="quiet block">
                  {item.number}
                  {item.owes && ` · ${due(item.owes)}`}
                </span>
              </span>
              <span className="zone-hazard-state">
                <StageTag stage={item.stage} />
                {item.owes && <TimeWord owes={item.owes} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data.total > data.items.length && (
        <p>
          <Link to={`/ledger?zone=${encodeURIComponent(code)}&open=true`}>{t('organisation.allHazards', { count: data.total })}</Link>
        </p>
      )}
    </>
  );
}

/** Who holds, held and will hold the seat. */
function Terms({ seat: { post, terms } }: { seat: Seat }) {
  const { t, language } = useWords();
  return (
    <div className="zone-terms">
      <h4>{t(`post.${post}`)}</h4>
      {terms.length === 0 && <p className="quiet">{t('organisation.pending')}</p>}
      <ul>
        {terms.map(({ person, from, to }) => (
          <li key={`${person.id}/${from}`}>
            <span className={to === null ? 'strong' : undefined}>{person.name}</span>{' '}
            <span className="quiet">
              {to === null
                ? t('organisation.since', { from: sayFrom(from, language) })
                : t('organisation.span', { from: sayFrom(from, language), to: sayLast(to, language) })}
            </span>{' '}
            {Date.parse(from) > serverNowMs() && <span className="tag">{t('organisation.planned')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
