/** The days that a notice of the State Council names; `makeupWorkdays` are those at a weekend on which people work. */
export type DaysRead = { daysOff: string[]; makeupWorkdays: string[] };

const rowPattern = /^\s*(\d{4}-\d\d-\d\d)\s*[,，\t ]?\s*(休|班|off|work)?\s*$/;
const datePattern = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:\s*(?:至|到|—|-|–|~)\s*(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?/g;

/**
 * Reads the notice as it is published, 「10月1日至7日放假调休，共7天。9月20日、10月10日上班」, or a date a line. What says neither a day off nor a
 * make-up workday is passed over.
 */
export function readNotice(text: string, year: number): DaysRead {
  const read: DaysRead = { daysOff: [], makeupWorkdays: [] };
  for (const line of text.split('\n')) {
    const row = rowPattern.exec(line);
    if (row?.[1]) (row[2] === '班' || row[2] === 'work' ? read.makeupWorkdays : read.daysOff).push(row[1]);
    else readSentences(line, year, read);
  }
  return { daysOff: inOrder(read.daysOff), makeupWorkdays: inOrder(read.makeupWorkdays) };
}

function readSentences(line: string, year: number, read: DaysRead): void {
  const plain = line.replaceAll(/[（(][^（()）]*[）)]/g, '');
  for (const [, dates = '', what] of plain.matchAll(/([^。；;]*?)(放假|上班)/g))
    (what === '上班' ? read.makeupWorkdays : read.daysOff).push(...datesIn(dates, year));
}

function datesIn(text: string, year: number): string[] {
  return [...text.matchAll(datePattern)].flatMap(([, fromYear, fromMonth, fromDay, toYear, toMonth, toDay]) => {
    const endMonth = Number(toMonth ?? fromMonth);
    // A holiday that begins in December and ends in January is that of New Year's day.
    const beginsIn = Number(fromYear ?? (endMonth < Number(fromMonth) ? year - 1 : year));
    const from = Date.UTC(beginsIn, Number(fromMonth) - 1, Number(fromDay));
    const to =
      toDay === undefined
        ? from
        : Date.UTC(Number(toYear ?? (endMonth < Number(fromMonth) ? beginsIn + 1 : beginsIn)), endMonth - 1, Number(toDay));
    return daysFrom(from, to);
  });
}

const dayMs = 86_400_000;
const mostDays = 31;

function daysFrom(from: number, to: number): string[] {
  const count = Math.min(mostDays, Math.max(1, Math.round((to - from) / dayMs) + 1));
  return Array.from({ length: count }, (_, i) => new Date(from + i * dayMs).toISOString().slice(0, 10));
}

const inOrder = (days: readonly string[]) => [...new Set(days)].sort();
