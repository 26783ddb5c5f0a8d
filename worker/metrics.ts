import { statfs } from 'node:fs/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Climbed } from '../ledger/climb-wall.ts';
import type { Standing } from '../observe/dependencies.ts';
import { upGauge } from '../observe/up-gauge.ts';
import type { RelayStanding } from './relay.ts';

export type WorkerMetrics = {
  register: Registry;
  /** A case climbed, and that is recorded. */
  climbed: (climbed: Climbed) => void;
  /** A case whose climb threw. */
  climbFailed: () => void;
  /** The bell was rung to its end. */
  bellRang: () => void;
};

/** What only the worker knows: how late it climbs, the bell, the relay. Labels are codes, never a person or a case. */
export function workerMetrics(ask: () => Promise<Record<string, Standing>>, relay: () => RelayStanding): WorkerMetrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  upGauge(register, ask);
  const lateness = new Histogram({
    name: 'safety_grid_climb_lateness_seconds',
    help: 'From the moment at which a rung was due until its climb was recorded',
    labelNames: ['kind'],
    buckets: [1, 2, 5, 10, 30, 60, 120, 300, 900, 3_600, 21_600],
    registers,
  });
  const failures = new Counter({ name: 'safety_grid_climb_failures_total', help: 'Climbs that a fault prevented', registers });
  const bell = new Gauge({
    name: 'safety_grid_bell_last_rung_timestamp_seconds',
    help: 'When this worker last rang the bell to its end (0: not yet)',
    registers,
  });
  const counted = (name: string, help: string, of: (standing: RelayStanding) => number) =>
    new Counter({
      name: `safety_grid_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(of(relay()));
      },
    });
  counted('wake_ups_sent_total', 'Wake-ups that Temporal was given', ({ counts }) => counts.sent);
  counted('wake_ups_spared_total', 'Wake-ups that needed not be given', ({ counts }) => counts.dropped);
  counted('mailboxes_woken_total', 'Mailboxes that were told of due mail', ({ counts }) => counts.mailboxesWoken);
  counted('relay_faults_total', 'Rounds of the relay that a fault ended', ({ counts }) => counts.faults);
  new Gauge({
    name: 'safety_grid_disk_free_ratio',
    help: 'Free share of the disk on which the worker runs; with npm start also the database’s',
    registers,
    async collect() {
      const { bavail, blocks } = await statfs(process.cwd());
      this.set(blocks > 0 ? bavail / blocks : 0);
    },
  });
  return {
    register,
    climbed: ({ kind, alarmAt }) => lateness.observe({ kind }, Math.max(0, Date.now() - Date.parse(alarmAt)) / 1_000),
    climbFailed: () => failures.inc(),
    bellRang: () => bell.setToCurrentTime(),
  };
}
