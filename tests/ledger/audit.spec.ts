import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time/instant.ts';
import { linkAudit, verifyAudit } from '../../ledger/audit-chain.ts';
import { listAudit, writeAudit } from '../../ledger/audit.ts';
import { inTransaction } from '../../ledger/in-transaction.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { putYear, yearWritten } from '../../ledger/calendar.ts';
import { askForAdoption } from '../../ledger/policy-adoptions.ts';
import { putPolicy } from '../../ledger/register.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { example2027 } from '../support/example-2027.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
  // What putting policy and organisation left there.
  await ledger.rows('alter table audit disable trigger user');
  await ledger.rows('delete from audit');
  await ledger.rows('alter table audit enable trigger user');
});
afterEach(() => ledger.close());

const at = instantOf('2026-10-09 09:10');
const writes = (count: number, actor = 'zhao') =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      writeAudit(ledger.pool, { at, actor, action: 'exported', subject: String(i), detail: { rows: i } }),
    ),
  );

describe('the audit log', () => {
  it('takes lines and refuses that one is altered, deleted or linked anew', async () => {
    await writes(1);
    for (const sql of [
      'update audit set actor = $$sun$$',
      'delete from audit',
      'truncate audit',
      `update audit set position = 1, hash = '', at = now()`,
    ])
      await expect(ledger.rows(sql), sql).rejects.toThrow(/append-only/);
    await linkAudit(ledger.pool);
    await expect(ledger.rows(`update audit set position = 2, hash = 'x'`)).rejects.toThrow(/append-only/);
  });

  it('keeps a line with what it tells of, or neither', async () => {
    const half = inTransaction(ledger.pool, async (client) => {
      await writeAudit(client, { at, actor: 'zhao', action: 'exported' });
      throw new Error('thought better of it');
    });
    await expect(half).rejects.toThrow();
    expect(await ledger.rows('select * from audit')).toEqual([]);
  });

  it('is filtered by who, what, case and time, newest first', async () => {
    const { caseId, number } = await ledger.reports('2026-10-09 09:00');
    await writeAudit(ledger.pool, { at, actor: 'zhao', action: 'exported' });
    await writeAudit(ledger.pool, {
      at: instantOf('2026-10-10 09:00'),
      actor: 'aud-1',
      action: 'dossierMade',
      caseId,
      detail: { pages: 3 },
    });
    await writeAudit(ledger.pool, { at: instantOf('2026-10-11 09:00'), actor: null, action: 'signInFailed', subject: 'zhao' });
    const found = async (filter: object) =>
      (await listAudit(ledger, { page: 1, pageSize: 10, ...filter })).items.map(({ action }) => action);
    expect(await found({})).toEqual(['signInFailed', 'dossierMade', 'exported']);
    expect(await found({ actor: 'zhao' })).toEqual(['exported']);
    expect(await found({ action: 'signInFailed' })).toEqual(['signInFailed']);
    expect(await found({ case: caseId })).toEqual(['dossierMade']);
    expect(await found({ number })).toEqual(['dossierMade']);
    expect(await found({ number, case: caseId, actor: 'zhao' })).toEqual([]);
    expect(await found({ number: 'AQ-2026-99999' })).toEqual([]);
    expect(await found({ from: instantOf('2026-10-10 09:00'), to: instantOf('2026-10-11 09:00') })).toEqual(['dossierMade']);
    expect((await listAudit(ledger, { page: 2, pageSize: 1 })).items).toMatchObject([
      { actor: { id: 'aud-1', name: 'aud-1' }, case: { id: caseId, number: expect.stringMatching(/^AQ-/) }, detail: { pages: 3 } },
    ]);
  });
});

describe('the chain of the audit log', () => {
  it('is linked by several at once without a gap', async () => {
    await writes(1_200);
    await Promise.all([linkAudit(ledger.pool), linkAudit(ledger.pool), writes(30, 'sun'), linkAudit(ledger.pool)]);
    expect(await linkAudit(ledger.pool)).toMatchObject({ position: 1_230 });
    expect(await verifyAudit(ledger.pool)).toEqual({ linked: 1_230, waiting: 0, faults: [] });
  });

  it('shows a line that was altered, and one that was cut out, behind the trigger', async () => {
    await writes(5);
    await linkAudit(ledger.pool);
    await writes(1);
    await ledger.rows('alter table audit disable trigger user');
    await ledger.rows(`update audit set actor = 'sun' where position = 2`);
    await ledger.rows('delete from audit where position = 4');
    expect(await verifyAudit(ledger.pool)).toEqual({
      linked: 5,
      waiting: 1,
      faults: [
        { position: 2, fault: 'ALTERED' },
        { position: 4, fault: 'GAP' },
      ],
    });
  });
});

describe('GET /api/audit', () => {
  it('answers the office and an auditor, and nobody else', async () => {
    await writeAudit(ledger.pool, { at, actor: 'zhao', action: 'exported', detail: { rows: 7 } });
    await putAccount(ledger, { username: 'inspectorate', password: 'inspectorate-password', person: null, role: 'auditor' });
    const api = await anApi(ledger, ['zhao', 'qian']);
    try {
      const { headers } = await api.call(null, 'POST', '/api/session', { username: 'inspectorate', password: 'inspectorate-password' });
      const cookie = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
      const asked = '/api/audit?action=exported&from=2026-10-09&to=2026-10-09';
      const line = { actor: { id: 'zhao', name: '赵敏' }, at, action: 'exported', detail: { rows: 7 }, linked: false };
      expect((await api.call('zhao', 'GET', asked)).body).toMatchObject({ total: 1, items: [line] });
      expect((await api.call(null, 'GET', asked, undefined, cookie)).body).toMatchObject({ total: 1, items: [line] });
      expect((await api.call('zhao', 'GET', '/api/audit?action=exported&to=2026-10-08')).body).toMatchObject({ total: 0 });
      expect((await api.call('qian', 'GET', asked)).status).toBe(403);
      expect((await api.call(null, 'GET', asked)).status).toBe(401);
    } finally {
      await api.close();
    }
  });
});

describe('a change of what everybody works by', () => {
  it('leaves a line with its version in the same transaction, and none where nothing changed', async () => {
    const west = anOrganisation({ west: [term('qian')] });
    await ledger.puts(west, '2026-10-09 09:00');
    await ledger.puts(west, '2026-10-09 09:05');
    await putPolicy(ledger.pool, { ...defaultPolicy, name: '另一版' }, { by: 'sun', at });
    await putYear(ledger.pool, yearWritten(2027, example2027()), { by: 'zhao', at });
    await askForAdoption(
      ledger,
      { version: 2, filter: { zone: 'east', class: null, duty: null } },
      { by: 'zhao', at, key: 'once-and-again' },
    );
    await askForAdoption(
      ledger,
      { version: 2, filter: { zone: 'east', class: null, duty: null } },
      { by: 'zhao', at, key: 'once-and-again' },
    );
    expect(await ledger.rows('select actor, action, subject, detail from audit order by id')).toEqual([
      { actor: 'zhao', action: 'organisationChanged', subject: '2', detail: {} },
      { actor: 'sun', action: 'policyPut', subject: '2', detail: {} },
      { actor: 'zhao', action: 'calendarChanged', subject: '2027', detail: { version: 1 } },
      { actor: 'zhao', action: 'policyAdopted', subject: '2', detail: { zone: 'east', class: null, duty: null } },
    ]);
  });
});
