import { z } from 'zod';
import { whySpam } from '../../domain/tip-off/why-spam.ts';
import { isReceived, isSaidAlready, receiveTipOff } from '../../ledger/tip-off/tip-offs.ts';
import { anyText, text } from '../fields.ts';
import { route } from '../route.ts';
import { doorOf, openMsOf, turnOf } from './public-door.ts';
import { mostPublicPhotos } from './report-form.ts';

const maybe = (max: number) =>
  anyText(max)
    .trim()
    .nullable()
    .default(null)
    .transform((said) => said || null);

const handedIn = z.strictObject({
  key: text(100).min(16).meta({
    description: 'The secret of this form, made by the caller and told to nobody: the same form handed in twice is received once',
  }),
  form: text(200).meta({ description: 'The token that GET /api/public/zones/{zone} gave' }),
  trap: anyText(200).default('').meta({ description: 'A field that people do not see: to be left empty' }),
  text: text(2000),
  place: maybe(200),
  photos: z.array(z.uuid()).max(mostPublicPhotos).default([]),
  reporter: z
    .strictObject({ name: maybe(50), phone: maybe(30), email: z.email().max(200).nullable().default(null) })
    .default({ name: null, phone: null, email: null })
    .meta({ description: 'Whatever of it he wants to leave: kept encrypted, and shown to nobody who deals with the case' }),
});

export const handInTipOff = route({
  method: 'post',
  path: '/api/public/zones/{zone}/tip-offs',
  summary: '群众举报 · report a hazard without signing in; the answer holds the tracking code, which is told this once',
  access: 'anyone',
  body: handedIn,
  answers: {
    201: z.strictObject({ code: z.string(), receivedAt: z.string() }).meta({ id: 'TipOffReceived' }),
  },
  async handle({ ledger, params, body, now, language, request, response }) {
    const zone = params['zone'] ?? '';
    const { keys } = doorOf(request);
    if (!keys) return { turnedAway: 'TIP_OFFS_CLOSED', status: 503 };
    const { key: formKey, form, trap, ...written } = body;
    const tipOff = { zone, formKey, language, ...written };
    if (!(await isReceived(ledger, formKey))) {
      const { organisation } = await ledger.register.newest(ledger.pool);
      if (!organisation.zones.some(({ code }) => code === zone)) return { turnedAway: 'NOT_FOUND', status: 404 };
      const openMs = openMsOf(keys, zone, form, now);
      if (typeof openMs !== 'number') return openMs;
      const spam = whySpam({ trap, openMs, text: written.text });
      if (spam) return spam === 'TOO_FAST' ? { turnedAway: 'FORM_TOO_FAST', status: 409 } : { turnedAway: 'SPAM_SUSPECTED', status: 422 };
      const away = await turnOf({ request, response }, 'report', { zone, now });
      if (away) return away;
      if (await isSaidAlready(ledger, tipOff, now)) return { turnedAway: 'SAID_ALREADY', status: 409 };
    } else {
      const away = await turnOf({ request, response }, 'lookUp', { now });
      if (away) return away;
    }
    const received = await receiveTipOff(ledger, keys, tipOff, now);
    if ('refusal' in received) return received;
    response.setHeader('Cache-Control', 'no-store');
    return { status: 201, body: received };
  },
});
