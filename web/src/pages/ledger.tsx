import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Pagination } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { HazardQuery } from '../api/client.ts';
import { useLedger } from '../api/queries.ts';
import { ColumnChoice, useColumns } from '../parts/ledger/columns.tsx';
import { Filters, WhatIsOn } from '../parts/ledger/filters.tsx';
import { fieldsIn, filterIn, searchOf } from '../parts/ledger/filter.ts';
import type { Filter } from '../parts/ledger/filter.ts';
import { LedgerRows } from '../parts/ledger/rows.tsx';
import { Views } from '../parts/ledger/views.tsx';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

const pageSize = 20;

/** 台账: every hazard that the reader may see; what is asked for stands in the address. */
export function Ledger() {
  const { t } = useWords();
  const { may } = useSignedIn();
  useTitle(t('page.ledger'));
  const [search, setSearch] = useSearchParams();
  const filter = filterIn(search);
  const page = Math.max(1, Number(search.get('page')) || 1);
  const [columns, setColumns] = useColumns();
  const { data, error, refetch, isPlaceholderData } = useLedger({ ...(filter as HazardQuery), page, pageSize });
  const ask = (next: Filter) => setSearch(searchOf(next));
  return (
    <div className="wide">
      <div className="heading">
        <h1>{t('page.ledger')}</h1>
        {may.includes('ledger.import') && (
          <Link className="button-link" to="/ledger/import">
            <Button icon={<UploadOutlined aria-hidden />} tabIndex={-1}>
              {t('page.import')}
            </Button>
          </Link>
        )}
      </div>
      <Views filter={filter} ask={ask} />
      <Filters key={JSON.stringify(filter)} filter={filter} ask={ask} />
      <WhatIsOn filter={filter} ask={ask} />
      {data ? (
        <div aria-busy={isPlaceholderData}>
          <div className="board-head">
            <span aria-live="polite">{t('ledger.total', { count: data.total })}</span>
            <span className="ledger-tools">
              <ColumnChoice columns={columns} choose={setColumns} />
              <Button
                icon={<DownloadOutlined aria-hidden />}
                href={`/api/ledger.xlsx?${new URLSearchParams(searchOf(filter)).toString()}`}
                disabled={data.total === 0}
              >
                {t('ledger.export', { count: data.total })}
              </Button>
            </span>
          </div>
          {data.withheld > 0 && <p className="notice">{t('ledger.withheld', { count: data.withheld })}</p>}
          {data.total === 0 ? (
            <p className="empty">{t(fieldsIn(filter).length > 0 ? 'ledger.noneSuch' : 'ledger.none')}</p>
          ) : (
            <LedgerRows items={data.items} columns={columns} />
          )}
          {data.total > pageSize && (
            <Pagination
              align="end"
              current={page}
              pageSize={pageSize}
              total={data.total}
              onChange={(next) => setSearch({ ...searchOf(filter), page: String(next) })}
              showSizeChanger={false}
              showTotal={(count) => t('stuck.total', { count })}
            />
          )}
        </div>
      ) : error ? (
        <NotLoaded error={error} retry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}
