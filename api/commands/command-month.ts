import { z } from 'zod';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import { monthCaseId } from '../../ledger/dispatch/month-case.ts';
import { toCompile } from '../../ledger/dispatch/compiling.ts';
import type { Act } from '../../ledger/transact.ts';
import { commandAnswer } from '../answers.ts';
import { anyText, localDate, text } from '../fields.ts';
import { noSuchMonth, periodOfPath } from '../period-of-path.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const commanded = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('CompileMonth'),
    summary: anyText(10_000),
    decided: z.array(z.strictObject({ id: text(200), keep: z.boolean(), text: anyText(4000).default('') })).max(10_000),
    requirements: z
      .array(z.strictObject({ task: text(1000), unit: text(50).nullable().default(null), on: localDate }))
      .max(200)
      .default([]),
    added: z
      .array(z.strictObject({ kind: z.enum(['commendation', 'criticism']), unit: text(50), text: anyText(4000) }))
      .max(200)
      .default([])
      .meta({ description: 'Praise and criticism that the office adds to the drafts; a unit that is criticised is heard' }),
    problems: z.array(anyText(4000)).max(200).default([]).meta({ description: "共性问题: problems that are no unit's own" }),
  }),
  z.strictObject({ type: z.literal('AnswerCriticism'), draft: text(200), text: anyText(4000) }),
  z.strictObject({ type: z.literal('SendBack'), reason: anyText(2000) }),
  z.strictObject({ type: z.literal('SignMonth'), paperNumber: anyText(100) }),
]);

export const commandMonth = route({
  method: 'post',
  path: '/api/dispatches/{period}/commands',
  summary:
    '汇总、说明、签发 · compile the month (every draft decided, more added), answer a criticism, send it back, or sign it, which publishes and locks it',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  async handle(given) {
    const { body, person, params } = given;
    const period = periodOfPath(params);
    if (!period) return noSuchMonth;
    const command: Act<MonthCommand>['command'] =
      body.type === 'CompileMonth'
        ? async (_, client) => ({ ...body, by: person, ...(await toCompile(client, period)) })
        : { ...body, by: person };
    // That there is a month everybody knows; what of it he may do, its rules say.
    return commandCase(monthDecider, { ...given, scope: { reads: 'all' }, params: { id: monthCaseId(period) } }, command);
  },
});
