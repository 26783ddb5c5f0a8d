import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { transact } from '../../ledger/transact.ts';
import { commandHeaders, readInput, text } from '../fields.ts';
import { personOf } from '../session.ts';
import { answer } from './answer.ts';

const reported = z.strictObject({
  zone: text(50),
  title: text(100),
  description: text(4000),
  place: text(200).nullable().default(null),
  category: text(50).nullable().default(null),
  class: z.enum(['general', 'major']).default('general'),
  mode: z.enum(['immediate', 'timeLimited']).default('timeLimited'),
  source: z.enum(['inspection', 'selfCheck', 'other']).default('inspection'),
  project: text(200).nullable().default(null),
});

const digest = (words: string) => createHash('sha256').update(words).digest('hex');

/** POST /api/hazards. The same key with the same words is the same report; with other words it is refused (KEY_REUSED). */
export function reportHazard(ledger: Ledger): RequestHandler {
  return async (request, response) => {
    const person = personOf(request);
    const now = instantFromMs(Date.now());
    const { key } = commandHeaders(request);
    const { zone, ...facts } = readInput(request, reported, request.body);
    const receipt = await transact(ledger, hazardDecider, {
      // The same key from the same person means the same hazard.
      caseId: caseIdMadeOf(person, key),
      commandId: `report/${digest(JSON.stringify({ zone, ...facts }))}`,
      actor: { person },
      at: now,
      command: (number): HazardCommand => ({ type: 'ReportHazard', by: person, number, zone, facts }),
    });
    await answer(ledger, request, response, { receipt, status: 201, now });
  };
}
