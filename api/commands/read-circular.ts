import { z } from 'zod';
import { readCircular as read } from '../../ledger/dispatch/circular-readers.ts';
import { noSuchMonth, periodOfPath } from '../period-of-path.ts';
import { route } from '../route.ts';

export const readCircular = route({
  method: 'post',
  path: '/api/dispatches/{period}/read',
  summary: '阅知 · notes that the reader has read the circular of the month; the first time counts',
  access: 'circular.read',
  answers: { 200: z.strictObject({ readAt: z.iso.datetime() }) },
  async handle({ ledger, params, person, now }) {
    const period = periodOfPath(params);
    const noted = period && (await read(ledger, period, person, now));
    return noted ? { status: 200, body: noted } : noSuchMonth;
  },
});
