import { publicUrlOf } from '../public-url.ts';
import type { Request } from 'express';
import { z } from 'zod';
import type { Refusal } from '../../domain/case/refusals.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { commandAccount as carryOut, createAccount as create, renewLink } from '../../ledger/accounts.ts';
import type { MadeLink } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { accountSettings } from '../account-settings.ts';
import { instant } from '../answers.ts';
import { text } from '../fields.ts';
import { nothing, route } from '../route.ts';
import type { Answer } from '../route.ts';

export const role = z
  .enum(['staff', 'auditor', 'administrator'])
  .meta({ id: 'Role', description: '工作人员, 审计人员 (reads all, does nothing), 管理员 (accounts and settings, no cases)' });

const personId = text(64);
const madeLink = z
  .strictObject({
    username: z.string(),
    url: z.string().meta({ description: 'Sets the password once; it is shown here only, and kept nowhere' }),
    expiresAt: instant,
    mailedTo: z.string().nullable().meta({ description: 'The address to which it was mailed as well; null when it was not' }),
  })
  .meta({ id: 'MadeLink' });

/** After the # nothing of an address goes to a server, and so into no log. */
const urlOf = (request: Request, token: string) => `${publicUrlOf(request)}/first-password#${token}`;

async function handOver(request: Request, ledger: Ledger, username: string, made: MadeLink | Refusal, status: number): Promise<Answer> {
  if ('code' in made) return { refusal: made };
  const { publicUrl, mailLink } = accountSettings(request);
  const url = urlOf(request, made.token);
  const expiresAt = made.expiresAt.toISOString() as Instant;
  const { roster } = await ledger.register.newest(ledger.pool);
  const person = roster.people.get(made.person ?? '');
  // The host of a request is the asker's word, which is good enough for himself but not for a mail to somebody else.
  const mailedTo = person && publicUrl && mailLink ? await mailLink(person, { username, url, expiresAt }) : null;
  return { status, body: { username, url, expiresAt, mailedTo } };
}

export const createAccount = route({
  method: 'post',
  path: '/api/accounts',
  summary:
    '新建账户 · a new account, and the one-time link by which its owner sets the first password; auditors and administrators are made by an administrator',
  body: z.strictObject({
    username: text(64)
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u)
      .transform((name) => name.normalize('NFKC'))
      .meta({ description: 'Letters of any script, digits, and . _ @ - between them' }),
    person: personId.nullable().default(null).meta({ description: 'Who it is in the organisation; staff is always somebody' }),
    role: role.default('staff'),
  }),
  access: 'accounts.write',
  answers: { 201: madeLink },
  async handle({ ledger, body, actor, now, request }) {
    if (!actor) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
    return handOver(request, ledger, body.username, await create(ledger, actor, body, now), 201);
  },
});

export const renewAccountLink = route({
  method: 'post',
  path: '/api/accounts/{username}/link',
  summary: '新的设置密码链接 · another one-time link for setting the password; those before open nothing any more',
  access: 'accounts.write',
  answers: { 201: madeLink },
  async handle({ ledger, params, actor, now, request }) {
    if (!actor) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
    const username = params['username'] ?? '';
    return handOver(request, ledger, username, await renewLink(ledger, actor, username, now), 201);
  },
});

export const commandAccount = route({
  method: 'post',
  path: '/api/accounts/{username}/commands',
  summary:
    '停用、启用、改角色、绑定统一身份 · disables (out with the next request; cases go on), enables, changes the role, binds an identity of single sign-on',
  body: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('DisableAccount') }),
    z.strictObject({ type: z.literal('EnableAccount') }),
    z.strictObject({ type: z.literal('SetRole'), role, person: personId.optional() }),
    z.strictObject({ type: z.literal('BindIdentity'), issuer: text(500), subject: text(255) }),
    z.strictObject({ type: z.literal('UnbindIdentity') }),
  ]),
  access: 'accounts.write',
  answers: { 204: nothing },
  async handle({ ledger, params, body, actor, now }) {
    if (!actor) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
    const refusal = await carryOut(ledger, actor, params['username'] ?? '', body, now);
    return refusal ? { refusal } : { status: 204 };
  },
});
