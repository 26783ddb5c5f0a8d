import { z } from 'zod';
import { discloseReporter } from '../../ledger/tip-off/disclose-reporter.ts';
import { text } from '../fields.ts';
import { doorOf } from '../public/public-door.ts';
import { idOnly } from '../request-facts.ts';
import { route } from '../route.ts';

export const discloseReporterOfHazard = route({
  method: 'post',
  path: '/api/hazards/{id}/reporter',
  summary: '查看举报人 · who reported the hazard, shown this once; the reason and the name of whoever asked stand in the audit log',
  access: 'office',
  body: z.strictObject({ reason: text(500).min(10) }),
  answers: {
    200: z
      .strictObject({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
      .meta({ id: 'Reporter' }),
  },
  async handle({ ledger, params, body: { reason }, person, now, request, response }) {
    const { keys } = doorOf(request);
    if (!keys) return { turnedAway: 'TIP_OFFS_CLOSED', status: 503 };
    const id = idOnly(params['id']);
    const found = id ? await discloseReporter(ledger, keys, { hazard: id, by: person, reason, at: now }) : null;
    if (!found) return { turnedAway: 'NOT_FOUND', status: 404 };
    if ('refusal' in found) return found;
    response.setHeader('Cache-Control', 'no-store');
    return { status: 200, body: found.reporter };
  },
});
