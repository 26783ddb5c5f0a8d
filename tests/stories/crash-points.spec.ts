import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import type { CrashPoint } from '../../ledger/crash-point.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aBureau } from '../support/a-bureau.ts';
import { until } from '../support/until.ts';

let bureau: Awaited<ReturnType<typeof aBureau>>;
let client: Client;
beforeAll(async () => {
  bureau = await aBureau();
  client = new Client({ connection: await Connection.connect({ address: bureau.temporalAddress }) });
});
afterAll(async () => {
  await client.connection.close();
  await bureau.close();
});

const points: [when: string, point: CrashPoint][] = [
  ['after it took a wake-up and before it told Temporal', 'relay:after-lease'],
  ['after it told Temporal and before the outbox knows', 'relay:after-send'],
  ['after it noted that it tells a mailbox and before it did', 'relay:before-mailbox'],
  ['after the mail server took the mail and before the ledger knows', 'deliver:after-accept'],
  ['over a climb that is written and not committed', 'transact:before-commit'],
];

describe('a worker that dies, and is started again,', { timeout: 180_000 }, () => {
  const caseIds = new Map<CrashPoint, string>();
  beforeAll(async () => {
    for (const [, point] of points) {
      await bureau.killWorker();
      await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: point });
      const { caseId } = await bureau.ledger.reports(instantFromMs(Date.now()));
      caseIds.set(point, caseId);
      expect(await bureau.workerEnded()).toBe('SIGKILL');
      await bureau.leasesRunOut();
    }
    await bureau.restartWorker();
  }, 300_000);

  it.each(points)('%s: the case has its one clock', async (_, point) => {
    await until(async () => (await client.workflow.count(`WorkflowId = 'hazard/${caseIds.get(point)}'`)).count === 1);
  });

  it.each(points)('%s: everybody is told, each once', async (_, point) => {
    const notices = () => bureau.ledger.rows('select person, kind, status from notice where case_id = $1 order by id', caseIds.get(point));
    await until(async () => (await notices()).length >= 4 && (await notices()).every(({ status }) => status === 'sent'));
    expect((await notices()).map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      'zhang task',
      'zhang reminder',
      'li escalation',
      'wang escalation',
    ]);
  });

  it('sends a mail again with the same Message-ID and the same words, or not at all', async () => {
    const words = new Set(bureau.mails.map(({ messageId, subject, text }) => JSON.stringify([messageId, subject, text])));
    const ids = new Set(bureau.mails.map(({ messageId }) => messageId));
    expect(words.size).toBe(ids.size);
    expect(bureau.mails.length).toBeGreaterThan(ids.size);
    const sent = await bureau.ledger.rows('select message_id from delivery');
    expect(sent.map(({ message_id }) => message_id).sort()).toEqual([...ids].sort());
  });

  it('leaves the record whole', async () => {
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});
