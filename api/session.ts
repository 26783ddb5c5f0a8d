import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { closeSession, openSession, personOfSession } from '../ledger/accounts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { anyText, readInput, text } from './fields.ts';
import { turnAway } from './problems.ts';

const cookieName = 'session';
const signIn = z.strictObject({ username: text(100), password: anyText(200).min(1) });
const signedIn = new WeakMap<Request, string>();

const tokenOf = (request: Request) => /(?:^|;\s*)session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];

/** The person whose session the request carries; only behind `requireSession`. */
export function personOf(request: Request): string {
  const person = signedIn.get(request);
  if (person === undefined) throw new Error('a route without requireSession asked who is signed in');
  return person;
}

export function requireSession(ledger: Ledger): RequestHandler {
  return async (request, response, next) => {
    const token = tokenOf(request);
    const person = token ? await personOfSession(ledger, token) : null;
    if (person === null) return turnAway(request, response, 401, 'NOT_SIGNED_IN');
    signedIn.set(request, person);
    next();
  };
}

/** POST signs in, DELETE signs out. */
export function sessionRoutes(ledger: Ledger): Router {
  const router = Router();
  router.post('/api/session', async (request, response) => {
    const { username, password } = readInput(request, signIn, request.body);
    const token = await openSession(ledger, username, password);
    if (!token) return turnAway(request, response, 401, 'WRONG_PASSWORD');
    response.cookie(cookieName, token, { httpOnly: true, sameSite: 'strict', path: '/' }).status(201).json({ username });
  });
  router.delete('/api/session', requireSession(ledger), async (request, response) => {
    await closeSession(ledger, tokenOf(request) ?? '');
    response.clearCookie(cookieName).status(204).end();
  });
  return router;
}
