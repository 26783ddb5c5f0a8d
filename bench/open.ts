import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { percentile, round } from './measure.ts';
import { seed } from './seed.ts';

const cases = 20_000;
const pages = ['?', '?page=50', '?stage=rectifying&order=next', '?zone=z3&order=due', '?overdue=true', '?q=第777处'];
const looksPerPage = 60;

/** Twenty thousand open hazards, each with its running clock: storage of each, memory of each process, how long a page takes. */
export async function open() {
  const stack = await benchStack(defaultPolicy);
  await seed(stack.ledger, cases, instantFromMs(Date.now()));
  const beganAt = Date.now();
  while ((await stack.outbox()).waiting > 0) await sleep(1_000);
  const clocksPerSecond = round(cases / ((Date.now() - beganAt) / 1000));
  const clocks = await stack.clocksRunning();
  const { rows } = await stack.ledger.pool.query(
    `select relname as name, pg_total_relation_size(oid)::float as bytes from pg_class where relname in ('cases', 'entry', 'notice', 'wake', 'clock')`,
  );
  const tables = Object.fromEntries(
    (rows as { name: string; bytes: number }[]).map(({ name, bytes }) => [name, Math.round(bytes / cases)]),
  );
  const temporalFolder = join(stack.dataDir, 'temporal');
  const temporalBytes = readdirSync(temporalFolder).reduce((sum, file) => sum + statSync(join(temporalFolder, file)).size, 0);

  const as = await signedIn(stack.apiUrl, ['office']);
  const timings: Record<string, number[]> = Object.fromEntries(pages.map((page) => [page, []]));
  for (let look = 0; look < looksPerPage; look += 1)
    for (const page of pages) await as('office', 'GET', encodeURI(`/api/hazards${page}`), undefined, timings[page]);
  const usage = stack.usage();
  const wakeUps = await stack.end();
  return {
    cases,
    clocksRunning: clocks,
    clocksStartedPerSecond: clocksPerSecond,
    bytesEach: Object.values(tables).reduce((sum, bytes) => sum + bytes, 0),
    bytesEachByTable: tables,
    temporalBytesEach: Math.round(temporalBytes / cases),
    megabytes: Object.fromEntries(Object.entries(usage).map(([name, { megabytes }]) => [name, megabytes])),
    pageP50Ms: percentile(Object.values(timings).flat(), 0.5),
    pageP99Ms: percentile(Object.values(timings).flat(), 0.99),
    p99MsByPage: Object.fromEntries(Object.entries(timings).map(([page, values]) => [page, percentile(values, 0.99)])),
    wakeUps,
  };
}
