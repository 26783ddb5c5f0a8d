import { z } from 'zod';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { ChaseCase, RecordContact } from '../../domain/case/press.ts';
import { deciders } from '../../ledger/deciders.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const words = anyText(500).default('');

/** What can be done about a case of whatever kind. */
export const commandAnyCase = route({
  method: 'post',
  path: '/api/cases/{id}/commands',
  summary: '催办、已联系 · presses whoever owes the next step of a case of whatever kind, or records that he was reached',
  access: 'case.command',
  isCommand: true,
  body: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ChaseCase'), words }),
    z.strictObject({ type: z.literal('RecordContact'), words }),
  ]),
  answers: { 200: commandAnswer },
  async handle(given) {
    const { ledger, params, body, person } = given;
    const id = z.uuid().safeParse(params['id']);
    const row = id.success ? await ledger.prisma.case.findUnique({ where: { id: id.data }, select: { kind: true } }) : null;
    if (!row) return { refusal: { code: 'CASE_UNKNOWN', params: {} } };
    const command: ChaseCase | RecordContact = { ...body, by: person };
    return commandCase(deciders[row.kind as CaseKind], given, command);
  },
});
