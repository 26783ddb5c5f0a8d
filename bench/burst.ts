import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import type { Policy } from '../domain/escalation/policy.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { benchStack } from './bench-stack.ts';
import { percentile, round } from './measure.ts';
import { seed } from './seed.ts';

const cases = 3_000;
const dueInSeconds = 120;
const lookEveryMs = 20;

const oneRung: Policy = {
  ...defaultPolicy,
  ladders: {
    ...defaultPolicy.ladders,
    'hazard.rectify.general': {
      limit: { elapsed: `PT${dueInSeconds}S` },
      rungs: [{ key: 'supervising', nature: 'escalation', level: 1, when: { afterDue: { elapsed: 'PT0S' } }, tells: ['supervising'] }],
    },
  },
};

/** Three thousand deadlines at one instant, every clock running: how late each escalation is recorded. */
export async function burst() {
  const stack = await benchStack(oneRung);
  const openedAtMs = Date.now();
  await seed(stack.ledger, cases, instantFromMs(openedAtMs));
  const dueAtMs = openedAtMs + dueInSeconds * 1000;
  while ((await stack.outbox()).waiting > 0 && Date.now() < dueAtMs - 5_000) await sleep(500);
  const clocks = await stack.clocksStarted();
  const waitingAtDue = (await stack.outbox()).waiting;
  await sleep(dueAtMs - Date.now());

  const lateness: number[] = [];
  while (lateness.length < cases && Date.now() < dueAtMs + 120_000) {
    const { rows } = await stack.ledger.pool.query('select count(*)::int as climbed from cases where level = 1');
    const lateMs = Date.now() - dueAtMs;
    while (lateness.length < rows[0].climbed) lateness.push(lateMs);
    await sleep(lookEveryMs);
  }
  const { rows } = await stack.ledger.pool.query(`select count(*)::int as entries from entry where command = 'Climb'`);
  const drainedMs = lateness.at(-1) ?? 0;
  const wakeUps = await stack.end();
  return {
    cases,
    climbed: lateness.length,
    climbedOnceEach: rows[0].entries === cases,
    perSecond: round((lateness.length / Math.max(1, drainedMs)) * 1000),
    latenessP50Ms: percentile(lateness, 0.5),
    latenessP99Ms: percentile(lateness, 0.99),
    clocksStarted: clocks,
    wakeUpsWaitingAtDue: waitingAtDue,
    wakeUps,
  };
}
