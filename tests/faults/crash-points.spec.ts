import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateIn, instantFromMs, yearOf } from '../../domain/time/instant.ts';
import { yearAsKnown } from '../../domain/time/work-calendar.ts';
import { putYear } from '../../ledger/calendar.ts';
import type { CrashPoint } from '../../ledger/crash-point.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { periodOf } from '../../domain/dispatch/period.ts';
import { aBureau } from '../support/a-bureau.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { until } from '../support/until.ts';
import { aBureauOf } from './a-bureau-of.ts';

/** What leads a process to the point; `month` and `command` have processes of their own. */
type Provoked = 'byHazard' | 'bySeat' | 'byBell' | 'byAdoption' | 'byMonth' | 'openingAMonth' | 'byCommand';
const now = () => instantFromMs(Date.now());

/** Every point, so that one that is added without a test does not compile. */
const points: Record<CrashPoint, [when: string, provoked: Provoked]> = {
  'relay:before-expect': ['after it leased a wake-up and before it wrote that a clock is to be expected', 'byHazard'],
  'relay:after-lease': ['after it took a wake-up and before it told Temporal', 'byHazard'],
  'relay:after-send': ['after it told Temporal and before the outbox knows', 'byHazard'],
  'relay:half-settled': ['after it noted what the clock knows and before the wake-up is gone', 'byHazard'],
  'relay:before-mailbox': ['after it noted that it tells a mailbox and before it did', 'byHazard'],
  'relay:after-mailbox': ['after it told a mailbox and before it noted that', 'byHazard'],
  'deliver:before-commit': ['over a mail that is written and not committed', 'byHazard'],
  'deliver:before-send': ['after a mail was written and before it is sent', 'byHazard'],
  'deliver:after-accept': ['after the mail server took the mail and before the ledger knows', 'byHazard'],
  'deliver:after-settle': ['after the ledger knows that the mail was taken', 'byHazard'],
  'deliver:at-rest': ['after a mailbox came to rest and before Temporal knows', 'byHazard'],
  'transact:before-commit': ['over a climb that is written and not committed', 'byHazard'],
  'climb:after-wall': ['after the wall has climbed and before the case that rang is looked at', 'byHazard'],
  'climb:before-settle': ['after a climb and before the outbox knows', 'byHazard'],
  'bell:after-wall': ['after the bell let the wall climb and before it looks at the seats', 'byBell'],
  'seats:before-seen': ['after a successor was told and before the seat is seen', 'bySeat'],
  'relay:after-adoption': ['after it told Temporal of an adoption and before it noted that', 'byAdoption'],
  'adopt:before-commit': ['over a batch of an adoption that is not committed', 'byAdoption'],
  'relay:after-month': ['after it told Temporal of a month and before it noted that', 'byMonth'],
  'dispatch:before-commit': ['over zones that are counted and not committed', 'openingAMonth'],
  'dispatch:counted': ['after the zones were counted', 'openingAMonth'],
  'dispatch:frozen': ['after the zones were frozen and before the case of the month is there', 'openingAMonth'],
  'dispatch:opened': ['after the case of the month was opened and before a unit is asked', 'openingAMonth'],
  'dispatch:asked': ['after units were asked and before that was noted', 'openingAMonth'],
  'dispatch:noted': ['after it was noted which units were asked', 'openingAMonth'],
  // tests/ledger/killed.spec.ts
  'transact:before-write': ['between decision and write', 'byCommand'],
  'transact:after-commit': ['after the commit', 'byCommand'],
};
const rows = Object.entries(points) as [CrashPoint, [string, Provoked]][];
const provokedBy = (...how: Provoked[]) =>
  rows.filter(([, [, provoked]]) => how.includes(provoked)).map(([point, [when]]): [string, CrashPoint] => [when, point]);

describe('a worker that dies, and is started again,', () => {
  let bureau: Awaited<ReturnType<typeof aBureau>>;
  let client: Client;
  const deaths = provokedBy('byHazard', 'byBell', 'bySeat', 'byAdoption', 'byMonth');
  /** Everybody who is told of one death is told of no other, so that none waits for what another left behind. */
  const responsible = (point: CrashPoint) => `p${deaths.findIndex(([, each]) => each === point)}`;
  const caseIds = new Map<CrashPoint, string>();
  const period = periodOf(dateIn(now()));
  const nextYear = yearOf(dateIn(now())) + 1;

  const organisation = (successor: string) => {
    const base = aBureauOf(deaths.map(([, point]) => responsible(point)));
    return {
      ...base,
      zones: base.zones.map((zone) => (zone.code === 'west' ? { ...zone, specific: [term(successor)] } : zone)),
    };
  };
  const count = async (sql: string, ...values: unknown[]) =>
    (await bureau.ledger.rows(`select count(*)::int as n ${sql}`, ...values))[0]?.n as number;

  async function provoke(point: CrashPoint): Promise<void> {
    const [, how] = points[point];
    if (how === 'bySeat') await bureau.ledger.puts(organisation('sun'), now());
    if (how === 'byMonth') await askForMonth(bureau.ledger, period, 'zhao', now());
    if (how === 'byAdoption') {
      const { daysOff } = yearAsKnown(nextYear, []);
      const year = { year: nextYear, status: 'published' as const, source: point, daysOff, makeupWorkdays: [] };
      await putYear(bureau.ledger.pool, year, { by: 'zhao', at: now() });
    }
    const { caseId } = await bureau.ledger.reports(now(), { zone: how === 'bySeat' ? 'west' : responsible(point) });
    caseIds.set(point, caseId);
  }

  beforeAll(async () => {
    bureau = await aBureau();
    client = new Client({ connection: await Connection.connect({ address: bureau.temporalAddress }) });
    await bureau.ledger.puts(organisation('qian'), '2024-01-01 00:00');
    await until(async () => (await count(`from seat_holder where scope = 'west' and person = 'qian'`)) === 1);
    await bureau.killWorker();
    for (const [, point] of deaths) {
      // The bell rings at the start: what it is to find must be there before.
      const isFoundAtTheStart = ['bySeat', 'byBell'].includes(points[point][1]);
      if (isFoundAtTheStart) await provoke(point);
      await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: point });
      if (!isFoundAtTheStart) await provoke(point);
      expect(await bureau.workerEnded(), point).toBe('SIGKILL');
      await bureau.leasesRunOut();
    }
    await bureau.restartWorker();
  }, 400_000);
  afterAll(async () => {
    await client.connection.close();
    await bureau.close();
  });

  it.each(deaths)('%s: the case has its one clock', async (_, point) => {
    await until(async () => (await client.workflow.count(`WorkflowId = 'hazard/${caseIds.get(point)}'`)).count === 1);
  });

  it.each(deaths.filter(([, point]) => point !== 'seats:before-seen'))('%s: everybody is told, each once', async (_, point) => {
    const notices = () => bureau.ledger.rows(`select person, kind, status from notice where case_id = $1 order by id`, caseIds.get(point));
    await until(async () => (await notices()).length >= 4 && (await notices()).every(({ status }) => status === 'sent'));
    const name = responsible(point);
    expect((await notices()).map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      `${name} task`,
      `${name} reminder`,
      'li escalation',
      'wang escalation',
    ]);
  });

  it('after a successor was told and before the seat is seen: he is told once', async () => {
    const told = () => count(`from notice where kind = 'inherited' and person = 'sun' and case_id = $1`, caseIds.get('seats:before-seen'));
    await until(async () => (await count(`from seat_holder where scope = 'west' and post = 'specific' and person = 'sun'`)) === 1);
    expect(await told()).toBe(await count(`from entry where command = 'TellSuccessor' and case_id = $1`, caseIds.get('seats:before-seen')));
    expect(await told()).toBeLessThanOrEqual(1);
  });

  it('over an adoption: it is carried to the end', async () => {
    await until(async () => (await count('from adoption where finished_at is null')) === 0);
    expect(
      await count(`from entry e join adoption a on a.id = e.command_id group by e.case_id, e.command_id having count(*) > 1`),
    ).toBeFalsy();
  });

  it('over a month: it is opened once', async () => {
    await until(async () => (await count('from dispatch where opened_at is not null')) === 1);
    expect(await count(`from cases where kind = 'dispatch'`)).toBe(1);
    expect((await client.workflow.count(`WorkflowId = 'dispatch/${period}'`)).count).toBe(1);
  });

  it('sends a mail again with the same Message-ID and the same words, or not at all', async () => {
    await until(async () => (await count(`from notice where status in ('queued', 'sending')`)) === 0);
    const words = new Set(bureau.mails.map(({ messageId, subject, text }) => JSON.stringify([messageId, subject, text])));
    const ids = new Set(bureau.mails.map(({ messageId }) => messageId));
    expect(words.size).toBe(ids.size);
    expect(bureau.mails.length).toBeGreaterThan(ids.size);
    const sent = await bureau.ledger.rows('select message_id from delivery');
    expect(sent.map(({ message_id }) => message_id).sort()).toEqual([...ids].sort());
  });

  it('leaves nothing to be told, and the record whole', async () => {
    await until(async () => (await count('from wake')) === 0);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});

describe('a process that dies while it opens a month', () => {
  const period = periodOf(dateIn(now()));
  const units = Array.from({ length: 60 }, (_, i) => `u${String(i).padStart(2, '0')}`);
  let ledger: Awaited<ReturnType<typeof aLedger>>;
  beforeAll(async () => {
    ledger = await aLedger();
    const base = anOrganisation({ west: [term('qian')] });
    const grids = units.map((code) => ({ code, name: `${code}科`, level: 3, parent: 'bureau', head: [term('zhang')] }));
    await ledger.puts({ ...base, grids: [...base.grids, ...grids] }, '2024-01-01 00:00');
    for (const zone of ['east', 'east', 'west']) await ledger.reports(now(), { zone });
    await askForMonth(ledger, period, 'zhao', now());
  });
  afterAll(() => ledger.close());

  async function opensInAProcess(crashAt?: CrashPoint) {
    const script = join(import.meta.dirname, '../support/open-month-once.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, ledger.url, period, now()], {
      env: { ...process.env, ...(crashAt ? { SAFETY_GRID_CRASH_AT: crashAt } : {}) },
      stdio: 'inherit',
    });
    return (await once(child, 'exit'))[1] as string | null;
  }
  const count = async (sql: string) => (await ledger.rows(`select count(*)::int as n ${sql}`))[0]?.n as number;

  it.each(provokedBy('openingAMonth'))('%s: is killed there', async (_, point) => {
    expect(await opensInAProcess(point)).toBe('SIGKILL');
  });

  it('at each of these points, one after another, has opened it whole in the end, and nothing of it twice', async () => {
    expect(await opensInAProcess()).toBeNull();
    expect(await count('from dispatch where opened_at is not null')).toBe(1);
    expect(await count('from dispatch_mark')).toBe(3);
    expect(await count('from dispatch_zone')).toBe(2);
    expect(await count(`from cases where kind = 'unit-report'`)).toBe(60);
    expect(await count(`from notice where kind = 'reportDue'`)).toBe(60);
    expect(await count(`from entry where command = 'AskUnits'`)).toBe(2);
    expect(await count(`from entry where command = 'OpenMonth'`)).toBe(1);
    expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
  });
});
