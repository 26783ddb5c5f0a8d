import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { useCalendarYear } from '../../api/office-queries.ts';
import { Refused } from '../../api/client.ts';
import type { CalendarYear } from '../../api/client.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { keptDraft } from '../../draft.ts';
import { Carried } from '../../parts/office/carried.tsx';
import { EditYear, draftOfYear } from '../../parts/office/edit-year.tsx';
import { YearSheet } from '../../parts/office/year-sheet.tsx';
import { NotLoaded } from '../../parts/problem-notice.tsx';
import { useSignedIn } from '../../parts/signed-in.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useTitle } from '../../use-title.ts';
import { inShanghai } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

const firstYear = 2024;
const lastYear = 2035;

/** 日历: a year's days off; without a year in the address the present one. */
export function Calendar() {
  const { year } = useParams();
  const thisYear = inShanghai(serverNowMs()).year();
  if (year === undefined) return <Navigate to={`/office/calendar/${thisYear}`} replace />;
  return <Year key={year} year={Number(year) || 0} thisYear={thisYear} />;
}

function Year({ year, thisYear }: { year: number; thisYear: number }) {
  const { t } = useWords();
  const { data, error, refetch } = useCalendarYear(year);
  useTitle(t('office.calendar.title', { year }));
  if (error instanceof Refused && error.status === 404) return <p className="empty">{t('office.calendar.unknown')}</p>;
  if (!data) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Waiting />;
  return <Loaded key={data.version} shown={data} isThisYear={year === thisYear} />;
}

function Loaded({ shown, isThisYear }: { shown: CalendarYear; isThisYear: boolean }) {
  const { t } = useWords();
  const { may, account } = useSignedIn();
  const { year, status, source, daysOff, makeupWorkdays, adoption } = shown;
  const [isEditing, setEditing] = useState(() => keptDraft(draftOfYear(account.username, shown)) !== null);
  return (
    <div>
      <div className="heading">
        <span className="hazard-line">
          <h1>{t('office.calendar.title', { year })}</h1>
          <span className={status === 'published' ? 'tag' : 'tag tag-later'}>{t(`office.calendar.${status}`)}</span>
        </span>
        <span className="board-actions">
          {year > firstYear && (
            <Link className="step" to={`/office/calendar/${year - 1}`}>
              ‹ {year - 1}
            </Link>
          )}
          {year < lastYear && (
            <Link className="step" to={`/office/calendar/${year + 1}`}>
              {year + 1} ›
            </Link>
          )}
        </span>
      </div>
      {status === 'provisional' ? (
        <Alert className="notice" type="warning" showIcon title={t('office.calendar.provisionalThis', { year })} />
      ) : (
        isThisYear && <NextYear year={year + 1} />
      )}
      {source !== null && <p>{t('office.calendar.source', { source })}</p>}
      {adoption && <Carried adoption={adoption} />}
      {may.includes('settings.write') && !isEditing && (
        <p>
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('office.calendar.edit')}
          </Button>
        </p>
      )}
      {isEditing ? (
        <EditYear shown={shown} close={() => setEditing(false)} />
      ) : (
        <>
          <p className="quiet">{t('office.calendar.counts', { off: daysOff.length, work: makeupWorkdays.length })}</p>
          <p className="quiet">{t('office.calendar.legend')}</p>
          <YearSheet year={year} days={shown} />
        </>
      )}
    </div>
  );
}

/** Says it while the days off of the year to come are not known. */
function NextYear({ year }: { year: number }) {
  const { t } = useWords();
  const { data } = useCalendarYear(year);
  if (data?.status !== 'provisional') return null;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={t('office.calendar.provisionalNext', { year })}
      action={<Link to={`/office/calendar/${year}`}>{t('office.calendar.openNext', { year })}</Link>}
    />
  );
}
