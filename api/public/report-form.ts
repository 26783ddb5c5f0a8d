import { z } from 'zod';
import { leastOpenMs } from '../../domain/tip-off/why-spam.ts';
import { momentOf } from '../../ledger/moment.ts';
import { formToken } from '../../ledger/tip-off/form-token.ts';
import { route } from '../route.ts';
import { doorOf, turnOf } from './public-door.ts';

export const mostPublicPhotos = 4;

/** The form that the code of a placard opens. */
export const reportForm = route({
  method: 'get',
  path: '/api/public/zones/{zone}',
  summary: '群众举报 · the form of a zone, without signing in: how the zone is called, and the token with which the form is handed in',
  access: 'anyone',
  answers: {
    200: z
      .strictObject({
        zone: z.strictObject({ code: z.string(), name: z.string() }),
        bureau: z.string(),
        officePhone: z.string().nullable(),
        form: z.string().meta({ description: 'To be sent with the report and its pictures, within a day' }),
        leastOpenMs: z.int().meta({ description: 'The report is taken when the form has been open for so long' }),
        mostPhotos: z.int(),
        forgetAfterDays: z.int().meta({ description: 'Who reported is forgotten so long after the end' }),
      })
      .meta({ id: 'PublicForm' }),
  },
  async handle({ ledger, params, now, request, response }) {
    const zone = params['zone'] ?? '';
    const { keys } = doorOf(request);
    const away = await turnOf({ request, response }, 'form', { zone, now });
    if (away || !keys) return away ?? { turnedAway: 'TIP_OFFS_CLOSED', status: 503 };
    const known = await ledger.register.newest(ledger.pool);
    const found = known.organisation.zones.find(({ code }) => code === zone);
    if (!found) return { turnedAway: 'NOT_FOUND', status: 404 };
    const { bureau, office } = known.organisation;
    response.setHeader('Cache-Control', 'no-store');
    return {
      status: 200,
      body: {
        zone: { code: found.code, name: found.name },
        bureau: bureau.name,
        officePhone: office.phone ?? null,
        form: formToken(keys, zone, now),
        leastOpenMs,
        mostPhotos: mostPublicPhotos,
        forgetAfterDays: momentOf(known, now).policy.tipOffs.forgetAfterDays,
      },
    };
  },
});
