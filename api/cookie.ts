import type { Request, Response } from 'express';
import type { Actor } from '../domain/rights/actor.ts';
import { actorOfSession } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/ledger.ts';

const cookieName = 'session';

export const tokenOf = (request: Request) => /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;

export async function actorOfRequest(ledger: Ledger, request: Request): Promise<Actor | null> {
  const token = tokenOf(request);
  return token ? actorOfSession(ledger, token) : null;
}

export function giveCookie(request: Request, response: Response, token: string): void {
  response.cookie(cookieName, token, { httpOnly: true, sameSite: 'strict', path: '/', secure: request.secure });
}

export function takeCookie(response: Response): void {
  response.clearCookie(cookieName);
}
