import dayjs from 'dayjs';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { serverNowMs } from '../../api/server-clock.ts';
import { inShanghai, sayDate } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import type { DaysRead } from './read-notice.ts';

const months = Array.from({ length: 12 }, (_, month) => month);
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Mark = 'off' | 'work' | 'weekend' | 'plain';
type Sheet = { year: number; days: DaysRead; change?: ((days: DaysRead) => void) | undefined };

const isWeekend = (on: string) => [0, 6].includes(dayjs(on).day());
function markOf(on: string, { daysOff, makeupWorkdays }: DaysRead): Mark {
  if (daysOff.includes(on)) return 'off';
  if (makeupWorkdays.includes(on)) return 'work';
  return isWeekend(on) ? 'weekend' : 'plain';
}

/** The next state of a day that is pressed: only at a weekend people can be asked to work. */
function pressed(on: string, days: DaysRead): DaysRead {
  const without = { daysOff: days.daysOff.filter((day) => day !== on), makeupWorkdays: days.makeupWorkdays.filter((day) => day !== on) };
  const mark = markOf(on, days);
  if (mark === 'weekend') return { ...without, makeupWorkdays: [...without.makeupWorkdays, on].sort() };
  if (mark === 'off') return without;
  return { ...without, daysOff: [...without.daysOff, on].sort() };
}

/** Twelve months, each day off and each make-up workday marked by a character; with `change` a day is changed by pressing it. */
export function YearSheet({ year, days, change }: Sheet) {
  const { t, language } = useWords();
  const before = [...days.daysOff, ...days.makeupWorkdays].filter((on) => on < `${year}-01-01`).sort();
  return (
    <>
      <div className="year">
        {months.map((month) => (
          <Month key={month} year={year} month={month} days={days} change={change} />
        ))}
      </div>
      {before.length > 0 && (
        <p>
          {t('office.calendar.decemberBefore')}{' '}
          {before.map((on) => (
            <span key={on} className="december">
              {sayDate(on, language)}{' '}
              <b className="mark">{t(days.daysOff.includes(on) ? 'office.calendar.off' : 'office.calendar.work')}</b>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Month({ year, month, days, change }: Sheet & { month: number }) {
  const { t, language } = useWords();
  const grid = useRef<HTMLTableElement>(null);
  const first = dayjs(`${year}-${String(month + 1).padStart(2, '0')}-01`);
  const cells = [
    ...Array.from({ length: (first.day() + 6) % 7 }, () => null),
    ...Array.from({ length: first.daysInMonth() }, (_, i) => first.date(i + 1).format('YYYY-MM-DD')),
  ];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  const move = (event: KeyboardEvent, on: string) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!step) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-on="${dayjs(on).add(step, 'day').format('YYYY-MM-DD')}"]`)?.focus();
  };
  return (
    <table className="year-month" ref={grid}>
      <caption>{first.locale(language === 'en' ? 'en' : 'zh-cn').format(language === 'en' ? 'MMMM' : 'M月')}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col">
              {t(`office.calendar.weekdays.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((on, i) => (
              <td key={on ?? `gap-${i}`}>
                {on && (
                  <Day
                    on={on}
                    mark={markOf(on, days)}
                    press={change && (() => change(pressed(on, days)))}
                    isFirst={on.endsWith('-01')}
                    move={(event) => move(event, on)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type OneDay = { on: string; mark: Mark; press: (() => void) | undefined; isFirst: boolean; move: (event: KeyboardEvent) => void };
const words = { off: 'isOff', work: 'isWork', weekend: 'isWeekend', plain: 'isPlain' } as const;

function Day({ on, mark, press, isFirst, move }: OneDay) {
  const { t, language } = useWords();
  const isToday = on === inShanghai(serverNowMs()).format('YYYY-MM-DD');
  const marked = mark === 'off' || mark === 'work' ? t(`office.calendar.${mark}`) : '';
  const shown = (
    <>
      {Number(on.slice(8))}
      {marked && <b className="mark">{marked}</b>}
    </>
  );
  const className = `day day-${mark}${isToday ? ' day-today' : ''}`;
  if (!press) return <span className={className}>{shown}</span>;
  return (
    <button
      type="button"
      className={className}
      data-on={on}
      tabIndex={isFirst ? 0 : -1}
      aria-label={`${Number(on.slice(8))}${marked} ${sayDate(on, language)} ${t(`office.calendar.${words[mark]}`)}`}
      onClick={press}
      onKeyDown={move}
    >
      {shown}
    </button>
  );
}
