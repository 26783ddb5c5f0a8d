import { Router } from 'express';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { figures } from '../ledger/figures.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** /metrics for Prometheus: this process, its requests, and the ledger's open cases, undelivered notices and waiting wake-ups. */
export function metrics(ledger: Ledger): { timed: RequestHandler; router: Router } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  const requests = new Histogram({
    name: 'safety_grid_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const openCases = new Gauge({ name: 'safety_grid_open_cases', help: 'Open cases', labelNames: ['kind', 'stage'], registers });
  const overdueCases = new Gauge({ name: 'safety_grid_overdue_cases', help: 'Overdue cases', labelNames: ['level'], registers });
  const undelivered = new Gauge({ name: 'safety_grid_notices', help: 'Notices not sent', labelNames: ['status'], registers });
  const wakeUps = new Gauge({ name: 'safety_grid_wake_ups', help: 'Wake-ups that Temporal has still to be given', registers });
  const wakeUpAge = new Gauge({ name: 'safety_grid_oldest_wake_up_seconds', help: 'How long the oldest of them is due', registers });

  const router = Router();
  router.get('/metrics', async (_, response) => {
    const now = new Date();
    const { cases, overdue, notices, waiting, oldestWakeUp } = await figures(ledger, now);
    for (const gauge of [openCases, overdueCases, undelivered]) gauge.reset();
    for (const { kind, stage, _count } of cases) openCases.set({ kind, stage }, _count);
    for (const { level, _count } of overdue) overdueCases.set({ level: String(level) }, _count);
    for (const { status, _count } of notices) undelivered.set({ status }, _count);
    wakeUps.set(waiting);
    wakeUpAge.set(oldestWakeUp ? Math.max(0, (now.getTime() - oldestWakeUp.getTime()) / 1000) : 0);
    response.type(register.contentType).send(await register.metrics());
  });
  const timed: RequestHandler = (request, response, next) => {
    const end = requests.startTimer({ method: request.method });
    // The route's pattern, never the address itself: addresses hold ids.
    response.once('finish', () => end({ route: request.route?.path ?? 'none', status: response.statusCode }));
    next();
  };
  return { timed, router };
}
