import { z } from 'zod';
import { accountSettings } from '../account-settings.ts';
import { route } from '../route.ts';

/** The line on top of every page, in both languages. */
export type Banner = { zh: string; en: string };

export const site = route({
  method: 'get',
  path: '/api/site',
  summary: '本系统 · what everybody is told of this installation: the line on top of every page, whether single sign-on is offered',
  access: 'anyone',
  answers: { 200: z.strictObject({ banner: z.strictObject({ zh: z.string(), en: z.string() }).nullable(), singleSignOn: z.boolean() }) },
  handle: async ({ request }) => ({
    status: 200,
    body: { banner: request.app.locals['banner'] as Banner | null, singleSignOn: accountSettings(request).provider !== null },
  }),
});
