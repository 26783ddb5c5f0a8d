import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrashPoint } from '../../ledger/crash-point.ts';
import { aLedger } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

async function reportInAProcess(caseId: string, crashAt?: CrashPoint) {
  const script = join(import.meta.dirname, '../support/report-once.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ledger.url, caseId], {
    env: { ...process.env, ...(crashAt ? { SAFETY_GRID_CRASH_AT: crashAt } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { signal, receipt: said ? JSON.parse(said) : null };
}

const written = (caseId: string) =>
  ledger.rows(
    `select (select count(*)::int from cases where id = $1) as cases, (select count(*)::int from entry where case_id = $1) as entries,
      (select count(*)::int from notice where case_id = $1) as notices, (select count(*)::int from wake where case_id = $1) as wakes`,
    caseId,
  );

describe('a process that is killed', () => {
  it.each<[string, CrashPoint]>([
    ['between decision and write', 'transact:before-write'],
    ['between write and commit', 'transact:before-commit'],
  ])('%s leaves nothing, and the same command is then done once', async (_, point) => {
    const caseId = randomUUID();
    expect((await reportInAProcess(caseId, point)).signal).toBe('SIGKILL');
    expect(await written(caseId)).toEqual([{ cases: 0, entries: 0, notices: 0, wakes: 0 }]);
    expect((await reportInAProcess(caseId)).receipt).toMatchObject({ outcome: 'accepted', repeated: false });
    expect(await written(caseId)).toEqual([{ cases: 1, entries: 1, notices: 1, wakes: 1 }]);
  });

  it('after the commit leaves everything, and the same command is answered from the ledger', async () => {
    const caseId = randomUUID();
    expect((await reportInAProcess(caseId, 'transact:after-commit')).signal).toBe('SIGKILL');
    expect(await written(caseId)).toEqual([{ cases: 1, entries: 1, notices: 1, wakes: 1 }]);
    expect((await reportInAProcess(caseId)).receipt).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await written(caseId)).toEqual([{ cases: 1, entries: 1, notices: 1, wakes: 1 }]);
  });
});
