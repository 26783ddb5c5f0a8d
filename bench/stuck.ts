import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { lookBothWays } from '../activities/reconcile.ts';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { percentile, round, untilIdle } from './measure.ts';
import { seed } from './seed.ts';

const cases = 20_000;
const overdue = 12_000;
const boards = ['', '?kind=overdue', '?kind=topOfLadder', '?kind=undelivered', '?kind=unread', '?zone=z3', '?page=5', '?order=lateness'];
const looksPerBoard = 60;
const clocksWithinMs = 600_000;
const idleWithinMs = 240_000;

/** Twenty thousand open hazards, most of them overdue, some not delivered or unread: how long the board takes, and a look at all clocks. */
export async function stuck() {
  const stack = await benchStack(defaultPolicy);
  const { ledger } = stack;
  const now = instantFromMs(Date.now());
  await seed(ledger, cases, now);
  const seededAt = Date.now();
  while ((await stack.outbox()).waiting > 0 && Date.now() < seededAt + clocksWithinMs) await sleep(1_000);

  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection });
  const look = (isWhole: boolean) => lookBothWays(ledger, client, instantFromMs(Date.now()), { isWhole, progress: () => undefined });
  const whole = await look(true);
  const short = await look(false);
  await connection.close();

  // Days go by for most of them: late, and climbed, some with a notice that was refused or lies unread.
  await ledger.pool.query(
    `update cases set due_at = due_at - interval '20 days', state = jsonb_set(jsonb_set(state, '{obligation,due,at}',
       to_jsonb(to_char((due_at - interval '20 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '{obligation,level}', '2'), level = 2
     where id in (select id from cases order by id limit ${overdue})`,
  );
  await untilIdle(idleWithinMs);
  const as = await signedIn(stack.apiUrl, ['office']);
  const looks = async () => {
    const timings: Record<string, number[]> = Object.fromEntries(boards.map((board) => [board || 'all', []]));
    let counts: object = {};
    for (let each = 0; each < looksPerBoard; each += 1)
      for (const board of boards) {
        const answer = await as<{ counts: object }>('office', 'GET', `/api/stuck${board}`, undefined, timings[board || 'all']);
        if (board === '') counts = answer.counts;
      }
    const all = Object.values(timings).flat();
    return {
      counts,
      p50Ms: percentile(all, 0.5),
      p99Ms: percentile(all, 0.99),
      p99MsByBoard: Object.fromEntries(Object.entries(timings).map(([board, values]) => [board, percentile(values, 0.99)])),
    };
  };
  /** One of so many notices refused, one unread. */
  const trouble = async (oneOf: number) => {
    await ledger.pool.query(
      `with d as (insert into delivery (message_id, person, channel, address, subject, text, status, answer, created_at, sent_at)
         values ($2, 'bench', 'mail', '', '', '', 'failed', '550', now(), now() - interval '1 day') returning id)
       update notice set status = case when id % $1 = 0 then 'failed' else 'sent' end, urgent = id % $1 = 1, delivery_id = (select id from d)
         where id % $1 in (0, 1)`,
      [oneOf, `bench-${oneOf}`],
    );
    await ledger.pool.query('vacuum analyze cases, notice, delivery');
  };
  await trouble(800);
  const fewTroubled = await looks();
  await trouble(20);
  const manyTroubled = await looks();
  await stack.end();
  return {
    cases,
    fewTroubled,
    manyTroubled,
    wholeLook: { ...whole, ms: round(whole.ms) },
    shortLookMs: round(short.ms),
  };
}
