import { yearShown } from '../../ledger/calendar.ts';
import { calendarYear as answer } from '../answers.ts';
import { yearIn } from '../calendar-document.ts';
import { route } from '../route.ts';

export const calendarYear = route({
  method: 'get',
  path: '/api/calendar/{year}',
  summary: '工作日历 · a year: published by its notice, or provisional by the law alone; ETag is its version, 0 when it was never put',
  access: 'directory.read',
  answers: { 200: answer },
  async handle({ ledger, params, response }) {
    const year = yearIn(params['year']);
    if (year === null) return { turnedAway: 'NOT_FOUND', status: 404 };
    const shown = await yearShown(ledger, year);
    response.setHeader('ETag', `"${shown.version}"`);
    return { status: 200, body: shown };
  },
});
