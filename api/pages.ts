import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, static as serve } from 'express';
import { asPage, asWorker } from './safe-headers.ts';

const built = join(import.meta.dirname, '../build/web');

/** The web pages, where they are built: any address that is not the api's opens the app, which knows its own pages. */
export function pages(folder = built): Router {
  const router = Router();
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return router;
  const page = readFileSync(index, 'utf8');
  router.use('/assets', serve(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }));
  router.get('/sw.js', (_request, response, next) => {
    asWorker(response);
    next();
  });
  router.use(serve(folder, { index: false }));
  router.get(/^\/(?!api\/|healthz|readyz|metrics)/, (request, response, next) => {
    if (!request.accepts('html')) return next();
    // Never kept: each answer has a nonce of its own.
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replaceAll('CSP_NONCE', asPage(response).nonce));
  });
  return router;
}
