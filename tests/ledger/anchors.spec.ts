import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { anchorFile, anchorOnceADay, compareWithAnchor, listAnchors, verifyAnchors } from '../../ledger/anchors.ts';
import { linkAudit } from '../../ledger/audit-chain.ts';
import { writeAudit } from '../../ledger/audit.ts';
import { openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { firstHash, hashOf } from '../../ledger/hash-chain.ts';
import { tellWhatIsStuck } from '../../ledger/stuck/daily-digest.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
  await ledger.puts(anOrganisation({ west: [term('qian')] }), '2024-01-01 00:00');
});
afterEach(() => ledger.close());

const anchors = (at: string) => anchorOnceADay(ledger, instantOf(at));
const fileOf = async (day: string) => (await anchorFile(ledger, localDateOf(day))) ?? Buffer.from('');

describe('the daily anchor', () => {
  it('is made once on each day of Shanghai, by one of several bells, late after a downtime, and not before there is a case', async () => {
    expect(await anchors('2026-10-09 00:00')).toBe(false);
    await ledger.reports('2026-10-09 09:10');
    const made = await Promise.all([anchors('2026-10-09 09:11'), anchors('2026-10-09 09:11'), anchors('2026-10-09 09:12')]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await anchors('2026-10-09 23:59')).toBe(false);
    expect(await anchors('2026-10-13 14:30'), 'after three days of downtime').toBe(true);
    const [second, first] = await ledger.rows('select day::text, previous, head from anchor order by day desc');
    expect([first.day, second.day]).toEqual(['2026-10-09', '2026-10-13']);
    expect(second.previous).toBe(first.head);
    expect(first.previous).toBe(firstHash);
    expect(await listAnchors(ledger, 1)).toMatchObject([{ day: '2026-10-13', cases: 1, kept: true, head: second.head }]);
    expect(await ledger.rows(`select action, subject from audit where action = 'anchored' order by id`)).toEqual([
      { action: 'anchored', subject: '2026-10-09' },
      { action: 'anchored', subject: '2026-10-13' },
    ]);
  });

  it('is refused to be changed afterwards', async () => {
    await ledger.reports('2026-10-09 09:10');
    await anchors('2026-10-09 09:11');
    await expect(ledger.rows(`update anchor set head = 'x'`)).rejects.toThrow(/append-only/);
    await expect(ledger.rows('delete from anchor')).rejects.toThrow(/append-only/);
  });

  it('goes on from the one before, and holds no more audit lines than there are', async () => {
    await ledger.reports('2026-10-09 09:10');
    await anchors('2026-10-09 09:11');
    await anchors('2026-10-10 09:11');
    expect(await verifyAnchors(ledger.pool)).toEqual([]);
    await ledger.rows('alter table audit disable trigger user');
    await ledger.rows('delete from audit');
    await ledger.rows('alter table anchor disable trigger user');
    await ledger.rows(`update anchor set head = 'x' where day = '2026-10-09'`);
    expect(await verifyAnchors(ledger.pool)).toEqual([
      { day: '2026-10-09', fault: 'AUDIT_CUT' },
      { day: '2026-10-10', fault: 'OTHER_BEFORE' },
      { day: '2026-10-10', fault: 'AUDIT_CUT' },
    ]);
  });

  it('waits for the mail of a morning on which somebody can be told, and three come at once', async () => {
    await ledger.reports('2026-10-12 09:10');
    for (const day of ['12', '13', '14', '15', '16']) expect(await anchors(`2026-10-${day} 09:11`)).toBe(true);
    const organisation = anOrganisation();
    await ledger.puts({ ...organisation, office: { ...organisation.office, clerk: [], director: [], members: [] } }, '2026-10-16 09:12');
    await tellWhatIsStuck(ledger, instantOf('2026-10-16 10:00'));
    const told = async () => (await ledger.rows('select day::text from anchor_file where told_at is not null order by day')).length;
    expect(await told()).toBe(0);
    await ledger.puts(organisation, '2026-10-18 09:00');
    await tellWhatIsStuck(ledger, instantOf('2026-10-19 08:30'));
    expect(await told()).toBe(3);
    await tellWhatIsStuck(ledger, instantOf('2026-10-20 08:30'));
    expect(await told()).toBe(5);
  });

  it("comes with the morning's mail to the office, those of the weekend too, each once", async () => {
    await ledger.reports('2026-10-16 09:10');
    await ledger.rows(`update notice set status = 'sent'`);
    for (const at of ['2026-10-17 00:00', '2026-10-18 00:00', '2026-10-19 00:00']) expect(await anchors(at)).toBe(true);
    await tellWhatIsStuck(ledger, instantOf('2026-10-19 08:29'));
    expect(await openDelivery(ledger, 'zhao', instantOf('2026-10-19 08:29'), 'http://grid')).toBeNull();
    await tellWhatIsStuck(ledger, instantOf('2026-10-19 08:30'));
    const mail = await openDelivery(ledger, 'zhao', instantOf('2026-10-19 08:30'), 'http://grid');
    expect(mail?.attachments.map(({ name }) => name)).toEqual(
      ['2026-10-17', '2026-10-18', '2026-10-19'].map((day) => `safety-grid-anchor-${day}.txt.gz`),
    );
    const [, , { head }] = await ledger.rows('select head from anchor order by day');
    expect(gunzipSync(mail?.attachments[2]?.content ?? Buffer.from('')).toString()).toContain(`head ${head}\n`);
    expect(mail?.text).toContain(`2026-10-19的存证已生成：1项事项和审计日志的哈希链，总摘要${head}`);
    expect(mail?.text).toContain('http://grid/audit');
    await settleDelivery(ledger.pool, mail?.id ?? '', { status: 'sent', answer: '250' });
    await tellWhatIsStuck(ledger, instantOf('2026-10-20 08:30'));
    expect(await ledger.rows(`select person from notice where kind = 'anchored' and status = 'queued'`)).toEqual([]);
  });
});

/** As somebody with all rights on the database would: the trigger off, one row altered, every hash after it made anew. */
async function forge(caseId: string, revision: number): Promise<void> {
  await ledger.rows('alter table entry disable trigger user');
  await ledger.rows(`update entry set actor = '{"person":"li"}' where case_id = $1 and revision = $2`, caseId, revision);
  let prevHash = firstHash;
  for (const row of await ledger.rows('select * from entry where case_id = $1 order by revision', caseId)) {
    const { command_id: commandId, command, actor, events } = row;
    const hash = hashOf(prevHash, { caseId, revision: row.revision, commandId, command, actor, at: row.at.toISOString(), events });
    await ledger.rows(
      'update entry set prev_hash = $3, hash = $4 where case_id = $1 and revision = $2',
      caseId,
      row.revision,
      prevHash,
      hash,
    );
    prevHash = hash;
  }
  await ledger.rows('update cases set head_hash = $2 where id = $1', caseId, prevHash);
  await ledger.rows('alter table entry enable trigger user');
}

const hide = async (...statements: string[]) => {
  for (const table of ['cases', 'entry', 'audit']) await ledger.rows(`alter table ${table} disable trigger user`);
  for (const statement of statements) await ledger.rows(statement);
};

describe('an anchor that was kept outside', () => {
  let ids: string[] = [];
  let file: Buffer;
  beforeEach(async () => {
    const reports = [];
    for (const minute of [10, 11, 12, 13]) reports.push((await ledger.reports(`2026-10-09 09:${minute}`)).caseId);
    ids = reports.sort();
    for (const id of ids) await ledger.act(id, '2026-10-09 10:00', { type: 'ChaseCase', by: 'zhao', words: '请抓紧' });
    await writeAudit(ledger.pool, { at: instantOf('2026-10-09 10:00'), actor: 'zhao', action: 'exported' });
    await writeAudit(ledger.pool, { at: instantOf('2026-10-09 10:01'), actor: 'sun', action: 'exported' });
    await anchors('2026-10-09 11:00');
    file = await fileOf('2026-10-09');
  });
  const faults = async () => (await compareWithAnchor(ledger.pool, file)).faults;

  it('agrees while cases go on, new ones are opened, and lines are added', async () => {
    await ledger.reports('2026-10-10 09:10');
    await ledger.act(ids[0] ?? '', '2026-10-10 10:00', { type: 'ChaseCase', by: 'zhao', words: '请再抓紧' });
    await writeAudit(ledger.pool, { at: instantOf('2026-10-10 10:00'), actor: 'zhao', action: 'exported' });
    await linkAudit(ledger.pool);
    expect(await compareWithAnchor(ledger.pool, file)).toEqual({ day: '2026-10-09', cases: 4, faults: [] });
    expect((await compareWithAnchor(ledger.pool, gunzipSync(file))).faults, 'unpacked, it is the same').toEqual([]);
  });

  it('names the case whose chain was hashed anew, which the chain itself does not show', async () => {
    const forged = ids[2] ?? '';
    await forge(forged, 1);
    expect((await verifyChain(ledger.pool)).faults, 'the chain holds in itself').toEqual([]);
    expect(await faults()).toEqual([{ chain: forged, number: expect.stringMatching(/^AQ-/), revision: 2, fault: 'ALTERED_SINCE' }]);
  });

  it('names the case whose chain was cut, the one that is gone, and the audit log', async () => {
    await hide(
      `delete from entry where case_id = '${ids[0]}' and revision = 2`,
      `delete from notice where case_id = '${ids[1]}'`,
      `delete from entry where case_id = '${ids[1]}'`,
      `delete from cases where id = '${ids[1]}'`,
      'delete from audit where position = (select max(position) from audit)',
    );
    expect((await faults()).map(({ chain, fault }) => [chain, fault])).toEqual([
      [ids[0], 'CUT_SINCE'],
      [ids[1], 'GONE_SINCE'],
      ['audit', 'CUT_SINCE'],
    ]);
  });

  it.each([
    ['nothing of the kind', (): Buffer => Buffer.from('# an anchor\n'), /first line/],
    ['cut short', (): Buffer => Buffer.from(gunzipSync(file).toString().split('\n').slice(0, 8).join('\n')), /lines of it are missing/],
  ])('is not believed when it is %s', async (_, given, why) => {
    await expect(compareWithAnchor(ledger.pool, given())).rejects.toThrow(why);
  });

  it('says that it was edited itself', async () => {
    const edited = gunzipSync(file)
      .toString()
      .replace(/^previous 0/m, 'previous 1');
    file = Buffer.from(edited);
    expect(await faults()).toEqual([{ chain: 'all', number: null, revision: 0, fault: 'HEAD_DIFFERS' }]);
  });

  it('is compared by npm run audit:verify -- --against FILE, which ends with 1 when something differs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'safety-grid-anchor-'));
    const kept = join(folder, 'anchor.txt.gz');
    writeFileSync(kept, file);
    const verify = () =>
      new Promise<{ code: number; out: string }>((resolve) => {
        const command = ['--import', 'tsx', 'ledger/audit-verify.ts', '--against', kept];
        const options = { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, DATABASE_URL: ledger.url } };
        execFile(process.execPath, command, options, (error, out) => resolve({ code: error ? Number(error.code) : 0, out }));
      });
    try {
      expect(await verify()).toEqual({
        code: 0,
        out: 'anchor of 2026-10-09: 4 cases compared, 0 differ\n4 cases, 8 entries, 5 audit lines (1 not yet linked), 0 faults\n',
      });
      await forge(ids[3] ?? '', 2);
      const { code, out } = await verify();
      expect(code).toBe(1);
      expect(out).toMatch(new RegExp(`^ALTERED_SINCE case ${ids[3]} \\(AQ-2026-0000\\d\\) revision 2\\n`));
      expect(out).toContain('4 cases compared, 1 differ');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
