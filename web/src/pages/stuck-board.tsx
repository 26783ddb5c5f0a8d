import { Alert, Button, Pagination, Segmented, Table } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { HazardItem, StuckBoard as Board, StuckItem, StuckKind } from '../api/client.ts';
import { useClimbing, useStuck } from '../api/queries.ts';
import { DoubtfulDates } from '../parts/doubtful-dates.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { ActOnMany } from '../parts/stuck/act-on-many.tsx';
import { HowLong, Next, What, Who } from '../parts/stuck/cells.tsx';
import { DetailDrawer } from '../parts/stuck/detail-drawer.tsx';
import { Done } from '../parts/stuck/done.tsx';
import type { Outcome } from '../parts/stuck/done.tsx';
import { groupings } from '../parts/stuck/groups.ts';
import type { GroupBy } from '../parts/stuck/groups.ts';
import { Rows } from '../parts/stuck/rows.tsx';
import { UnblockDrawer } from '../parts/stuck/unblock-drawer.tsx';
import type { Opened } from '../parts/stuck/unblock-drawer.tsx';
import { useSteady } from '../parts/stuck/use-steady.ts';
import { Waiting } from '../parts/waiting.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** What does not move by itself: with whom, since when, why, what comes next, and what unblocks it. */
export function StuckBoard() {
  const { t } = useWords();
  const me = useSignedIn();
  useTitle(t('page.stuck'));
  return (
    <div className="wide roomy">
      <h1>{t('stuck.title')}</h1>
      <Stuck />
      {me.may.includes('figures.doubtful') && <DoubtfulDates />}
      {me.isOffice && <Ahead />}
    </div>
  );
}

/** Always shown; the others when there is one. */
const usual: readonly StuckKind[] = ['topOfLadder', 'undelivered', 'vacantSeat', 'absentWithoutActing', 'overdue', 'engineFault'];

function Stuck() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  // The api refuses what is none.
  const kind = search.get('kind') as StuckKind | null;
  const by = groupings.find((each) => each === search.get('by')) ?? 'person';
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened | null>(null);
  const [looked, setLooked] = useState<StuckItem | null>(null);
  const [isOver, setOver] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { data, error, refetch, isPlaceholderData } = useStuck(kind, page, by === 'band' ? 'lateness' : 'worst');
  const isOther = data !== undefined && isPlaceholderData;
  const { shown, waiting, show, refresh } = useSteady(isOther ? undefined : data, isOver || chosen.size > 0 || looked !== null);
  const board = shown ?? data;
  if (!board) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { items, counts, total, pageSize } = board;
  const choose = (next: { kind: StuckKind | null; by: GroupBy }) => {
    setSearch({ ...(next.kind && { kind: next.kind }), ...(next.by !== 'person' && { by: next.by }) }, { replace: true });
    setPage(1);
    setChosen(new Set());
    setOver(false);
    setOutcome(null);
  };
  const done = (of: Outcome) => {
    setOutcome(of);
    refresh();
  };
  return (
    <>
      <EngineBar engine={(data ?? board).engine} />
      <Kinds counts={counts} kind={kind} choose={(next) => choose({ kind: next, by })} />
      {isOverlapping(counts) && <p className="quiet">{t('stuck.severalKinds')}</p>}
      <div className="board-head">
        <Segmented<GroupBy>
          aria-label={t('stuck.groups')}
          value={by}
          onChange={(next) => choose({ kind, by: next })}
          options={groupings.map((value) => ({ value, label: t(`stuck.group.${value}`) }))}
        />
        <span aria-live="polite">
          {waiting > 0 && (
            <Button type="link" onClick={show}>
              {t('stuck.changed', { count: waiting })}
            </Button>
          )}
        </span>
      </div>
      <ActOnMany
        chosen={items.filter(({ id }) => chosen.has(id))}
        begin={() => setOutcome(null)}
        clear={() => setChosen(new Set())}
        done={done}
      />
      {total === 0 ? (
        <p className="empty">{t(kind ? 'stuck.emptyOfKind' : 'stuck.empty')}</p>
      ) : (
        <div onPointerEnter={() => setOver(true)} onPointerLeave={() => setOver(false)}>
          <Rows
            items={items}
            by={by}
            chosen={chosen}
            choose={(ids, isChosen) => {
              setOutcome(null);
              setChosen(new Set([...chosen, ...ids].filter((id) => isChosen || !ids.includes(id))));
            }}
            act={(next) => {
              setOutcome(null);
              setOpened(next);
            }}
            look={(item) => {
              setOutcome(null);
              setLooked(item);
            }}
          />
        </div>
      )}
      {total > pageSize && (
        <Pagination
          align="end"
          current={page}
          pageSize={pageSize}
          total={total}
          onChange={(next) => {
            setPage(next);
            setChosen(new Set());
            setOver(false);
          }}
          showSizeChanger={false}
          showTotal={(count) => t('stuck.total', { count })}
        />
      )}
      {opened && <UnblockDrawer key={`${opened.item.id}${opened.action.type}`} {...opened} close={() => setOpened(null)} done={done} />}
      {looked && <DetailDrawer item={looked} close={() => setLooked(null)} />}
      <Done outcome={outcome} close={() => setOutcome(null)} />
    </>
  );
}

/** If the engine is ill, a bar above all: what stands still since when, and that work goes on. */
function EngineBar({ engine: { clocks, mailSince } }: Pick<Board, 'engine'>) {
  const { t, language } = useWords();
  const say = (what: 'clocks' | 'mail', since: string) => (
    <Alert
      className="notice"
      role="alert"
      type="error"
      banner
      showIcon
      title={t(`stuck.engine.${what}`, { moment: sayMoment(since, language) })}
    />
  );
  return (
    <>
      {clocks && say('clocks', clocks.since)}
      {mailSince && say('mail', mailSince)}
    </>
  );
}

/** The worst first, as the board stands: the order is the api's. */
const kindsIn = (counts: Board['counts']) => (Object.keys(counts) as ('all' | StuckKind)[]).filter((each) => each !== 'all');

const isOverlapping = (counts: Board['counts']) => kindsIn(counts).reduce((sum, each) => sum + (counts[each] ?? 0), 0) > (counts.all ?? 0);

function Kinds({ counts, kind, choose }: Pick<Board, 'counts'> & { kind: StuckKind | null; choose: (kind: StuckKind | null) => void }) {
  const { t } = useWords();
  const shown = kindsIn(counts).filter((each) => usual.includes(each) || each === kind || (counts[each] ?? 0) > 0);
  return (
    <div className="kinds" role="group" aria-label={t('stuck.kinds')}>
      {[null, ...shown].map((each) => (
        <Button
          key={each ?? 'all'}
          aria-pressed={kind === each}
          type={kind === each ? 'primary' : 'default'}
          onClick={() => choose(each === kind ? null : each)}
        >
          {t('stuck.kindWithCount', { kind: t(`stuck.kind.${each ?? 'all'}`), count: counts[each ?? 'all'] })}
        </Button>
      ))}
    </div>
  );
}

/** Open hazards that are not overdue, by what climbs next. */
function Ahead() {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useClimbing(false, page);
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { items, total, pageSize } = data;
  return (
    <section className="climbing" aria-labelledby="ahead">
      <h2 id="ahead" aria-live="polite">
        {t('stuck.ahead', { count: total })}
      </h2>
      {total === 0 ? <p className="empty">{t('stuck.emptyAhead')}</p> : null}
      {total > 0 && (isNarrow ? <AheadCards items={items} /> : <AheadTable items={items} />)}
      {total > pageSize && (
        <Pagination
          align="end"
          current={page}
          pageSize={pageSize}
          total={total}
          onChange={setPage}
          showSizeChanger={false}
          showTotal={(count) => t('stuck.total', { count })}
        />
      )}
    </section>
  );
}

function AheadTable({ items }: { items: HazardItem[] }) {
  const { t } = useWords();
  return (
    <Table<HazardItem>
      rowKey="id"
      dataSource={items}
      pagination={false}
      size="small"
      columns={[
        { key: 'who', title: t('stuck.who'), width: '18%', render: (_, item) => <Who item={item} /> },
        { key: 'what', title: t('stuck.what'), render: (_, item) => <What item={item} /> },
        { key: 'due', title: t('stuck.due'), width: '24%', render: (_, item) => <HowLong item={item} /> },
        { key: 'next', title: t('stuck.next'), width: '26%', render: (_, item) => <Next item={item} /> },
      ]}
    />
  );
}

function AheadCards({ items }: { items: HazardItem[] }) {
  return (
    <ul className="rows cards">
      {items.map((item) => (
        <li key={item.id}>
          <div>
            <What item={item} />
          </div>
          <div>
            <Who item={item} />
          </div>
          <div>
            <HowLong item={item} />
          </div>
          <div>
            <Next item={item} />
          </div>
        </li>
      ))}
    </ul>
  );
}
