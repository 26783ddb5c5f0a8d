import { z } from 'zod';
import { casesBehind, isMark, months, monthShown, withheldBehind } from '../../ledger/dispatch/month-shown.ts';
import { nextMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { monthCaseId, reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { reportShown } from '../../ledger/dispatch/report-shown.ts';
import { trendsShown } from '../../ledger/dispatch/trends.ts';
import { isReadable } from '../../ledger/readable.ts';
import { noteReading } from '../../ledger/note-reading.ts';
import { withheld } from '../answers.ts';
import { caseBehind, month, monthListed, nextMonthListed, trends, unitReport } from '../dispatch-answers.ts';
import { text } from '../fields.ts';
import { noSuchMonth, periodOfPath } from '../period-of-path.ts';
import { hidden } from '../readable.ts';
import { route } from '../route.ts';

export const dispatches = route({
  method: 'get',
  path: '/api/dispatches',
  summary: '月度调度 · every month that was dispatched, newest first',
  access: 'dispatch.read',
  answers: { 200: z.strictObject({ items: z.array(monthListed), next: nextMonthListed }) },
  handle: async ({ ledger, person, now }) => {
    const [items, next] = await Promise.all([months(ledger, person, now), nextMonth(ledger, now)]);
    return { status: 200, body: { items, next } };
  },
});

export const dispatchTrends = route({
  method: 'get',
  path: '/api/dispatches/trends',
  summary:
    '走势 · the figures of the last twelve months, of the bureau or of a unit whose reports the reader may see; frozen with each month',
  access: 'dispatch.read',
  mayLack: true,
  query: z.strictObject({ unit: text(50).optional() }),
  answers: { 200: trends },
  async handle({ ledger, scope, query: { unit } }) {
    const shown = await trendsShown(ledger, scope, unit ?? null);
    return shown ? { status: 200, body: shown } : hidden;
  },
});

export const oneDispatch = route({
  method: 'get',
  path: '/api/dispatches/{period}',
  summary:
    '月度调度 · one month: figures frozen at its cut-off, the units with their reports, drafts of praise and criticism, what was compiled and signed',
  access: 'dispatch.read',
  answers: { 200: month },
  async handle({ ledger, params, person, scope, now }) {
    const period = periodOfPath(params);
    if (period) await noteReading(ledger, monthCaseId(period), person, now);
    const shown = period && (await monthShown(ledger, period, { person, scope }, now));
    return shown ? { status: 200, body: shown } : noSuchMonth;
  },
});

export const dispatchCases = route({
  method: 'get',
  path: '/api/dispatches/{period}/cases',
  summary:
    '数字背后 · the hazards behind a figure: `mark` is its `over` or `under`, of the bureau, a unit or a zone; at most a thousand, of those that the reader may see',
  access: 'dispatch.read',
  query: z.strictObject({
    mark: text(50).refine(isMark, '没有这个指标项 / no such mark'),
    unit: text(50).optional(),
    zone: text(50).optional(),
  }),
  answers: { 200: z.strictObject({ items: z.array(caseBehind), withheld }) },
  async handle({ ledger, params, scope, query: { mark, unit, zone } }) {
    const period = periodOfPath(params);
    if (!period || !isMark(mark)) return noSuchMonth;
    const behind = { mark, unit: unit ?? null, zone: zone ?? null };
    const [items, withheld] = await Promise.all([
      casesBehind(ledger, period, scope, behind),
      withheldBehind(ledger, period, scope, behind),
    ]);
    return { status: 200, body: { items, withheld } };
  },
});

export const oneReport = route({
  method: 'get',
  path: '/api/dispatches/{period}/reports/{unit}',
  summary: '月报 · the report of a unit: what is known already, what it wrote; for the unit, whoever supervises it, and whoever reads all',
  access: 'dispatch.read',
  answers: { 200: unitReport },
  async handle({ ledger, params, person, scope, now }) {
    const period = periodOfPath(params);
    if (!period) return noSuchMonth;
    const unit = params['unit'] ?? '';
    const id = reportCaseId(period, unit);
    if (!(await isReadable(ledger, id, scope))) return hidden;
    await noteReading(ledger, id, person, now);
    const shown = await reportShown(ledger, period, unit, person, now);
    return shown ? { status: 200, body: shown } : noSuchMonth;
  },
});
