import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { anchorFile, anchorOnceADay, compareWithAnchor } from '../../ledger/anchors.ts';
import { verifyAudit } from '../../ledger/audit-chain.ts';
import { writeAudit } from '../../ledger/audit.ts';
import { exportBureau, importBureau } from '../../ledger/bureau-file.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { wakeAll } from '../../ledger/outbox.ts';
import { keepPhoto } from '../../ledger/photos.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { receiveTipOff } from '../../ledger/tip-off/tip-offs.ts';
import { extendedOnce } from '../support/extended-once.ts';
import { aLedger, anEmptyLedger } from '../support/a-ledger.ts';
import { aTipOff, at, theReporterKeys } from '../support/a-tip-off.ts';

const folder = mkdtempSync(join(tmpdir(), 'safety-grid-bureau-'));
const file = join(folder, 'bureau.ndjson.gz');
let from: Awaited<ReturnType<typeof aLedger>>;
let hazard: string;

beforeAll(async () => {
  from = await aLedger();
  const original = Buffer.from([0xff, 0xd8, 0x00, 0x27, 0x5c, 0xff, 0xd9]);
  const picture = {
    original,
    type: 'image/jpeg',
    takenAt: null,
    position: { latitude: 30.5, longitude: 114.3 },
    shown: original,
    thumbnail: null,
  } as const;
  await keepPhoto(from, picture, 'qian', instantOf('2026-10-09 09:00'));
  hazard = (await from.reports('2026-10-09 09:10')).caseId;
  const mail = await openDelivery(from, 'zhang', instantOf('2026-10-09 09:11'), 'http://grid');
  await settleDelivery(from.pool, mail?.id ?? '', { status: 'sent', answer: '250 OK' });
  await extendedOnce(from, hazard, { reason: '“材料”\n未到场' });
  await writeAudit(from.pool, { at: instantOf('2026-10-12 09:00'), actor: 'zhao', action: 'exported', detail: { rows: 3 } });
  await anchorOnceADay(from, instantOf('2026-10-12 10:00'));
  await from.rows(`insert into account (username, person, password_hash) values ('zhao', 'zhao', 'a-password-hash')`);
  await exportBureau(from.pool, file, { withReporters: false });
});
afterAll(async () => {
  await from.close();
  rmSync(folder, { recursive: true });
});

const linesOf = (path: string) => gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
async function intoEmpty<Result>(work: (ledger: Awaited<ReturnType<typeof anEmptyLedger>>) => Promise<Result>): Promise<Result> {
  const to = await anEmptyLedger();
  try {
    return await work(to);
  } finally {
    await to.close();
  }
}
const run = (url: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, DATABASE_URL: url } };
    execFile(process.execPath, ['--import', 'tsx', ...args], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

describe('a whole bureau in one file', () => {
  it('says what it is, then each row, then how many of each and their hash; no password and no session', () => {
    const lines = linesOf(file);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      format: 'safety-grid-bureau',
      version: 1,
      bureau: '青湖区建设管理局',
      withReporters: false,
    });
    const { manifest } = JSON.parse(lines.at(-1) ?? '');
    expect(manifest).toMatchObject({ cases: { rows: 2 }, photo_original: { rows: 1 }, notice: { rows: 3 }, case_number: { rows: 1 } });
    expect(lines.join('')).not.toMatch(/a-password-hash|token_hash/);
  });

  it('lives on in another installation: the chains verify, clocks are armed, open cases climb, numbers go on', () =>
    intoEmpty(async (to) => {
      expect(await importBureau(to.pool, file)).toMatchObject({ bureau: '青湖区建设管理局', rows: { cases: 2 } });
      for (const [table, order] of [
        ['cases', 'id'],
        ['entry', 'case_id, revision'],
        ['notice', 'id'],
        ['delivery', 'id'],
        ['photo', 'id'],
        ['photo_original', 'sha256'],
        ['organisation', 'version'],
        ['anchor_file', 'day'],
      ]) {
        const sql = `select to_jsonb(t)::text as row from ${table} t order by ${order}`;
        expect((await to.pool.query(sql)).rows, table).toEqual(await from.rows(sql));
      }
      expect(await verifyChain(to.pool)).toMatchObject({ cases: 2, faults: [] });
      expect((await verifyAudit(to.pool)).faults).toEqual([]);
      const kept = (await anchorFile(from, localDateOf('2026-10-12'))) ?? Buffer.from('');
      expect((await compareWithAnchor(to.pool, kept)).faults).toEqual([]);
      expect(await wakeAll(to.pool)).toBe(1);
      const { climbed } = await climbWall(to, instantOf('2026-10-20 17:30'));
      expect(climbed.map(({ caseId }) => caseId)).toContain(hazard);
      const { rows } = await to.pool.query(`select person from notice where kind = 'escalation'`);
      expect(rows).toEqual([{ person: 'li' }]);
      expect((await to.pool.query(`select next_case_number('2026')::int as next`)).rows).toEqual([{ next: 2 }]);
      expect((await verifyChain(to.pool)).faults).toEqual([]);
      expect((await to.pool.query(`select action from audit order by id desc limit 1`)).rows).toEqual([{ action: 'bureauImported' }]);
    }));

  it('takes along who reported to the public entry only when it is told to, and then encrypted as it was', async () => {
    const own = await aLedger();
    await receiveTipOff(own, theReporterKeys, aTipOff({ reporter: { name: '陈桂香', phone: null, email: 'chen@example.com' } }), at);
    const kept = 'select identity, key_id, has_email, code_hash, letters_due from tip_off';
    const [before] = await own.rows(kept);
    const carried = (name: string, withReporters: boolean) =>
      intoEmpty(async (to) => {
        const path = join(folder, name);
        await exportBureau(own.pool, path, { withReporters });
        expect(linesOf(path).join('')).not.toMatch(/陈桂香|chen@example/);
        await importBureau(to.pool, path);
        return (await to.pool.query(kept)).rows[0];
      });
    expect(await carried('with.gz', true)).toEqual(before);
    expect(await carried('without.gz', false)).toMatchObject({
      identity: null,
      key_id: null,
      has_email: false,
      code_hash: before.code_hash,
    });
    await own.close();
  });

  it.each([
    [
      'has a row altered',
      (lines: string[]) => lines.map((line) => line.replace('脚手架', '脚手板')),
      /was altered: (cases|entry|notice|delivery)/,
    ],
    ['has a row taken out', (lines: string[]) => lines.filter((line) => !line.startsWith('["photo",')), /was altered: photo/],
    ['is cut short', (lines: string[]) => lines.slice(0, -1), /not whole/],
    [
      'is of another version',
      (lines: string[]) => lines.map((line) => line.replace(/"migration":"\d+/, '"migration":"2025')),
      /install the same version/,
    ],
    ['is something else', () => ['{}'], /not an exported bureau/],
  ])('is refused whole when it %s', (_, change, why) =>
    intoEmpty(async (to) => {
      const other = join(folder, 'other.gz');
      writeFileSync(other, gzipSync(`${change(linesOf(file)).join('\n')}\n`));
      await expect(importBureau(to.pool, other)).rejects.toThrow(why);
      expect((await to.pool.query('select from cases union all select from organisation')).rowCount).toBe(0);
    }),
  );

  it('is read into an empty database only', async () => {
    await expect(importBureau(from.pool, file)).rejects.toThrow(/not empty/);
  });

  it('is made by npm run export and read by npm run import:bureau', () =>
    intoEmpty(async (to) => {
      const made = join(folder, 'made.gz');
      const command = (url: string, ...args: string[]) => run(url, 'ledger/bureau-command.ts', ...args, made);
      expect(await command(from.url, 'export')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^青湖区建设管理局: 2 cases, \d+ entries, 1 pictures\n$/),
      });
      expect(await command(from.url, 'export')).toMatchObject({ code: 1, err: expect.stringContaining('exists already') });
      expect(await command(to.url, 'import')).toMatchObject({ code: 0, out: expect.stringContaining('2 cases') });
      expect(await command(to.url, 'import')).toMatchObject({ code: 1, err: expect.stringContaining('not empty') });
      expect(await run(to.url, 'ledger/audit-verify.ts')).toMatchObject({ code: 0 });
      expect(await run(to.url, 'worker/wake.ts')).toMatchObject({ code: 0, out: expect.stringContaining('1 open cases') });
    }));
});
