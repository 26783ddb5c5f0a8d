import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Policy } from '../domain/escalation/policy.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import { putAccount } from '../ledger/accounts.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../ledger/register.ts';
import { bringUp } from '../stack/bring-up.ts';
import { exampleAccounts, exampleBureau } from '../stack/example-bureau.ts';
import { searchAttributes } from '../workflows/contract.ts';
import { usageOf } from './measure.ts';

/** The whole product on this machine in a folder of its own, with the example bureau and that policy. */
export async function benchStack(policy: Policy) {
  const dataDir = mkdtempSync(join(tmpdir(), 'safety-grid-bench-'));
  const prepare = async (databaseUrl: string) => {
    const ledger = openLedger(databaseUrl, { connections: 2, onBroken: () => undefined });
    const put = { by: 'bench', at: instantFromMs(Date.now()) };
    await putPolicy(ledger.pool, policy, put);
    await putOrganisation(ledger.pool, exampleBureau(Date.now()), put);
    for (const account of exampleAccounts) await putAccount(ledger, account);
    await ledger.close();
  };
  const config = { dataDir, temporalNamespace: 'default', mailFrom: 'grid@example.com' };
  const stack = await bringUp({ config, searchAttributes, report: () => undefined, prepare });
  const { env } = stack;
  const ledger = openLedger(env.DATABASE_URL, { connections: 12, onBroken: () => undefined });
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  const { workflow } = new Client({ connection });
  const pids = () => ({
    api: stack.api.running?.pid ?? 0,
    worker: stack.worker.running?.pid ?? 0,
    temporal: stack.temporal?.running?.pid ?? 0,
    postgres: stack.postgres?.running?.pid ?? 0,
  });
  return {
    apiUrl: stack.apiUrl,
    temporalAddress: env.TEMPORAL_ADDRESS,
    dataDir,
    ledger: ledger as Ledger,
    usage: () => usageOf(pids()),
    clocksStarted: async () => (await workflow.count(`WorkflowType = 'hazardLifecycle'`)).count,
    clocksRunning: async () => (await workflow.count(`WorkflowType = 'hazardLifecycle' AND ExecutionStatus = 'Running'`)).count,
    historyLength: async (workflowId: string) => (await workflow.getHandle(workflowId).describe()).historyLength,
    /** Wake-ups that wait, and for how many milliseconds the oldest has been due. */
    async outbox() {
      const { rows } = await ledger.pool.query(
        `select count(*)::int as waiting, coalesce(extract(epoch from now() - min(send_after)) * 1000, 0)::float as "lagMs" from wake`,
      );
      return rows[0] as { waiting: number; lagMs: number };
    },
    /** Ends everything; answers with what the relay says that it sent. */
    async end(): Promise<{ sent: number; dropped: number; mailboxesWoken: number }> {
      await ledger.close();
      await connection.close();
      await stack.stop();
      const ended = readFileSync(join(dataDir, 'logs/worker.log'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"relay ended"'))
        .map((line) => JSON.parse(line) as { sent: number; dropped: number; mailboxesWoken: number });
      rmSync(dataDir, { recursive: true, force: true });
      const { sent = 0, dropped = 0, mailboxesWoken = 0 } = ended.at(-1) ?? {};
      return { sent, dropped, mailboxesWoken };
    },
  };
}

export type BenchStack = Awaited<ReturnType<typeof benchStack>>;
