import { z } from 'zod';
import { accountOfLink, changePassword as change, setPasswordByLink as setByLink } from '../../ledger/account-sign-in.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { signedInAs } from '../signed-in-as.ts';
import { visitorOf } from '../visitor.ts';

// Longer than what is taken, so that it is the rule that says how long one may be.
const password = anyText(200).min(1);
const link = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'What stands after the # of the link' });
const signedIn = z.strictObject({ username: z.string() });

export const changePassword = route({
  method: 'put',
  path: '/api/me/password',
  summary: '修改密码 · a new password for whoever knows the old one; the other sessions end, this one goes on under a new cookie',
  access: 'signedIn',
  body: z.strictObject({ before: password, after: password }),
  answers: { 201: signedIn },
  async handle({ ledger, actor, body, request, response, now }) {
    if (!actor) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
    const answer = await change(ledger, { username: actor.username, ...body }, visitorOf(request, now));
    return signedInAs(request, response, answer, now);
  },
});

export const readPasswordLink = route({
  method: 'post',
  path: '/api/password-link',
  summary: '设置密码链接 · whose password a one-time link sets; asking does not use it up',
  access: 'anyone',
  body: z.strictObject({ link }),
  answers: { 200: signedIn },
  async handle({ ledger, body }) {
    const account = await accountOfLink(ledger, body.link);
    if (!account) return { refusal: { code: 'LINK_SPENT', params: {} } };
    return { status: 200, body: { username: account.username } };
  },
});

export const setPasswordByLink = route({
  method: 'put',
  path: '/api/password-link',
  summary: '凭链接设置密码 · sets the password by a one-time link, and signs in',
  access: 'anyone',
  body: z.strictObject({ link, password }),
  answers: { 201: signedIn },
  async handle({ ledger, body, request, response, now }) {
    return signedInAs(request, response, await setByLink(ledger, body.link, body.password, visitorOf(request, now)), now);
  },
});
