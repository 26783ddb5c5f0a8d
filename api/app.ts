import express from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Ledger } from '../ledger/ledger.ts';
import { commandHazard } from './commands/command-hazard.ts';
import { reportHazard } from './commands/report-hazard.ts';
import { asProblem, turnAway } from './problems.ts';
import { hazardList, oneHazard } from './queries/hazards.ts';
import { requireSession, sessionRoutes } from './session.ts';

/** The HTTP door: checks what came in, stamps the moment of a command once, and lets the ledger decide. */
export function createApp(ledger: Ledger, log: Logger): express.Express {
  const app = express();
  const signedIn = requireSession(ledger);
  app.disable('x-powered-by');
  app.use(helmet());

  app.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_, response) => {
    const isUp = await ledger.pool.query('select 1').then(
      () => true,
      () => false,
    );
    response.status(isUp ? 200 : 503).json({ postgres: isUp ? 'ok' : 'unreachable' });
  });

  app.use(express.json({ limit: '256kb' }));
  app.use(sessionRoutes(ledger));
  app.post('/api/hazards', signedIn, reportHazard(ledger));
  app.post('/api/hazards/:id/commands', signedIn, commandHazard(ledger));
  app.get('/api/hazards', signedIn, hazardList(ledger));
  app.get('/api/hazards/:id', signedIn, oneHazard(ledger));

  app.use((request, response) => turnAway(request, response, 404, 'NOT_FOUND'));
  app.use(asProblem(log));
  return app;
}
