import type { RequestHandler } from 'express';
import { z } from 'zod';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { transact } from '../../ledger/transact.ts';
import { anyText, commandHeaders, readInput, text } from '../fields.ts';
import { refuse } from '../problems.ts';
import { personOf } from '../session.ts';
import { answer } from './answer.ts';

const commanded = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AssignHazard'), zone: text(50).nullable().default(null) }),
  z.strictObject({ type: z.literal('Acknowledge') }),
  z.strictObject({ type: z.literal('RectifyHazard'), measures: anyText(4000) }),
  z.strictObject({ type: z.literal('VerifyHazard'), passed: z.boolean(), opinion: anyText(4000).default('') }),
  z.strictObject({ type: z.literal('VoidHazard'), reason: anyText(1000) }),
]);

/** POST /api/hazards/{id}/commands. If-Match: a revision refuses the command when the case has moved on since. */
export function commandHazard(ledger: Ledger): RequestHandler {
  return async (request, response) => {
    const person = personOf(request);
    const now = instantFromMs(Date.now());
    const { key, expectedRevision } = commandHeaders(request);
    const command = readInput(request, commanded, request.body);
    const id = z.uuid().safeParse(request.params['id']);
    if (!id.success) return refuse(request, response, { code: 'CASE_UNKNOWN', params: {} });
    const receipt = await transact(ledger, hazardDecider, {
      caseId: id.data,
      commandId: `${person}/${key}`,
      actor: { person },
      at: now,
      command: { ...command, by: person },
      expectedRevision,
    });
    await answer(ledger, request, response, { receipt, status: 200, now });
  };
}
