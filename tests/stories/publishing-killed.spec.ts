import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import type { CrashPoint } from '../../ledger/crash-point.ts';
import { wakeAll } from '../../ledger/outbox.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { content } from '../support/a-month.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

const period = dateIn(instantFromMs(Date.now())).slice(0, 7);
const month = `/api/dispatches/${period}`;
const members = ['li', 'qian', 'sun', 'wang', 'zhang', 'zhao'];

type Drafts = { drafts: { id: string }[] };

describe.each([
  ['comes back with its data', false],
  ['has lost all its data, and npm run wake was run', true],
])('a month during which api, worker and Temporal are killed again and again, and Temporal %s,', { timeout: 180_000 }, (_, loses) => {
  let bureau: Awaited<ReturnType<typeof aBureau>>;
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    bureau = await aBureau();
    const base = anOrganisation({ west: [term('qian')] });
    const unit = (code: string, head: string) => ({ code, name: `${code}科`, level: 3, parent: 'bureau', head: [term(head)] });
    const zones = base.zones.map((zone) => ({ ...zone, grid: zone.code === 'east' ? 'u1' : 'u2' }));
    await bureau.ledger.puts({ ...base, grids: [...base.grids, unit('u1', 'zhang'), unit('u2', 'qian')], zones }, '2024-01-01 00:00');
    api = await anApi(bureau.ledger, ['zhang', 'zhao', 'sun']);
  });
  afterAll(async () => {
    await api.close();
    await bureau.close();
  });

  const rows = (sql: string) => bureau.ledger.rows(sql);
  const monthNow = async () => (await rows(`select stage, revision from cases where kind = 'dispatch'`))[0];
  const isIn = (stage: string) => until(async () => (await monthNow())?.stage === stage);

  async function workerDies(at: CrashPoint) {
    await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: at });
    expect(await bureau.workerEnded()).toBe('SIGKILL');
    await bureau.leasesRunOut();
  }
  async function temporalComesBack() {
    if (loses) bureau.loseTemporalData();
    await bureau.restartTemporal();
    await bureau.leasesRunOut();
    if (loses) await wakeAll(bureau.ledger.pool);
  }

  /** The command is given to an api that dies over it before the commit, to one that dies after it, and to one that lives: always with the same key. */
  async function commandsThroughDeaths(as: string, body: object) {
    const key = randomUUID();
    const headers = { 'content-type': 'application/json', cookie: api.cookieOf(as), 'idempotency-key': key };
    const asks = (address: string) => fetch(`${address}${month}/commands`, { method: 'POST', headers, body: JSON.stringify(body) });
    const before = await monthNow();
    const dies = async (point: CrashPoint) => {
      const { address, ended } = await bureau.anApiProcess({ SAFETY_GRID_CRASH_AT: point });
      await expect(asks(address)).rejects.toThrow();
      expect(await ended).toBe('SIGKILL');
    };
    await dies('transact:before-commit');
    expect(await monthNow()).toEqual(before);
    await dies('transact:after-commit');
    const after = await monthNow();
    expect(after).not.toEqual(before);
    expect(await api.call(as, 'POST', `${month}/commands`, body, { 'idempotency-key': key })).toMatchObject({
      status: 200,
      body: { revision: after?.revision },
    });
    expect(await monthNow()).toEqual(after);
  }

  it('is opened, and the collecting ends by itself', async () => {
    expect(await api.call('zhao', 'POST', '/api/dispatches', { period })).toMatchObject({ status: 202 });
    await until(async () => (await rows(`select from cases where kind = 'unit-report'`)).length === 2);
    const report = (as: string, body: object) => api.call(as, 'POST', `${month}/reports/u1/commands`, body);
    const written = content({ placardsPosted: 0, goodPractice: '每日班前安全交底' });
    expect(await report('zhang', { type: 'SubmitReport', content: written })).toMatchObject({ status: 200 });
    expect(await report('zhao', { type: 'AcceptReport' })).toMatchObject({ status: 200 });
    await bureau.killWorker();
    await until(async () => (await rows(`select from cases where kind = 'dispatch' and alarm_at < now()`)).length === 1);
    await workerDies('transact:before-commit');
    expect(await monthNow()).toMatchObject({ stage: 'collecting' });
    await workerDies('relay:after-send');
    expect(await monthNow()).toMatchObject({ stage: 'compiling' });
    await workerDies('deliver:after-accept');
  });

  it('is compiled', async () => {
    const { drafts } = (await api.call('zhao', 'GET', month)).body as unknown as Drafts;
    const decided = drafts.map(({ id }) => ({ id, keep: true, text: '情况属实。' }));
    await bureau.restartWorker();
    await bureau.killTemporal();
    await commandsThroughDeaths('zhao', { type: 'CompileMonth', summary: '总体平稳。', decided, requirements: [] });
    await bureau.killWorker();
    await temporalComesBack();
    await workerDies('relay:after-lease');
    await bureau.restartWorker();
    // Nobody answers: the hearing ends by itself.
    await isIn('signing');
  });

  it('is signed and published', async () => {
    // One that is awake would send the circular without being woken, and no worker would die over waking it.
    await until(async () => (await rows(`select from clock where target like 'mailbox/%'`)).length === 0);
    await bureau.killTemporal();
    await commandsThroughDeaths('sun', { type: 'SignMonth', paperNumber: '青建安办〔2026〕7号' });
    await bureau.killWorker();
    await temporalComesBack();
    await workerDies('relay:before-mailbox');
    await workerDies('deliver:after-accept');
    await bureau.killTemporal();
    await temporalComesBack();
    await bureau.restartWorker();
    await until(async () => (await rows(`select from notice where status not in ('sent', 'overtaken')`)).length === 0);
  });

  it('has reached every member, and nothing of it is lost or double', async () => {
    const published = await rows(`select person, status from notice where kind = 'published' order by person`);
    expect(published).toEqual(members.map((person) => ({ person, status: 'sent' })));
    const acts = await rows(
      `select command, count(*)::int as n from entry where command in ('OpenMonth', 'CompileMonth', 'SignMonth') group by command order by command`,
    );
    expect(acts).toEqual(['CompileMonth', 'OpenMonth', 'SignMonth'].map((command) => ({ command, n: 1 })));
    const twice = await rows(
      `select case_id, person, kind, facts->'obligation' as obligation, facts->'rung' as rung from notice
        where kind in ('task', 'reportDue', 'criticised', 'published') group by case_id, person, kind, obligation, rung having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    for (const person of members) {
      const circulars = bureau.mails.filter(
        ({ to, subject, text }) => [to].flat()[0]?.text === `${person}@example.com` && `${subject}${text}`.includes('【调度通报】'),
      );
      expect(new Set(circulars.map(({ messageId }) => messageId)).size, person).toBe(1);
    }
  });

  it('sends a mail again with the same Message-ID and the same words, or not at all', async () => {
    const words = new Set(bureau.mails.map(({ messageId, subject, text }) => JSON.stringify([messageId, subject, text])));
    const ids = new Set(bureau.mails.map(({ messageId }) => messageId));
    expect(words.size).toBe(ids.size);
    expect(bureau.mails.length).toBeGreaterThan(ids.size);
    const sent = await rows(`select message_id from delivery where status = 'sent'`);
    expect(sent.map(({ message_id }) => message_id).sort()).toEqual([...ids].sort());
  });

  it('is locked, its clock has ended and its record is whole', async () => {
    expect(await api.call('zhao', 'POST', '/api/dispatches', { period })).toMatchObject({ status: 409, body: { code: 'PERIOD_LOCKED' } });
    expect(await rows(`select stage, finished from cases where kind = 'dispatch'`)).toEqual([{ stage: 'published', finished: true }]);
    const client = new Client({ connection: await Connection.connect({ address: bureau.temporalAddress }) });
    await until(async () => (await client.workflow.count(`WorkflowId = 'dispatch/${period}' and ExecutionStatus = 'Running'`)).count === 0);
    await client.connection.close();
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});
