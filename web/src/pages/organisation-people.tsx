import { Button, Checkbox, Dropdown, Input, Pagination } from 'antd';
import type { MenuProps } from 'antd';
import { useState } from 'react';
import type { PersonWhole } from '../api/client.ts';
import { useEverybody } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import '../organisation.css';
import { ChangeForm } from '../parts/organisation/changes.tsx';
import type { Opened } from '../parts/organisation/changes.tsx';
import { OrganisationTabs, Saved } from '../parts/organisation/tabs.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { sayFrom, sayLast } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

const pageSize = 50;

/** 人员: everybody with unit, seats and absences; whoever keeps the organisation changes it here. */
export function People() {
  const { t, seat } = useWords();
  const { may } = useSignedIn();
  const { data, error, refetch } = useEverybody();
  const [sought, setSought] = useState('');
  const [isOnlyAway, setOnlyAway] = useState(false);
  const [isWithLeft, setWithLeft] = useState(false);
  const [page, setPage] = useState(1);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  useTitle(t('organisation.tabs.people'));
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const says = ({ id, name, title, unit, seats }: PersonWhole) =>
    [id, name, title, unit?.name, ...seats.map(seat)].some((each) => each?.includes(sought.trim()));
  const shown = data.items.filter(
    (person) => says(person) && (!isOnlyAway || person.absences.length > 0) && (isWithLeft || !person.hasLeft),
  );
  const change = may.includes('organisation.write') ? setOpened : null;
  const narrow = (turn: () => void) => {
    turn();
    setPage(1);
  };
  return (
    <div className="zones">
      <div className="heading">
        <h1>{t('organisation.tabs.people')}</h1>
        {change && (
          <span className="form-end">
            <Button size="large" onClick={() => change({ what: 'appoint' })}>
              {t('organisation.change.appoint')}
            </Button>
            <Button type="primary" size="large" onClick={() => change({ what: 'add' })}>
              {t('organisation.change.add')}
            </Button>
          </span>
        )}
      </div>
      <OrganisationTabs />
      <p className="quiet">{t('organisation.people.what')}</p>
      <Saved version={saved} />
      <div className="people-filter">
        <Input
          type="search"
          allowClear
          className="seek"
          aria-label={t('organisation.people.seek')}
          placeholder={t('organisation.people.seek')}
          onChange={({ target }) => narrow(() => setSought(target.value))}
        />
        <Checkbox checked={isOnlyAway} onChange={({ target }) => narrow(() => setOnlyAway(target.checked))}>
          {t('organisation.people.onlyAway')}
        </Checkbox>
        <Checkbox checked={isWithLeft} onChange={({ target }) => narrow(() => setWithLeft(target.checked))}>
          {t('organisation.people.withLeft')}
        </Checkbox>
      </div>
      <p className="quiet" role="status">
        {t('organisation.people.count', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <p className="empty">{t('organisation.people.none')}</p>
      ) : (
        <Rows people={shown.slice((page - 1) * pageSize, page * pageSize)} change={change} />
      )}
      {shown.length > pageSize && (
        <Pagination current={page} pageSize={pageSize} total={shown.length} showSizeChanger={false} onChange={setPage} />
      )}
      {opened && (
        <ChangeForm key={JSON.stringify(opened)} opened={opened} version={data.version} close={() => setOpened(null)} done={setSaved} />
      )}
    </div>
  );
}

type RowsOf = { people: readonly PersonWhole[]; change: ((opened: Opened) => void) | null };

/** A table, on a phone cards. */
function Rows({ people, change }: RowsOf) {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  if (isNarrow)
    return (
      <ul className="rows cards">
        {people.map((person) => (
          <li key={person.id}>
            <span>
              <Name person={person} /> <span className="quiet">{person.unit?.name}</span>
            </span>
            <Seats person={person} />
            <State person={person} />
            <Contact person={person} />
            {change && <Actions person={person} change={change} />}
          </li>
        ))}
      </ul>
    );
  const columns = change ? (['name', 'unit', 'seats', 'state', 'actions'] as const) : (['name', 'unit', 'seats', 'state'] as const);
  return (
    <table className="board people">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`organisation.people.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td>
              <Name person={person} />
              <Contact person={person} />
            </td>
            <td>{person.unit?.name ?? '—'}</td>
            <td>
              <Seats person={person} />
            </td>
            <td>
              <State person={person} />
            </td>
            {change && (
              <td>
                <Actions person={person} change={change} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({ person: { name, title } }: { person: PersonWhole }) {
  return (
    <>
      <span className="strong">{name}</span> {title && <span className="quiet">{title}</span>}
    </>
  );
}

/** How the person is reached, for whoever may read it. */
function Contact({ person: { email, phone } }: { person: PersonWhole }) {
  const { t } = useWords();
  const { may } = useSignedIn();
  if (!may.includes('contacts.read')) return null;
  const ways = [email, phone].filter((way) => way !== null);
  return <span className="quiet block contact">{ways.length > 0 ? ways.join(' · ') : t('organisation.people.noContact')}</span>;
}

function Seats({ person: { seats, isMember, isInspector } }: { person: PersonWhole }) {
  const { t, seat, language } = useWords();
  const held = seats.map(({ from, to, ...of }) => {
    if (Date.parse(from) > serverNowMs()) return t('organisation.people.seatFrom', { seat: seat(of), from: sayFrom(from, language) });
    return to === null ? seat(of) : t('organisation.people.seatUntil', { seat: seat(of), to: sayLast(to, language) });
  });
  const all = [
    ...held,
    ...(isMember ? [t('organisation.people.member')] : []),
    ...(isInspector ? [t('organisation.people.inspector')] : []),
  ];
  if (all.length === 0) return <span className="quiet">{t('organisation.people.noSeat')}</span>;
  const [first, more] = all.length > seatsShown + 1 ? [all.slice(0, seatsShown), all.slice(seatsShown)] : [all, []];
  return (
    <>
      <SeatList seats={first} />
      {more.length > 0 && (
        <details className="more-seats">
          <summary>{t('organisation.people.more', { count: more.length })}</summary>
          <SeatList seats={more} />
        </details>
      )}
    </>
  );
}

const seatsShown = 4;

function SeatList({ seats }: { seats: readonly string[] }) {
  return (
    <ul className="plain">
      {seats.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}

/** Here, away and who acts, acting for others, gone. */
function State({ person }: { person: PersonWhole }) {
  const { t, language } = useWords();
  const { until, hasLeft, absences, actsFor } = person;
  if (until !== null && hasLeft) return <span className="tag">{t('organisation.people.left', { on: sayFrom(until, language) })}</span>;
  return (
    <>
      {absences.length === 0 && <span>{t('organisation.people.here')}</span>}
      {absences.map(({ from, to, acting }) => (
        <span key={from} className="block">
          {Date.parse(from) > serverNowMs()
            ? t('organisation.people.awayFrom', { from: sayFrom(from, language), until: sayLast(to, language) })
            : t('organisation.people.away', { until: sayLast(to, language) })}
          <span className={acting ? 'quiet block' : 'pending-words block'}>
            {acting ? t('organisation.people.actedBy', { name: acting.name }) : t('organisation.people.notActed')}
          </span>
        </span>
      ))}
      {actsFor.map(({ id, name }) => (
        <span key={id} className="block">
          {t('organisation.people.actsFor', { name })}
        </span>
      ))}
      {until !== null && (
        <span className="block">
          <span className="tag">{t('organisation.people.leaves', { on: sayFrom(until, language) })}</span>
        </span>
      )}
    </>
  );
}

function Actions({ person, change }: { person: PersonWhole; change: (opened: Opened) => void }) {
  const { t } = useWords();
  const { id, name, until, hasLeft, absences, isAway } = person;
  const [first] = absences;
  const of = { id, name };
  const all: { key: string; is: boolean; opened: Opened }[] = [
    { key: 'away', is: !hasLeft, opened: { what: 'away', person: of } },
    { key: 'nameActing', is: !hasLeft && isAway && first?.acting === null, opened: { what: 'nameActing', person: of } },
    { key: 'back', is: !hasLeft && first !== undefined, opened: { what: 'back', person: of, from: first?.from ?? '' } },
    { key: 'appoint', is: until === null, opened: { what: 'appoint', person: id } },
    { key: 'correct', is: true, opened: { what: 'correct', person } },
    { key: 'leave', is: until === null, opened: { what: 'leave', person: of } },
    { key: 'resume', is: until !== null, opened: { what: 'resume', person: of } },
  ];
  const items: MenuProps['items'] = all
    .filter(({ is }) => is)
    .map(({ opened }) => ({
      key: opened.what,
      label: t(`organisation.change.${opened.what}`),
      danger: opened.what === 'leave',
      onClick: () => change(opened),
    }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button aria-label={t('organisation.change.more', { name })}>{t('organisation.change.what')}</Button>
    </Dropdown>
  );
}
