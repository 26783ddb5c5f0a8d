import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/contract.ts';
import { readConfig } from './config.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { SetupError } from './setup-error.ts';

/** How long an ended workflow can still be looked up; the ledger keeps everything for good. */
const retentionDays = 30;
const namespaceKnownWithinMs = 60_000;
/** As in google.rpc.Code. */
const alreadyExists = 6;

/** Makes the namespace and its search attributes on the Temporal server that TEMPORAL_ADDRESS names. Twice does no harm. */
await runUntilEnded(async () => {
  const { temporalAddress: address, temporalNamespace: namespace } = readConfig(process.env);
  if (!address) throw new SetupError('TEMPORAL_ADDRESS is not set: name the Temporal server to prepare.');
  await ensureNamespace(address, namespace);
  await untilKnown(() => ensureSearchAttributes(address, namespace, searchAttributes));
  console.log(`${address} is ready: namespace "${namespace}", search attributes ${Object.keys(searchAttributes).join(', ')}`);
});

async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 }).catch(() => {
    throw new SetupError(`TEMPORAL_ADDRESS: no Temporal server answers at ${address}.`);
  });
  // The client encodes plain numbers; only its types want more.
  const seconds = (retentionDays * 24 * 3600) as unknown as Long;
  await connection.workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds } })
    .catch((error: { code?: number }) => {
      if (error.code !== alreadyExists) throw error;
    })
    .finally(() => connection.close());
}

/** A new namespace is known to every part of the server only after some seconds. */
async function untilKnown(work: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + namespaceKnownWithinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(1_000);
    }
  }
}
