import { DatePicker, Input, Pagination, Select } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { Link } from 'react-router';
import { pageIn, useAddressFilter } from '../address-filter.ts';
import type { AuditLine } from '../api/client.ts';
import { useAnchors, useAudit } from '../api/queries.ts';
import type { AuditFilter } from '../api/queries.ts';
import { NotLoaded } from '../parts/problem-notice.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useTitle } from '../use-title.ts';
import { zh } from '../words/zh.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

const actions = Object.keys(zh.audit.kinds) as AuditLine['action'][];
const pageSize = 50;

/** 审计: the audit log and the daily anchors, for the office and auditors. The filters live in the address. */
export function Audit() {
  const { t } = useWords();
  const { sought, set } = useAddressFilter<'number' | 'actor' | 'action' | 'from' | 'to'>();
  const filter = filterIn(sought);
  const { data, error, refetch } = useAudit(filter);
  useTitle(t('page.audit'));
  return (
    <div>
      <div className="heading">
        <h1>{t('page.audit')}</h1>
      </div>
      <p className="quiet">{t('audit.what')}</p>
      <fieldset className="audit-filter" aria-label={t('audit.filter')}>
        <Select
          aria-label={t('audit.kind')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('audit.action')}
          value={filter.action ?? null}
          options={actions.map((value) => ({ value, label: t(`audit.kinds.${value}`) }))}
          onChange={(value: string | null) => set('action', value ?? undefined)}
        />
        {(['number', 'actor'] as const).map((name) => (
          <Input.Search
            key={name}
            aria-label={t(`audit.${name}`)}
            allowClear
            maxLength={name === 'number' ? 40 : 100}
            placeholder={t(`audit.${name}`)}
            defaultValue={filter[name]}
            onSearch={(value) => set(name, value.trim())}
          />
        ))}
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            <span>{t(`audit.${name}`)}</span>
            <DatePicker
              aria-label={t(`audit.${name}`)}
              value={filter[name] ? dayjs(filter[name]) : null}
              onChange={(on: Dayjs | null) => set(name, on?.format('YYYY-MM-DD'))}
            />
          </label>
        ))}
      </fieldset>
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <p className="quiet" role="status">
            {t('audit.count', { count: data.total })}
          </p>
          {data.items.length === 0 ? <p className="empty">{t('audit.none')}</p> : <Lines lines={data.items} />}
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
      <Anchors />
    </div>
  );
}

const day = (text: string | null) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);

function filterIn(sought: URLSearchParams): AuditFilter {
  const action = actions.find((each) => each === sought.get('action'));
  const number = sought.get('number')?.slice(0, 40);
  const actor = sought.get('actor')?.slice(0, 100);
  const [from, to] = [day(sought.get('from')), day(sought.get('to'))];
  const page = pageIn(sought);
  return { page, ...(number && { number }), ...(actor && { actor }), ...(action && { action }), ...(from && { from }), ...(to && { to }) };
}

/** A table, on a phone cards. */
function Lines({ lines }: { lines: readonly AuditLine[] }) {
  const { t, language } = useWords();
  const isNarrow = useIsNarrow();
  const said = ({ action, actor, subject }: AuditLine) =>
    t(`audit.said.${action}`, { who: actor?.name ?? t('audit.system'), subject: subject ?? '—', interpolation: { escapeValue: false } });
  if (isNarrow)
    return (
      <ul className="rows cards">
        {lines.map((line) => (
          <li key={line.id}>
            <span>{said(line)}</span>
            <span className="quiet">
              {sayMoment(line.at, language, true)} <CaseOf line={line} />
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <table className="board audit">
      <thead>
        <tr>
          {(['when', 'kind', 'text', 'case'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`audit.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{sayMoment(line.at, language, true)}</td>
            <td>{t(`audit.kinds.${line.action}`)}</td>
            <td>{said(line)}</td>
            <td>
              <CaseOf line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CaseOf = ({ line }: { line: AuditLine }) =>
  line.case && (line.case.number === null ? line.case.id.slice(0, 8) : <Link to={`/cases/${line.case.id}`}>{line.case.number}</Link>);

function Anchors() {
  const { t } = useWords();
  const { data, error, refetch } = useAnchors();
  const columns = useIsNarrow() ? (['day', 'cases', 'file'] as const) : (['day', 'cases', 'head', 'file'] as const);
  return (
    <section aria-labelledby="anchors" className="anchors">
      <h2 id="anchors">{t('audit.anchors')}</h2>
      <p className="quiet">{t('audit.anchorsWhat')}</p>
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="empty">{t('audit.noAnchors')}</p>}
      {data && data.items.length > 0 && (
        <table className="board audit">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`audit.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((anchor) => (
              <tr key={anchor.day}>
                <td>{anchor.day}</td>
                <td>{anchor.cases}</td>
                {columns.length > 3 && <td className="number">{anchor.head.slice(0, 16)}</td>}
                <td>
                  {anchor.kept ? (
                    <a href={`/api/anchors/${anchor.day}/file`} aria-label={t('audit.fileOf', { day: anchor.day })} download>
                      {t('audit.file')}
                    </a>
                  ) : (
                    t('audit.fileGone')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
