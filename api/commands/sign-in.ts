import { z } from 'zod';
import { signIn as openWithPassword } from '../../ledger/account-sign-in.ts';
import { anyText, text } from '../fields.ts';
import { route } from '../route.ts';
import { signedInAs } from '../signed-in-as.ts';
import { visitorOf } from '../visitor.ts';

export const signIn = route({
  method: 'post',
  path: '/api/session',
  summary: '登录 · sign in; the answer sets the session cookie, under which nobody was signed in before',
  access: 'anyone',
  body: z.strictObject({ username: text(100), password: anyText(200).min(1) }),
  answers: { 201: z.strictObject({ username: z.string() }) },
  handle: async ({ ledger, body, request, response, now }) =>
    signedInAs(request, response, await openWithPassword(ledger, body, visitorOf(request, now)), now),
});
