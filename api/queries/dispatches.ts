import { z } from 'zod';
import { casesBehind, isMark, months, monthShown } from '../../ledger/dispatch/month-shown.ts';
import { monthCaseId, reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { reportShown } from '../../ledger/dispatch/report-shown.ts';
import { noteReading } from '../../ledger/note-reading.ts';
import { caseBehind, month, monthListed, unitReport } from '../dispatch-answers.ts';
import { text } from '../fields.ts';
import { noSuchMonth, periodOfPath } from '../period-of-path.ts';
import { route } from '../route.ts';

export const dispatches = route({
  method: 'get',
  path: '/api/dispatches',
  summary: '月度调度 · every month that was dispatched, newest first',
  answers: { 200: z.strictObject({ items: z.array(monthListed) }) },
  handle: async ({ ledger }) => ({ status: 200, body: { items: await months(ledger) } }),
});

export const oneDispatch = route({
  method: 'get',
  path: '/api/dispatches/{period}',
  summary:
    '月度调度 · one month: figures frozen at its cut-off, the units with their reports, drafts of praise and criticism, what was compiled and signed',
  answers: { 200: month },
  async handle({ ledger, params, person, now }) {
    const period = periodOfPath(params);
    if (period) await noteReading(ledger, monthCaseId(period), person, now);
    const shown = period && (await monthShown(ledger, period, person, now));
    return shown ? { status: 200, body: shown } : noSuchMonth;
  },
});

export const dispatchCases = route({
  method: 'get',
  path: '/api/dispatches/{period}/cases',
  summary: '数字背后 · the hazards behind a figure: `mark` is its `over` or `under`, of the bureau, a unit or a zone; at most a thousand',
  query: z.strictObject({
    mark: text(50).refine(isMark, '没有这个指标项 / no such mark'),
    unit: text(50).optional(),
    zone: text(50).optional(),
  }),
  answers: { 200: z.strictObject({ items: z.array(caseBehind) }) },
  async handle({ ledger, params, query: { mark, unit, zone } }) {
    const period = periodOfPath(params);
    if (!period || !isMark(mark)) return noSuchMonth;
    return { status: 200, body: { items: await casesBehind(ledger, period, { mark, unit: unit ?? null, zone: zone ?? null }) } };
  },
});

export const oneReport = route({
  method: 'get',
  path: '/api/dispatches/{period}/reports/{unit}',
  summary: '月报 · the report of a unit: what is known already, what it wrote; for its head and the office',
  answers: { 200: unitReport },
  async handle({ ledger, params, person, now }) {
    const period = periodOfPath(params);
    if (period) await noteReading(ledger, reportCaseId(period, params['unit'] ?? ''), person, now);
    const shown = period && (await reportShown(ledger, period, params['unit'] ?? '', person, now));
    if (!shown) return noSuchMonth;
    const { mayRead, ...report } = shown;
    return mayRead ? { status: 200, body: report } : { refusal: { code: 'NOT_YOURS', params: { post: 'unitHead' } } };
  },
});
