import { previewYear, putYear, yearWritten } from '../../ledger/calendar.ts';
import { calendarPreview, versioned } from '../answers.ts';
import { calendarDocument, yearIn } from '../calendar-document.ts';
import { signedBy } from '../../domain/rights/capacity.ts';
import { route } from '../route.ts';

export const previewCalendarYear = route({
  method: 'post',
  path: '/api/calendar/{year}/preview',
  summary:
    '预览新日历 · which deadlines of open cases would move if this year were adopted: the soonest 200, and how many; nothing is written',
  access: 'settings.adopt',
  isDocument: true,
  body: calendarDocument,
  answers: { 200: calendarPreview },
  async handle({ ledger, params, body, now }) {
    const year = yearIn(params['year']);
    if (year === null) return { turnedAway: 'NOT_FOUND', status: 404 };
    return { status: 200, body: await previewYear(ledger, yearWritten(year, body), now) };
  },
});

export const putCalendarYear = route({
  method: 'put',
  path: '/api/calendar/{year}',
  summary:
    '启用新日历 · adopts a year’s days off (JSON or YAML); open cases that rest on it are dated anew shortly after, and whoever’s date moved is told',
  access: 'settings.write',
  isCommand: true,
  isDocument: true,
  body: calendarDocument,
  answers: { 200: versioned },
  async handle({ ledger, params, body, actor, now, expectedRevision }) {
    const year = yearIn(params['year']);
    if (year === null) return { turnedAway: 'NOT_FOUND', status: 404 };
    const version = await putYear(ledger.pool, yearWritten(year, body), { by: signedBy(actor), at: now, expected: expectedRevision });
    return { status: 200, body: { version } };
  },
});
