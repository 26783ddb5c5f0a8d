import express from 'express';
import type { Logger } from 'pino';
import type { Ledger } from '../ledger/ledger.ts';
import { setUpAccounts } from './account-settings.ts';
import { docsPage } from './docs-page.ts';
import { schedulesOf } from './engine-schedules.ts';
import { health, whatItRestsOn } from './health.ts';
import type { Elsewhere } from './health.ts';
import { metrics } from './metrics.ts';
import { pages } from './pages.ts';
import type { PublicDoor } from './public/public-door.ts';
import { asProblem, turnAway } from './problems.ts';
import { logged } from './request-facts.ts';
import { mount, mountedPath } from './route.ts';
import { routes } from './routes.ts';
import { safeHeaders } from './safe-headers.ts';
import { sameOrigin } from './same-origin.ts';

/** The HTTP door: checks what came in, stamps the moment of a command once, and lets the ledger decide. */
export function createApp(
  ledger: Ledger,
  log: Logger,
  elsewhere: Elsewhere = { temporalNamespace: 'default' },
  trustedProxy = 'loopback',
): express.Express {
  const app = express();
  const ask = whatItRestsOn(ledger, elsewhere);
  const { timed, router: metricsPage } = metrics(ledger, ask);
  app.disable('x-powered-by');
  app.locals['workflowsAt'] = elsewhere.workflowsAt;
  app.locals['schedules'] = schedulesOf(elsewhere);
  app.locals['bounceSecret'] = elsewhere.bounceSecret;
  setUpAccounts(app, elsewhere);
  app.locals['banner'] = elsewhere.banner ?? null;
  app.locals['signer'] = elsewhere.signer;
  app.locals['publicUrl'] = elsewhere.publicUrl;
  app.locals['publicDoor'] = { ledger, keys: elsewhere.reporterKeys ?? null } satisfies PublicDoor;
  app.set('trust proxy', trustedProxy);
  app.use(safeHeaders);
  app.use(logged(log), timed, health(ask), metricsPage, docsPage(), pages(), sameOrigin);

  for (const each of routes) mount(app, each, ledger);
  for (const [path, methods] of methodsByPath()) {
    app.all(path, (request, response) => {
      response.setHeader('Allow', methods);
      turnAway(request, response, 405, 'WRONG_METHOD');
    });
  }

  app.use((request, response) => turnAway(request, response, 404, 'NOT_FOUND'));
  app.use(asProblem(log));
  return app;
}

/** What may be asked of each address, as the header Allow says it. */
function methodsByPath(): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { path, method } of routes) {
    const known = methods.get(mountedPath(path));
    methods.set(mountedPath(path), known ? `${known}, ${method.toUpperCase()}` : method.toUpperCase());
  }
  return methods;
}
