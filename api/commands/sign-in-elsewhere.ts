import type { Request, Response } from 'express';
import { z } from 'zod';
import { rememberAttempt, signInAs, takeAttempt } from '../../ledger/account-identities.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { accountSettings } from '../account-settings.ts';
import { cookieOf, giveCookie } from '../cookie.ts';
import { text } from '../fields.ts';
import { note } from '../request-facts.ts';
import { nothing, route } from '../route.ts';
import type { Answer } from '../route.ts';
import { callbackPath } from '../single-sign-on.ts';
import { visitorOf } from '../visitor.ts';

const cookieName = 'sign-on';
// Lax, for it has to come back with the browser that the provider sends here.
const cookie = ({ secure }: Request) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/api/single-sign-on', secure, maxAge: 10 * 60_000 }) as const;

const notOffered: Answer = { turnedAway: 'NOT_FOUND', status: 404 };
const goTo = (response: Response, to: string): Answer => {
  response.redirect(302, to);
  return 'sent';
};

/** Only a page of ours: an address elsewhere begins with a scheme, with // or with /\. */
const ownPage = (to: string | undefined) => (to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/');

/** Back on the page for signing in, which says what went wrong. */
function failed(response: Response, why: 'unbound' | 'disabled' | 'refused' | 'away', page = '/'): Answer {
  note(response, { code: `SIGN_ON_${why.toUpperCase()}` });
  return goTo(response, `/sign-in?${new URLSearchParams({ failed: why, ...(page !== '/' && { to: page }) })}`);
}

export const leaveForProvider = route({
  method: 'get',
  path: '/api/single-sign-on',
  summary: '统一身份登录 · sends the browser to the provider of single sign-on (OpenID Connect)',
  access: 'anyone',
  query: z.object({ to: text(500).optional().meta({ description: 'The page to return to' }) }),
  answers: { 302: nothing },
  async handle({ ledger, query, request, response }) {
    const { provider } = accountSettings(request);
    if (!provider) return notOffered;
    try {
      const { to, attempt } = await provider.leave(ownPage(query.to));
      response.cookie(cookieName, await rememberAttempt(ledger, attempt), cookie(request));
      return goTo(response, to);
    } catch {
      return failed(response, 'away', ownPage(query.to));
    }
  },
});

export const comeBackFromProvider = route({
  method: 'get',
  path: callbackPath,
  summary:
    '统一身份登录返回 · where the provider sends the browser back to; opens a session for the account to which the office bound the identity',
  access: 'anyone',
  answers: { 302: nothing },
  async handle({ ledger, request, response, now }) {
    if (!accountSettings(request).provider) return notOffered;
    return comeBack(ledger, request, response, now);
  },
});

async function comeBack(ledger: Ledger, request: Request, response: Response, now: Instant): Promise<Answer> {
  const { provider } = accountSettings(request);
  const attempt = await takeAttempt(ledger, cookieOf(request, cookieName) ?? '');
  const { maxAge: _, ...sameCookie } = cookie(request);
  response.clearCookie(cookieName, sameCookie);
  if (!provider || !attempt) return failed(response, 'refused');
  const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
  const claimed = await provider.comeBack(query, attempt).catch(() => null);
  if (!claimed) return failed(response, 'refused', attempt.page);
  const answer = await signInAs(ledger, claimed, visitorOf(request, now));
  if (typeof answer === 'string') return failed(response, answer, attempt.page);
  giveCookie(request, response, answer.token);
  return goTo(response, attempt.page);
}

export const signOutAtProvider = route({
  method: 'get',
  path: '/api/single-sign-on/sign-out',
  summary: '退出统一身份 · sends the browser to the provider to sign out there too',
  access: 'anyone',
  answers: { 302: nothing },
  async handle({ request, response }) {
    const { provider } = accountSettings(request);
    if (!provider) return notOffered;
    return goTo(response, (await provider.signOutAt().catch(() => null)) ?? '/sign-in');
  },
});
