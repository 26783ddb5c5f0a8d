import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { requestDecider } from '../../domain/request/request-decider.ts';
import { dateIn, addDays, instantFromMs, plusMs } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { transact } from '../../ledger/transact.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { noPicture } from '../support/given.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'safety-grid-rehearsal-'));
const hour = 3_600_000;
/** So many hours ago. */
const ago = (hours: number) => plusMs(instantFromMs(Date.now()), -hours * hour);
const { version: _, ...policy } = defaultPolicy;
const ladders = policy.ladders;
const withLimit = (limit: object) => ({
  ...policy,
  ladders: { ...ladders, 'hazard.rectify.general': { ...ladders['hazard.rectify.general'], limit } },
});

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
let number: string;
beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['zhang', 'zhao']);
  // Reported sixty days ago, extended by request, repaired after forty days; and one of two years ago.
  const hazard = await ledger.reports(ago(60 * 24));
  number = hazard.number;
  const until = addDays(dateIn(ago(60 * 24)), 20);
  await ledger.act(hazard.caseId, ago(59 * 24), { type: 'RequestExtension', by: 'zhang', until, reason: '材料未到场' });
  await transact(ledger, requestDecider, {
    caseId: caseIdMadeOf(hazard.caseId, 'request/1'),
    commandId: 'decided',
    actor: { person: 'li' },
    at: ago(58 * 24),
    command: { type: 'DecideRequest', by: 'li', granted: true, reason: '' },
  });
  await ledger.act(hazard.caseId, ago(20 * 24), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
  await ledger.act(hazard.caseId, ago(20 * 24 - 1), { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
  await ledger.reports(ago(2 * 366 * 24));
});
afterAll(async () => {
  await api.close();
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const rehearse = (as: string, body: object, headers?: Record<string, string>) =>
  api.call(as, 'POST', '/api/policies/rehearsals', body, headers);

describe('a draft policy rehearsed over HTTP', () => {
  it('shows what the last year would have been under it: requests too, and nothing is written', async () => {
    const before = await ledger.rows('select count(*)::int as n from entry');
    const { status, body } = await rehearse('zhao', { policy: withLimit({ days: 60 }) });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      cases: 2,
      duties: { 'hazard.rectify.general': { owed: 1, late: { was: 1, draft: 0 } }, 'request.decide.supervising': { owed: 1 } },
      newlyLate: { count: 0 },
      noLongerLate: { count: 1, first: [{ number, duty: 'hazard.rectify.general' }] },
    });
    expect(await ledger.rows('select count(*)::int as n from entry')).toEqual(before);
    expect(await ledger.rows('select max(version) as version from policy_version')).toEqual([{ version: 1 }]);
  });

  it('reaches as far back as it is told', async () => {
    expect((await rehearse('zhao', { policy, days: 800 })).body).toMatchObject({ cases: 3 });
    expect((await rehearse('zhao', { policy, days: 30 })).body).toMatchObject({ cases: 0, posts: {} });
  });

  it('belongs to the office, and a draft with faults is refused with their places', async () => {
    expect(await rehearse('zhang', { policy })).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    const late = { key: 'late', nature: 'reminder', when: { afterDue: { workdays: 1 } }, tells: ['specific'] };
    const rungs = [...ladders['hazard.assign'].rungs, late];
    const faulty = { ...policy, ladders: { ...ladders, 'hazard.assign': { ...ladders['hazard.assign'], rungs } } };
    const refused = await rehearse('zhao', { policy: faulty }, { 'accept-language': 'en' });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('hazard.assign\\"].rungs[3].when');
    const shapeless = await rehearse('zhao', { policy: withLimit({ workdays: 'three' }) });
    expect(JSON.stringify(shapeless.body)).toContain('limit.workdays');
  });
});

describe('npm run rehearse', () => {
  const npmRun = (document: object, ...options: string[]) => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, stringify(document));
    return run('npm', ['run', '--silent', 'rehearse', '--', file, ...options], { env: { ...process.env, DATABASE_URL: ledger.url } }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
    );
  };

  it('prints a table, in Chinese or English', async () => {
    const { code, said } = await npmRun(withLimit({ days: 60 }));
    expect([code, said]).toEqual([0, expect.stringContaining(`按草案不再超期的（1）：\n  ${number}  整改`)]);
    expect((await npmRun(withLimit({ days: 60 }), '--english', '--days', '30')).said).toContain('Rehearsal of 0 cases');
  });

  it('says where a draft is wrong, and ends with 1', async () => {
    expect(await npmRun(withLimit({ days: 0 }))).toEqual({ code: 1, said: expect.stringContaining('.limit: 时限必须大于零') });
    expect(await npmRun({ name: '草案' })).toEqual({ code: 1, said: expect.stringContaining('ladders') });
  });
});
