import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { aBureau } from '../support/a-bureau.ts';
import { noPicture } from '../support/given.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let bureau: Awaited<ReturnType<typeof aBureau>>;
beforeEach(async () => {
  bureau = await aBureau();
});
afterEach(() => bureau.close());

const now = () => instantFromMs(Date.now());
const npmRun = (script: string) =>
  run('npm', ['run', '--silent', script], { cwd: root, env: { ...process.env, DATABASE_URL: bureau.ledger.url } }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  );
const escalations = (caseId: string) =>
  bureau.ledger.rows(`select person from notice where case_id = $1 and kind = 'escalation' order by id`, caseId);

describe('while Temporal is away', () => {
  it('commands go on; when it is back every clock rings once', async () => {
    await bureau.killTemporal();
    const { caseId } = await bureau.ledger.reports(now());
    const done = await bureau.ledger.reports(now());
    await bureau.ledger.act(done.caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await bureau.ledger.act(done.caseId, now(), { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
    await bureau.killWorker();
    await bureau.restartTemporal();
    await bureau.restartWorker();
    await bureau.mailTo('wang@example.com', 1);
    expect(await escalations(caseId)).toEqual([{ person: 'li' }, { person: 'wang' }]);
    expect(await escalations(done.caseId)).toEqual([]);
  });

  it('and loses all its data, npm run wake arms every clock again and sends the mail that was begun', async () => {
    await bureau.killWorker();
    // The worker dies after the mail server took the mail and before the ledger knows it.
    await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: 'deliver:after-accept' });
    const { caseId } = await bureau.ledger.reports(now());
    await bureau.mailTo('zhang@example.com', 1);
    await bureau.workerEnded();
    await bureau.killTemporal();
    bureau.loseTemporalData();
    await bureau.restartTemporal();
    expect(await npmRun('wake')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^[1-9]\d* open cases will be told to Temporal again\n/),
    });
    await bureau.restartWorker();
    const [first, again] = await bureau.mailTo('zhang@example.com', 2);
    expect(again?.messageId).toBe(first?.messageId);
    await bureau.mailTo('wang@example.com', 1);
    expect(await escalations(caseId)).toEqual([{ person: 'li' }, { person: 'wang' }]);
  });
});

describe('a mail server that refuses', () => {
  it('for the moment is tried again with the same mail', async () => {
    bureau.mailServerRefuses(451, 'try again later', 'zhang@example.com');
    await bureau.ledger.reports(now());
    await bureau.mailTo('zhang@example.com', 1);
    await bureau.mailTo('li@example.com', 1);
    // The last of its ladder: so that nothing of it meets the refusal of the next.
    await bureau.mailTo('wang@example.com', 1);
    expect(await bureau.ledger.rows(`select status from delivery where person = 'zhang' order by id limit 1`)).toEqual([
      { status: 'sent' },
    ]);
  });

  it('for good is recorded with its answer, and the ladder goes on', async () => {
    bureau.mailServerRefuses(550, 'no such mailbox', 'zhang@example.com');
    const { caseId } = await bureau.ledger.reports(now());
    await bureau.mailTo('li@example.com', 1);
    const [first] = await bureau.ledger.rows(
      `select n.status, d.answer from notice n join delivery d on d.id = n.delivery_id where n.case_id = $1 and n.person = 'zhang' order by n.id`,
      caseId,
    );
    expect(first).toMatchObject({ status: 'failed', answer: expect.stringContaining('no such mailbox') });
  });
});

describe('npm run audit:verify', () => {
  it('passes, and fails when a row was altered behind its back', async () => {
    const { caseId } = await bureau.ledger.reports(now());
    expect(await npmRun('audit:verify')).toMatchObject({ code: 0, stdout: expect.stringMatching(/ 0 faults\n$/) });
    await bureau.ledger.pool.query('alter table entry disable trigger entry_append_only');
    await bureau.ledger.pool.query(`update entry set at = at - interval '1 day' where case_id = $1`, [caseId]);
    const { code, stdout } = await npmRun('audit:verify');
    expect(code).toBe(1);
    expect(stdout).toContain(`ALTERED case ${caseId} revision 1`);
  });
});
