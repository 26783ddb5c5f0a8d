import { Button, Checkbox, Pagination, Select } from 'antd';
import { pageIn, useAddressFilter } from '../../address-filter.ts';
import type { NoticeStatus } from '../../api/client.ts';
import { useNotices } from '../../api/office-queries.ts';
import type { NoticeFilter } from '../../api/office-queries.ts';
import { usePeople } from '../../api/queries.ts';
import { NoticeRows } from '../../parts/office/notice-rows.tsx';
import { readsAllNotices } from '../../parts/office/places.ts';
import { NotLoaded } from '../../parts/problem-notice.tsx';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useTitle } from '../../use-title.ts';
import { useWords } from '../../words/use-words.ts';
import { zh } from '../../words/zh.ts';

const results = Object.keys(zh.office.notices.results) as NoticeStatus[];
const kinds = Object.keys(zh.office.notices.kinds) as (keyof typeof zh.office.notices.kinds)[];
const pageSize = 50;

/** 通知: the proof of delivery of each, newest first; whoever does not read all sees his own. The filter lives in the address. */
export function Notices() {
  const { t } = useWords();
  const readsAll = readsAllNotices(useSignedIn());
  const { sought, set, clear } = useAddressFilter<'to' | 'kind' | 'status' | 'unread' | 'owed'>();
  const filter = filterIn(sought, readsAll);
  const { data, error, refetch } = useNotices(filter);
  useTitle(t('office.place.notices'));
  const isFiltered = (['to', 'kind', 'status', 'unread', 'owed'] as const).some((name) => filter[name] !== undefined);
  return (
    <div>
      <h1>{t('office.place.notices')}</h1>
      <p className="quiet">{t(readsAll ? 'office.notices.what' : 'office.notices.whatOwn')}</p>
      <fieldset className="audit-filter" aria-label={t('office.notices.filter')}>
        {readsAll && <PersonChoice chosen={filter.to} choose={(to) => set('to', to)} />}
        <Select
          aria-label={t('office.notices.kind')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('office.notices.anyKind')}
          value={filter.kind ?? null}
          options={kinds.map((value) => ({ value, label: t(`office.notices.kinds.${value}`) }))}
          onChange={(kind: string | null) => set('kind', kind ?? undefined)}
        />
        <Select<NoticeStatus>
          aria-label={t('office.notices.result')}
          allowClear
          placeholder={t('office.notices.anyResult')}
          value={filter.status ?? null}
          options={results.map((value) => ({ value, label: t(`office.notices.results.${value}`) }))}
          onChange={(value: NoticeStatus | null) => set('status', value ?? undefined)}
        />
        {(['unread', 'owed'] as const).map((name) => (
          <Checkbox
            key={name}
            checked={filter[name] !== undefined}
            onChange={({ target }) => set(name, target.checked ? 'true' : undefined)}
          >
            {t(name === 'owed' ? 'office.notices.stillOwed' : 'office.notices.unread')}
          </Checkbox>
        ))}
        {isFiltered && (
          <Button className="clear" type="text" onClick={clear}>
            {t('office.notices.clear')}
          </Button>
        )}
      </fieldset>
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <p className="quiet" role="status">
            {t('office.notices.count', { count: data.total })}
          </p>
          {data.items.length === 0 ? (
            <p className="empty">{t(isFiltered ? 'office.notices.none' : 'office.notices.noneYet')}</p>
          ) : (
            <NoticeRows notices={data.items} namesPerson={readsAll} />
          )}
          {data.total > pageSize && (
            <Pagination
              current={filter.page}
              pageSize={pageSize}
              total={data.total}
              showSizeChanger={false}
              onChange={(page) => set('page', String(page))}
            />
          )}
        </>
      )}
    </div>
  );
}

function PersonChoice({ chosen, choose }: { chosen: string | undefined; choose: (person: string | undefined) => void }) {
  const { t } = useWords();
  const { data } = usePeople();
  return (
    <Select
      aria-label={t('office.notices.person')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('office.notices.anybody')}
      value={chosen ?? null}
      options={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(person: string | null) => choose(person ?? undefined)}
    />
  );
}

function filterIn(sought: URLSearchParams, readsAll: boolean): NoticeFilter {
  const to = readsAll ? sought.get('to')?.slice(0, 100) : undefined;
  const status = results.find((each) => each === sought.get('status'));
  const page = pageIn(sought);
  const kind = kinds.find((each) => each === sought.get('kind'));
  return {
    page,
    ...(to && { to }),
    ...(kind && { kind }),
    ...(status && { status }),
    ...(sought.get('unread') === 'true' && { unread: 'true' }),
    ...(sought.get('owed') === 'true' && { owed: 'true' }),
  };
}
