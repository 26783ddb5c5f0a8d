import { addDays, localDateOf } from './instant.ts';
import type { LocalDate } from './instant.ts';
import type { CalendarYear } from './calendar-year.ts';

/** Every date of 'MM-DD..MM-DD' spans and single days of one year. */
function dates(year: number, spans: string): LocalDate[] {
  return spans.split(' ').flatMap((span) => {
    const [first = '', last = first] = span.split('..').map((day) => `${year}-${day}`);
    const days: LocalDate[] = [];
    for (let on = localDateOf(first); on <= last; on = addDays(on, 1)) days.push(on);
    return days;
  });
}

function published(year: number, source: string, daysOff: string, makeupWorkdays: string): CalendarYear {
  return { year, status: 'published', source, daysOff: dates(year, daysOff), makeupWorkdays: dates(year, makeupWorkdays) };
}

/** The years whose days off and make-up workdays (调休上班) the State Council's office has announced. */
export const publishedYears: readonly CalendarYear[] = [
  published(
    2024,
    '国办发明电〔2023〕7号, 2023-10-25',
    '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ),
  published(
    2025,
    '国办发明电〔2024〕12号, 2024-11-12',
    '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    '01-26 02-08 04-27 09-28 10-11',
  ),
  published(
    2026,
    '国办发明电〔2025〕7号, 2025-11-04',
    '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ),
];
