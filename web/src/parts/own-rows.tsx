import { Pagination } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DoneItem, HazardItem, StartedItem } from '../api/client.ts';
import { useDoneTasks, useStartedTasks } from '../api/queries.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { NotLoaded } from './problem-notice.tsx';
import { LevelWord, MajorTag, StageTag, TimeWord } from './tags.tsx';
import { Waiting } from './waiting.tsx';
import '../tasks.css';

/** 我发起的: what I asked others for, and with whom it lies now. */
export function Started() {
  const { t } = useWords();
  const [page, setPage] = useState(1);
  return (
    <Paged
      asked={useStartedTasks(page)}
      turn={setPage}
      empty={t('home.own.emptyStarted')}
      row={(item: StartedItem) => <StartedRow key={item.id} item={item} />}
    />
  );
}

/** 已办: what I did, when and whether in time, and what has become of it. */
export function DoneTasks() {
  const { t } = useWords();
  const [page, setPage] = useState(1);
  return (
    <Paged
      asked={useDoneTasks(page)}
      turn={setPage}
      empty={t('home.own.emptyDone')}
      row={(item: DoneItem) => <DoneRow key={`${item.id}/${item.revision}`} item={item} />}
    />
  );
}

/** It lies with somebody else: when, and what happens by itself. */
function StartedRow({ item }: { item: StartedItem }) {
  const { t, language, person, act, due, next } = useWords();
  const { owes } = item;
  return (
    <OwnRow
      item={item}
      what={item.title}
      state={owes && <TimeWord owes={owes} />}
      more={<span>{t('home.own.startedAt', { moment: sayMoment(item.at, language), did: t(`home.own.by.${item.by}`) })}</span>}
    >
      {owes && (
        <>
          <span className="strong">{t('home.own.waits', { who: person(owes), duty: act(owes), due: due(owes) })}</span>
          <LevelWord level={owes.level} />
          <span>{next(item)}</span>
        </>
      )}
    </OwnRow>
  );
}

/** What is done has no deadline any more: that of whoever owes the next step is not the reader's. */
function DoneRow({ item }: { item: DoneItem }) {
  const { t, language, person, act } = useWords();
  const { owes, owed } = item;
  return (
    <OwnRow
      item={item}
      what={
        <>
          {t(`home.own.did.${item.did}`)}
          <span aria-hidden>｜</span>
          {item.title}
        </>
      }
      more={
        <>
          <span>{t('home.own.doneAt', { moment: sayMoment(item.at, language) })}</span>
          {owed && (
            <span>
              {owed.workdays === 0 ? t('home.own.took.less') : t('home.own.took.days', { count: owed.workdays })}
              {t(owed.isLate ? 'home.own.took.late' : 'home.own.took.inTime')}
            </span>
          )}
        </>
      }
    >
      {owes && <span>{t('home.own.liesWith', { who: person(owes), duty: act(owes) })}</span>}
    </OwnRow>
  );
}

type Page<Item> = { items: Item[]; withheld: number; total: number; page: number; pageSize: number };
type Asked<Item> = { data: Page<Item> | undefined; error: Error | null; refetch: () => unknown; isPlaceholderData: boolean };

function Paged<Item>({
  asked: { data, error, refetch, isPlaceholderData },
  turn,
  empty,
  row,
}: {
  asked: Asked<Item>;
  turn: (page: number) => void;
  empty: string;
  row: (item: Item) => ReactNode;
}) {
  const { t } = useWords();
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { items, withheld, total, page, pageSize } = data;
  if (total === 0) return <p className="empty">{empty}</p>;
  return (
    <div aria-busy={isPlaceholderData}>
      {items.length > 0 && <ul className="rows">{items.map(row)}</ul>}
      {withheld > 0 && <p className="quiet">{t('home.own.withheld', { count: withheld })}</p>}
      {total > pageSize && (
        <Pagination
          className="own-pages"
          align="end"
          current={page}
          pageSize={pageSize}
          total={total}
          onChange={turn}
          showSizeChanger={false}
          showTotal={(count) => t('home.own.total', { count })}
        />
      )}
    </div>
  );
}

type Row = { item: HazardItem; what: ReactNode; state?: ReactNode; more: ReactNode; children?: ReactNode };

/** Of what, and how it stands; then when and where. `children`: with whom it lies now. */
function OwnRow({ item, what, state, more, children }: Row) {
  return (
    <li>
      <Link className="row" to={item.page}>
        <span className="row-main">
          <span className="row-title">
            <MajorTag of={item.class} />
            {what}
          </span>
          <span className="row-state">
            {state}
            <StageTag stage={item.stage} />
          </span>
        </span>
        <span className="row-more">
          <span>{item.zone.name}</span>
          <span>{item.number}</span>
          {more}
        </span>
        {children && <span className="row-more">{children}</span>}
      </Link>
    </li>
  );
}
