import type { Request, Response } from 'express';
import type { PersonId } from '../domain/people/seat.ts';
import { personOfSession } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/ledger.ts';

const cookieName = 'session';

export const tokenOf = (request: Request) => /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;

export async function personOfRequest(ledger: Ledger, request: Request): Promise<PersonId | null> {
  const token = tokenOf(request);
  return token ? personOfSession(ledger, token) : null;
}

export function giveCookie(request: Request, response: Response, token: string): void {
  response.cookie(cookieName, token, { httpOnly: true, sameSite: 'strict', path: '/', secure: request.secure });
}

export function takeCookie(response: Response): void {
  response.clearCookie(cookieName);
}
