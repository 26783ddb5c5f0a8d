import { createHash, randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/** What is counted and logged of a request: ids and codes, never what people wrote. */
export type RequestFacts = {
  requestId: string;
  command?: string;
  caseId?: string | undefined;
  commandId?: string;
  outcome?: 'accepted' | 'ignored' | 'refused';
  /** Why it was refused or turned away. */
  code?: string;
};

const facts = new WeakMap<Response, RequestFacts>();

export function factsOf(response: Response): RequestFacts {
  const known = facts.get(response) ?? { requestId: randomUUID() };
  facts.set(response, known);
  return known;
}

export const note = (response: Response, more: Partial<RequestFacts>): void => void Object.assign(factsOf(response), more);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const idOnly = (text: unknown): string | undefined => (typeof text === 'string' && uuid.test(text) ? text : undefined);
/** A caller may write anything into a key: what is no uuid is shown by its digest. */
export const keyShown = (key: string) => idOnly(key) ?? `sha256:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;

/** The route's pattern, never the address itself: addresses hold ids. */
export const routeOf = (request: Request): string => String((request.route as { path?: unknown } | undefined)?.path ?? 'none');

/** Gives each request an id (the proxy's X-Request-Id when it is a uuid), says it in the answer, and writes a line when the answer is over. */
export const logged =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const known = factsOf(response);
    known.requestId = idOnly(request.get('x-request-id')) ?? known.requestId;
    response.setHeader('X-Request-Id', known.requestId);
    const beganAt = performance.now();
    response.once('close', () => {
      const { method } = request;
      const [route, ms] = [routeOf(request), Math.round(performance.now() - beganAt)];
      const isAsked = route.startsWith('/api/');
      const line = { ...known, method, route, status: response.statusCode, ms, ...(response.writableFinished ? {} : { brokenOff: true }) };
      log[isAsked ? 'info' : 'debug'](line, 'request');
    });
    next();
  };
