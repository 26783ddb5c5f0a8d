import express from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Ledger } from '../ledger/ledger.ts';
import { setUpAccounts } from './account-settings.ts';
import { docsPage } from './docs-page.ts';
import { health, whatItRestsOn } from './health.ts';
import type { Elsewhere } from './health.ts';
import { metrics } from './metrics.ts';
import { pages } from './pages.ts';
import { asProblem, turnAway } from './problems.ts';
import { logged } from './request-facts.ts';
import { mount, mountedPath } from './route.ts';
import { routes } from './routes.ts';
import { yamlBody } from './yaml-body.ts';

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
  app.locals['bounceSecret'] = elsewhere.bounceSecret;
  setUpAccounts(app, elsewhere);
  app.set('trust proxy', trustedProxy);
  // Many a bureau's intranet has no certificate: plain http must stay plain http.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use(logged(log), timed, health(ask), metricsPage, docsPage(), pages());

  const documents = routes.filter(({ isDocument }) => isDocument).map(({ path }) => mountedPath(path));
  app.use(documents, express.json({ limit: '4mb' }), ...yamlBody);
  app.use(express.json({ limit: '256kb' }));
  for (const each of routes) mount(app, each, ledger);

  app.use((request, response) => turnAway(request, response, 404, 'NOT_FOUND'));
  app.use(asProblem(log));
  return app;
}
