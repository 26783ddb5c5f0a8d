import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { dateIn, instantFromMs } from '../domain/time/instant.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { round } from './measure.ts';
import { live, lived, multiply } from './many-hazards.ts';

const sizes = [
  { units: 10, hazards: 10_000 },
  { units: 2_000, hazards: 200_000 },
];

/** Opening a month, from the request until every unit was asked: ten units with ten thousand hazards in it, two thousand with two hundred thousand. */
export async function dispatch() {
  const measured: Record<string, unknown> = {};
  for (const size of sizes) measured[`${size.units} units, ${size.hazards} hazards`] = await opened(size);
  return measured;
}

async function opened({ units, hazards }: { units: number; hazards: number }) {
  const stack = await benchStack(defaultPolicy);
  const period = dateIn(instantFromMs(Date.now())).slice(0, 7);
  await live(stack.ledger, units);
  await multiply(stack.ledger, units, hazards / lived);
  const as = await signedIn(stack.apiUrl, ['office']);
  const beganAt = performance.now();
  await as('office', 'POST', '/api/dispatches', { period });
  let workerMegabytes = 0;
  for (;;) {
    workerMegabytes = Math.max(workerMegabytes, stack.usage()['worker']?.megabytes ?? 0);
    const { rows } = await stack.ledger.pool.query('select opened_at from dispatch');
    if (rows[0]?.opened_at) break;
    await sleep(100);
  }
  const seconds = round((performance.now() - beganAt) / 1000);
  const shownAt = performance.now();
  await as('office', 'GET', `/api/dispatches/${period}`);
  const pageMs = Math.round(performance.now() - shownAt);
  const historyEvents = await stack.historyLength(`dispatch/${period}`);
  const { rows } = await stack.ledger.pool.query(
    `select (select count(*)::int from dispatch_mark) as counted, (select count(*)::int from cases where kind = 'unit-report') as reports`,
  );
  await stack.end();
  return { seconds, ...rows[0], workerMegabytes, historyEvents, pageMs };
}
