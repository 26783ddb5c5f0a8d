import { z } from 'zod';
import { unitReportDecider } from '../../domain/dispatch/unit-report-decider.ts';
import { figureKeys } from '../../domain/metrics/figures.ts';
import type { FigureKey } from '../../domain/metrics/figures.ts';
import { reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { saveDraft } from '../../ledger/dispatch/report-shown.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { isReadable } from '../../ledger/readable.ts';
import { hidden } from '../readable.ts';
import { noSuchMonth, periodOfPath } from '../period-of-path.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const count = z.int().min(0).max(1_000_000);
const content = z
  .strictObject({
    placardsPosted: count,
    keyUnits: count,
    keyUnitsInspected: count,
    trainings: count,
    trained: count,
    missing: anyText(4000).default(''),
    explanations: z.record(z.uuid(), anyText(2000)).default({}),
    problems: anyText(4000).default(''),
    nextMonth: anyText(4000),
    goodPractice: anyText(4000).default(''),
  })
  .meta({ id: 'ReportContent' });

const commanded = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('SubmitReport'),
    content,
    figures: z
      .array(
        z.strictObject({
          key: z.enum(figureKeys as [FigureKey, ...FigureKey[]]),
          numerator: z.number(),
          denominator: z.number().nullable(),
        }),
      )
      .max(100)
      .default([])
      .meta({ description: 'The figures as they were shown; one that is not the frozen one refuses the report' }),
  }),
  z.strictObject({ type: z.literal('ReturnReport'), reason: anyText(2000) }),
  z.strictObject({ type: z.literal('AcceptReport') }),
  z.strictObject({ type: z.literal('RecallReport') }).meta({ description: 'Takes it back, until the office has received it' }),
]);

export const commandReport = route({
  method: 'post',
  path: '/api/dispatches/{period}/reports/{unit}/commands',
  summary: '月报 · hand in the report of a unit or take it back, or, as the office, accept or return it',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  async handle(given) {
    const period = periodOfPath(given.params);
    if (!period) return noSuchMonth;
    const id = reportCaseId(period, given.params['unit'] ?? '');
    return commandCase(unitReportDecider, { ...given, params: { id } }, { ...given.body, by: given.person });
  },
});

export const saveReportDraft = route({
  method: 'put',
  path: '/api/dispatches/{period}/reports/{unit}/draft',
  summary: '暂存月报 · keeps what the head of the unit is writing; nothing is handed in by it',
  access: 'case.command',
  query: z.strictObject({
    seen: z
      .union([z.iso.datetime().transform(instantOf), z.literal('none')])
      .optional()
      .meta({ description: '`savedAt` of the draft that the writer saw: if there is another one by now, nothing is kept' }),
  }),
  body: content.partial(),
  answers: { 200: z.strictObject({ savedAt: z.iso.datetime() }) },
  async handle({ ledger, params, query, body, person, scope, now }) {
    const period = periodOfPath(params);
    if (!period) return noSuchMonth;
    if (!(await isReadable(ledger, reportCaseId(period, params['unit'] ?? ''), scope))) return hidden;
    const written = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const saved = await saveDraft(
      ledger,
      { period, unit: params['unit'] ?? '', content: written, by: person, seen: query.seen === 'none' ? null : query.seen },
      now,
    );
    if (!saved) return noSuchMonth;
    return 'refusal' in saved ? saved : { status: 200, body: saved };
  },
});
