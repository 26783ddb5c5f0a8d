import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

const yearSeconds = 365 * 24 * 3_600;

/** What a page may do: files of this address only, no inline script, and only the styles that it puts in itself, by the nonce. */
const ofPage = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** What is no page may do nothing at all, should a browser ever take it for one. */
const ofAnswer = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

/** What the service worker may do, which opens the pages without a network: ask this address. */
const ofWorker = "default-src 'none'; connect-src 'self'";

/** `onTap`: what a page asks the device for when somebody presses for it: the code of a placard, where he stands. */
const ofTheDevice = (onTap: string) =>
  [
    ...['camera', 'geolocation'].map((name) => `${name}=${onTap}`),
    ...['microphone', 'payment', 'usb', 'serial', 'display-capture'].map((name) => `${name}=()`),
  ].join(', ');

/** The headers of every answer. Many a bureau's intranet has no certificate: https is insisted on only where it is spoken. */
export const safeHeaders: RequestHandler[] = [
  helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Browsers heed it only where https is spoken, and complain elsewhere.
    originAgentCluster: false,
    crossOriginOpenerPolicy: false,
  }),
  (request, response, next) => {
    response.setHeader('Content-Security-Policy', ofAnswer);
    response.setHeader('Permissions-Policy', ofTheDevice('()'));
    if (request.secure) {
      response.setHeader('Strict-Transport-Security', `max-age=${yearSeconds}`);
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    }
    // Answers hold what not everybody may read; a route whose answer may be kept says so.
    if (request.path.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store');
    next();
  },
];

/** Lets this answer be a page, which may read the code of a placard and ask where the reader stands; the nonce is for the styles that it puts in itself. */
export function asPage(response: Response): { nonce: string } {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('Content-Security-Policy', ofPage(nonce));
  response.setHeader('Permissions-Policy', ofTheDevice('(self)'));
  return { nonce };
}

/** Lets this answer be the service worker, asked for anew each time the pages are. */
export function asWorker(response: Response): void {
  response.setHeader('Content-Security-Policy', ofWorker);
  response.setHeader('Cache-Control', 'no-cache');
}
