import { z } from 'zod';
import { sessionsOf } from '../../ledger/account-sessions.ts';
import { listAccounts } from '../../ledger/accounts.ts';
import { accountSettings } from '../account-settings.ts';
import { instant, personRef } from '../answers.ts';
import { role } from '../commands/command-account.ts';
import { tokenOf } from '../cookie.ts';
import { route } from '../route.ts';

const identity = z.strictObject({ issuer: z.string(), subject: z.string(), name: z.string() });

const account = z
  .strictObject({
    username: z.string(),
    person: personRef.nullable(),
    role,
    disabledAt: instant.nullable(),
    lastSignInAt: instant.nullable(),
    hasPassword: z.boolean(),
    linkExpiresAt: instant
      .nullable()
      .meta({ description: 'Until when a link for setting the password can be used; null when there is none' }),
    identity: identity.nullable().meta({ description: 'Who it is at the provider of single sign-on' }),
    sessions: z.int(),
  })
  .meta({ id: 'Account' });

export const accounts = route({
  method: 'get',
  path: '/api/accounts',
  summary: '账户 · every account, and the identities of single sign-on that are bound to none; for the office and administrators',
  access: 'accounts.write',
  answers: {
    200: z
      .strictObject({
        items: z.array(account),
        unbound: z.array(identity.extend({ seenAt: instant.nullable() })),
        people: z
          .array(personRef.extend({ accounts: z.array(z.string()) }))
          .meta({ description: 'Everybody of the organisation, with his accounts' }),
        issuer: z.string().nullable().meta({ description: 'The provider of single sign-on; null when none is set up' }),
      })
      .meta({ id: 'Accounts' }),
  },
  async handle({ ledger, request }) {
    return { status: 200, body: { ...(await listAccounts(ledger)), issuer: accountSettings(request).provider?.issuer ?? null } };
  },
});

export const mySessions = route({
  method: 'get',
  path: '/api/me/sessions',
  summary: '我的登录 · where I am signed in',
  access: 'signedIn',
  answers: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.uuid(),
          startedAt: instant,
          seenAt: instant.meta({ description: 'When it was in use last, to five minutes' }),
          endsAt: instant.meta({ description: 'When it ends even if it is used' }),
          device: z.string(),
          address: z.string(),
          way: z.enum(['password', 'singleSignOn']),
          isThis: z.boolean(),
        }),
      ),
    }),
  },
  async handle({ ledger, actor, request }) {
    if (!actor) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
    return { status: 200, body: { items: await sessionsOf(ledger, actor.username, tokenOf(request) ?? '') } };
  },
});
