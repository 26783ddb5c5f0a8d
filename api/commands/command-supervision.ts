import { z } from 'zod';
import { supervisionDecider } from '../../domain/supervision/supervision-decider.ts';
import { scanById } from '../../ledger/scans.ts';
import { commandAnswer } from '../answers.ts';
import { anyText, deadlineDay, localDate, text } from '../fields.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const commanded = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('DecideSupervision'),
    list: z.boolean(),
    requirement: anyText(2000).default(''),
    dueOn: deadlineDay.nullable().default(null),
    reason: anyText(1000).default(''),
  }),
  z.strictObject({
    type: z.literal('RegisterSupervision'),
    number: anyText(100).meta({ description: '文号: as it stands on the paper that people issued' }),
    issuedOn: deadlineDay,
    signedBy: anyText(100),
    scan: z.uuid().meta({ description: 'The id that POST /api/scans answered with' }),
  }),
  z.strictObject({
    type: z.literal('ReviewSupervision'),
    on: localDate,
    reviewers: z.array(text(50)).max(20),
    passed: z.boolean(),
    opinion: anyText(2000).default(''),
    dueOn: deadlineDay.nullable().default(null),
  }),
  z.strictObject({
    type: z.literal('LiftSupervision'),
    lift: z.boolean(),
    dueOn: deadlineDay.nullable().default(null),
    reason: anyText(1000).default(''),
  }),
]);

export const commandSupervision = route({
  method: 'post',
  path: '/api/supervisions/{id}/commands',
  summary:
    '挂牌督办 · decide on the listing, register the paper that was issued, record the review, decide on lifting; silence decides nothing, and the product issues no paper',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  async handle(given) {
    const { body, person: by, ledger } = given;
    if (body.type !== 'RegisterSupervision') return commandCase(supervisionDecider, given, { ...body, by });
    const scan = await scanById(ledger, body.scan);
    return scan ? commandCase(supervisionDecider, given, { ...body, scan, by }) : { refusal: { code: 'SCAN_UNKNOWN', params: {} } };
  },
});
