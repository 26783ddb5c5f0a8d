import { Router } from 'express';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { figures } from '../ledger/figures.ts';
import type { Figures } from '../ledger/figures.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Standing } from '../observe/dependencies.ts';
import { upGauge } from '../observe/up-gauge.ts';
import { factsOf, routeOf } from './request-facts.ts';

/**
 * /metrics for Prometheus: this process, its requests and commands, what it rests on, and what the ledger counts. Labels are codes, never a
 * person. What the worker alone knows (how late it climbed) is on the worker's own page.
 */
export function metrics(
  ledger: Ledger,
  ask: () => Promise<Record<string, Standing>>,
): { timed: RequestHandler; router: Router; register: Registry } {
  const register = new Registry();
  collectDefaultMetrics({ register });
  upGauge(register, ask);
  const showFigures = ledgerGauges(register);
  const registers = [register];
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
  const requests = new Histogram({
    name: 'safety_grid_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const commands = new Histogram({
    name: 'safety_grid_command_seconds',
    help: 'Time to decide, record and answer a command, by what became of it',
    labelNames: ['command', 'outcome'],
    buckets,
    registers,
  });
  const refusals = new Counter({
    name: 'safety_grid_refusals_total',
    help: 'Requests that were refused by a rule or turned away at the door, by the code of the reason',
    labelNames: ['code', 'status'],
    registers,
  });
  const hasFigures = new Gauge({
    name: 'safety_grid_figures_read',
    help: 'Whether the figures of the ledger below could be read at this scrape (1 or 0)',
    registers,
  });

  const router = Router();
  router.get('/metrics', async (_, response) => {
    const read = await figures(ledger, new Date()).catch(() => null);
    showFigures(read);
    hasFigures.set(read ? 1 : 0);
    response.type(register.contentType).send(await register.metrics());
  });
  const timed: RequestHandler = (request, response, next) => {
    const beganAt = performance.now();
    response.once('finish', () => {
      const seconds = (performance.now() - beganAt) / 1_000;
      const { command, outcome, code } = factsOf(response);
      const status = String(response.statusCode);
      requests.observe({ method: request.method, route: routeOf(request), status }, seconds);
      if (command && outcome) commands.observe({ command, outcome }, seconds);
      if (code) refusals.inc({ code, status });
    });
    next();
  };
  return { timed, router, register };
}

/** Gauges of what the ledger counts; none is shown while it can't be read. */
function ledgerGauges(register: Registry): (read: Figures | null) => void {
  const registers = [register];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `safety_grid_${name}`, help, labelNames, registers });
  const openCases = gauge('open_cases', 'Open cases', ['kind', 'stage', 'duty', 'level']);
  const overdueCases = gauge('overdue_cases', 'Open cases past their deadline', ['kind', 'duty', 'level']);
  const lateAlarms = gauge('alarms_due', 'Open cases whose next alarm is due and has not climbed', []);
  const latestAlarm = gauge('oldest_alarm_due_seconds', 'How long the oldest of them is due', []);
  const notices = gauge('notices', 'Notices that were neither sent nor overtaken', ['status']);
  const noticeAge = gauge('oldest_due_notice_seconds', 'How long the oldest notice is due that has not been sent', []);
  const deliveries = gauge('deliveries_last_hour', 'What became of messages within the last hour, by channel', ['channel', 'result']);
  const wakeUps = gauge('wake_ups', 'Wake-ups that Temporal has still to be given', []);
  const wakeUpAge = gauge('oldest_wake_up_seconds', 'How long the oldest of them is due: the lag of the relay', []);
  const databaseBytes = gauge('database_bytes', 'Size of the database of the record', []);
  const counted = [openCases, overdueCases, notices, deliveries];
  const measured = [lateAlarms, latestAlarm, noticeAge, wakeUps, wakeUpAge, databaseBytes];

  return (read) => {
    // Nothing old is shown for now; a gauge without labels that is merely reset would say 0.
    for (const each of counted) each.reset();
    for (const each of measured) each.remove();
    if (!read) return;
    for (const { count, overdue, ...labels } of read.cases) {
      openCases.inc(labels, count);
      const { kind, duty, level } = labels;
      if (overdue > 0) overdueCases.inc({ kind, duty, level }, overdue);
    }
    for (const { status, count } of read.notices) notices.set({ status }, count);
    // Shown as 0 before the first one, so that the first one is seen to come.
    for (const channel of new Set(['mail', ...read.deliveries.map((each) => each.channel)]))
      for (const result of ['sending', 'sent', 'failed', 'bounced']) deliveries.set({ channel, result }, 0);
    for (const { channel, result, count } of read.deliveries) deliveries.set({ channel, result }, count);
    lateAlarms.set(read.alarmsDue);
    latestAlarm.set(read.oldestAlarmSeconds);
    noticeAge.set(read.oldestNoticeSeconds);
    wakeUps.set(read.wakeUps);
    wakeUpAge.set(read.oldestWakeUpSeconds);
    databaseBytes.set(read.databaseBytes);
  };
}
