import { Alert, Pagination, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { HazardItem } from '../api/client.ts';
import { useClimbing } from '../api/queries.ts';
import { DoubtfulDates } from '../parts/doubtful-dates.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { LevelWord, MajorTag, StageTag, TimeWord } from '../parts/tags.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** The office's list: what is overdue, and what climbs next. */
export function StuckBoard() {
  const { t } = useWords();
  const { isOffice } = useSignedIn();
  useTitle(t('page.stuck'));
  if (!isOffice) return <Alert className="notice" type="info" showIcon title={t('stuck.officeOnly')} />;
  return (
    <div className="wide">
      <h1>{t('stuck.title')}</h1>
      <DoubtfulDates />
      <Climbing isOverdue />
      <Climbing isOverdue={false} />
    </div>
  );
}

function Climbing({ isOverdue }: { isOverdue: boolean }) {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useClimbing(isOverdue, page);
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  const { items, total, pageSize } = data;
  const id = isOverdue ? 'overdue' : 'ahead';
  return (
    <section className="climbing" aria-labelledby={id}>
      <h2 id={id} aria-live="polite">
        {t(`stuck.${id}`, { count: total })}
      </h2>
      {total === 0 ? <p className="empty">{t(isOverdue ? 'stuck.emptyOverdue' : 'stuck.emptyAhead')}</p> : null}
      {total > 0 && (isNarrow ? <Cards items={items} /> : <Board items={items} />)}
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

function Board({ items }: { items: HazardItem[] }) {
  const { t } = useWords();
  return (
    <Table<HazardItem>
      rowKey="id"
      dataSource={items}
      pagination={false}
      size="small"
      sticky
      columns={[
        { key: 'who', title: t('stuck.who'), width: '18%', render: (_, item) => <Who item={item} /> },
        { key: 'what', title: t('stuck.what'), render: (_, item) => <What item={item} /> },
        { key: 'due', title: t('stuck.due'), width: '24%', render: (_, item) => <Due item={item} /> },
        { key: 'next', title: t('stuck.next'), width: '26%', render: (_, item) => <Next item={item} /> },
      ]}
    />
  );
}

function Cards({ items }: { items: HazardItem[] }) {
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
            <Due item={item} />
          </div>
          <div>
            <Next item={item} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Who({ item: { owes } }: { item: HazardItem }) {
  const { t, act } = useWords();
  if (!owes) return null;
  return (
    <>
      <span className="strong">{owes.person?.name ?? t('vacant')}</span>
      <span className="quiet beside">
        {t(`post.${owes.post}`)} {act(owes)}
      </span>
    </>
  );
}

function What({ item }: { item: HazardItem }) {
  return (
    <>
      <Link className="strong" to={item.page}>
        {item.title}
      </Link>
      <span className="row-more">
        <MajorTag of={item.class} />
        <StageTag stage={item.stage} />
        <span>{item.number}</span>
        <span>{item.zone.name}</span>
      </span>
    </>
  );
}

function Due({ item: { owes } }: { item: HazardItem }) {
  const { t, due, language } = useWords();
  if (!owes) return null;
  return (
    <>
      <TimeWord owes={owes} /> <LevelWord level={owes.level} />
      <span className="block">{due(owes)}</span>
      <span className="quiet block">{t('stuck.since', { moment: sayMoment(owes.since, language) })}</span>
    </>
  );
}

function Next({ item }: { item: HazardItem }) {
  const { next } = useWords();
  return <span>{next(item)}</span>;
}
