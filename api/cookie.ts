import type { CookieOptions, Request, Response } from 'express';
import type { Actor } from '../domain/rights/actor.ts';
import { actorOfSession } from '../ledger/account-sessions.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Behind TLS a name that a browser takes from this very host only, so that no neighbour under the same domain can plant one. */
const nameOf = ({ secure }: Request) => (secure ? '__Host-session' : 'session');
/** Strict: a page elsewhere can't ask anything in the reader's name. */
const optionsOf = ({ secure }: Request) => ({ httpOnly: true, sameSite: 'strict', path: '/', secure }) satisfies CookieOptions;

/** The value of one cookie of ours; null when there is none that could be ours. */
export function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && /^[\w-]+$/.test(value) ? value : null;
}

export const tokenOf = (request: Request) => cookieOf(request, nameOf(request));

export async function actorOfRequest(ledger: Ledger, request: Request): Promise<Actor | null> {
  const token = tokenOf(request);
  return token ? actorOfSession(ledger, token) : null;
}

export function giveCookie(request: Request, response: Response, token: string): void {
  response.cookie(nameOf(request), token, optionsOf(request));
}

export function takeCookie(request: Request, response: Response): void {
  response.clearCookie(nameOf(request), optionsOf(request));
}
