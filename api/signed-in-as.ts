import type { Request, Response } from 'express';
import type { Refusal } from '../domain/case/refusals.ts';
import { msOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { SignedIn } from '../ledger/account-sign-in.ts';
import { giveCookie } from './cookie.ts';
import type { Answer } from './route.ts';

/** Gives the cookie of the session that was opened, or says why there is none; a pause also in the header that programs read. */
export function signedInAs(request: Request, response: Response, answer: SignedIn | Refusal, now: Instant): Answer {
  if ('code' in answer) {
    const { until } = answer.params;
    if (until !== undefined) response.setHeader('Retry-After', Math.max(1, Math.ceil((msOf(until as Instant) - msOf(now)) / 1000)));
    return { refusal: answer };
  }
  giveCookie(request, response, answer.token);
  return { status: 201, body: { username: answer.username } };
}
