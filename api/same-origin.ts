import type { Request, RequestHandler } from 'express';
import { turnAway } from './problems.ts';

const readsOnly = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a browser says that a page of another address sent this. One that says nothing is no browser: each of them names the Origin of
 * what changes something, and on https and localhost also Sec-Fetch-Site.
 */
function isFromElsewhere(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.get('origin');
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const { host, protocol } = new URL(origin);
  return host !== request.host?.toLowerCase() || (request.secure && protocol !== 'https:');
}

/** Refuses what a page of another address makes a browser send in a signed-in person's name (CSRF). The cookie's SameSite alone is not enough. */
export const sameOrigin: RequestHandler = (request, response, next) => {
  if (!readsOnly.includes(request.method) && isFromElsewhere(request)) return turnAway(request, response, 403, 'FROM_ELSEWHERE');
  next();
};
