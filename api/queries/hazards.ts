import type { RequestHandler } from 'express';
import { z } from 'zod';
import { instantFromMs } from '../../domain/time/instant.ts';
import { hazardById, listHazards } from '../../ledger/hazards.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { readInput, text } from '../fields.ts';
import { refuse } from '../problems.ts';

const listed = z.object({
  stage: text(50).optional(),
  zone: text(50).optional(),
  overdue: z.stringbool().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});

/** GET /api/hazards */
export function hazardList(ledger: Ledger): RequestHandler {
  return async (request, response) => {
    response.json(await listHazards(ledger, readInput(request, listed, request.query), instantFromMs(Date.now())));
  };
}

/** GET /api/hazards/{id} */
export function oneHazard(ledger: Ledger): RequestHandler {
  return async (request, response) => {
    const id = z.uuid().safeParse(request.params['id']);
    const hazard = id.success ? await hazardById(ledger, id.data, instantFromMs(Date.now())) : null;
    if (!hazard) return refuse(request, response, { code: 'CASE_UNKNOWN', params: {} });
    response.json(hazard);
  };
}
