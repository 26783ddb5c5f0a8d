import { z } from 'zod';
import { readTrackingCode } from '../../domain/tip-off/tracking-code.ts';
import { trackTipOff } from '../../ledger/tip-off/tip-offs.ts';
import { tipOffAnswer } from '../answers.ts';
import { text } from '../fields.ts';
import { route } from '../route.ts';
import { turnOf } from './public-door.ts';

// A code that is none costs as much as five look-ups, so that few can be tried.
const costOfMiss = 4;

export const trackTipOffByCode = route({
  method: 'post',
  path: '/api/public/tracking',
  summary:
    '查询进度 · what became of a report, for whoever has its code; the code stands in the body, for addresses are written down everywhere',
  access: 'anyone',
  body: z.strictObject({ code: text(60) }),
  answers: {
    200: z
      .strictObject({
        receivedAt: z.string(),
        steps: z.array(z.strictObject({ step: z.enum(['received', 'dealing', 'verified', 'closed']), at: z.string().nullable() })),
        answers: z.array(tipOffAnswer),
        isDeclined: z.boolean(),
      })
      .meta({ id: 'TipOffProgress' }),
  },
  async handle({ ledger, body, now, request, response }) {
    const away = await turnOf({ request, response }, 'lookUp', { now });
    if (away) return away;
    response.setHeader('Cache-Control', 'no-store');
    const code = readTrackingCode(body.code);
    const found = code && (await trackTipOff(ledger, code));
    if (found) return { status: 200, body: found };
    const tooMany = await turnOf({ request, response }, 'lookUp', { now, cost: costOfMiss });
    return tooMany ?? { turnedAway: 'CODE_UNKNOWN', status: 404 };
  },
});
