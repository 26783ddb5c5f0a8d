import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { lookBothWays } from '../activities/reconcile.ts';
import type { Instant } from '../domain/time/instant.ts';
import { openLedger } from '../ledger/ledger.ts';
import { wakeAll, wakeUpsLeft } from '../ledger/outbox.ts';
import { startRelay } from './relay.ts';

const sayEveryMs = 1_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('DATABASE_URL: name the database whose clocks are to be armed again\n');
  process.exit(1);
}
const ledger = openLedger(url, { connections: 4, onBroken: () => undefined });
const cases = await wakeAll(ledger.pool);
say(`${cases} open cases will be told to Temporal again`);
const address = process.env['TEMPORAL_ADDRESS'];
const connection = address ? await Connection.connect({ address, connectTimeout: 5_000 }).catch(() => null) : null;
if (connection) await tellAll(new Client({ connection, namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default' }), cases);
else say('TEMPORAL_ADDRESS: no Temporal server answers; the worker tells it as soon as one does');
await connection?.close();
await ledger.close();

/** Tells Temporal of all of them now, whether a worker runs or not, then holds ledger and clocks against each other. */
async function tellAll(client: Client, all: number): Promise<void> {
  const began = new Date();
  const relay = startRelay(ledger.pool, client.workflow, pino({ level: 'silent' }));
  for (let left = all; left > 0; ) {
    await sleep(sayEveryMs);
    left = await wakeUpsLeft(ledger.pool, began);
    say(`${Math.max(0, all - left)} of ${all} told`);
  }
  await relay.stop();
  const now = new Date().toISOString() as Instant;
  const { running, rearmed, ended, unknown } = await lookBothWays(ledger, client, now, { isWhole: true, progress: () => undefined });
  say(
    `${running ?? 0} clocks run; ${rearmed} lost ones were armed again, ${ended} that had outlived their case ended, ${unknown} unknown left alone`,
  );
}
