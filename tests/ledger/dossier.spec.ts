import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { dossierOf, verifyDossier } from '../../ledger/dossier.ts';
import { signerOf } from '../../ledger/signing.ts';
import type { Signer } from '../../ledger/signing.ts';
import { extendedOnce } from '../support/extended-once.ts';
import { aLedger } from '../support/a-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'safety-grid-dossier-'));
function aSigner(name: string): Signer {
  const file = join(folder, name);
  writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return signerOf(file);
}

let ledger: Awaited<ReturnType<typeof aLedger>>;
let signer: Signer;
let hazard: string;
let dossier: Dossier;
const makes = async (id: string, at = '2026-10-30 09:00') =>
  (await dossierOf(ledger, id, { at: instantOf(at), by: '赵敏' }, signer)) as Dossier;

beforeAll(async () => {
  ledger = await aLedger();
  signer = aSigner('key.pem');
  hazard = (await ledger.reports('2026-10-09 09:10')).caseId;
  const mail = await openDelivery(ledger, 'zhang', instantOf('2026-10-09 09:11'), 'http://grid');
  await settleDelivery(ledger.pool, mail?.id ?? '', { status: 'sent', answer: '250 2.0.0 OK' });
  await ledger.rows(`update notice set read_at = '2026-10-09T02:30:00Z' where person = 'zhang'`);
  await extendedOnce(ledger, hazard, { opinion: '情况属实' });
  for (const at of ['2026-10-19 17:30', '2026-10-20 17:30', '2026-10-22 17:30']) await climbWall(ledger, instantOf(at));
  dossier = await makes(hazard);
});
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

describe('the duty dossier of a case', () => {
  it('says what was done by whom, the request and its decision among it, in the order of time', () => {
    const { history, requests } = dossier.record;
    expect(history[0]).toMatchObject({
      by: '钱进',
      at: '2026-10-09T01:10:00.000Z',
      said: expect.arrayContaining(['上报隐患。', '按责任区自动交办。']),
    });
    expect(history.map(({ by, said }) => `${by} ${said[0]}`)).toEqual(
      expect.arrayContaining([
        '张建国 申请延期至2026-10-20，理由：材料未到场',
        '李明远 同意：情况属实',
        '李明远 同意延期至2026-10-20：情况属实',
      ]),
    );
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).sort());
    expect(requests).toMatchObject([
      {
        kind: '延期',
        askedBy: '张建国',
        until: '2026-10-20',
        reason: '材料未到场',
        outcome: '同意',
        decidedBy: '李明远',
        opinion: '情况属实',
      },
    ]);
  });

  it('says who was told what, by which channel, when it was delivered and read', () => {
    expect(dossier.record.notices[0]).toMatchObject({
      person: '张建国',
      status: '已送出',
      deliveries: [{ channel: '邮件', status: '已送出', answer: '对方服务器已接收' }],
      readAt: '2026-10-09T02:30:00.000Z',
    });
    expect(dossier.record.notices.map(({ person, kind }) => `${person} ${kind}`)).toEqual(
      expect.arrayContaining(['李明远 升级', '王海平 报告']),
    );
  });

  it('shows the ladder as it rang and whom it told, and what is still to come', () => {
    const rang = dossier.record.ladder.filter(({ firedAt }) => firedAt !== null);
    expect(rang.map(({ nature, level, told }) => `${nature} ${level} ${told.join()}`)).toEqual(
      expect.arrayContaining(['escalation 1 李明远', 'escalation 2 王海平']),
    );
    expect(rang.find(({ level }) => level === 1)).toMatchObject({ at: '2026-10-20T09:30:00.000Z', dueAt: '2026-10-20T09:30:00.000Z' });
    expect(dossier.record.ladder.some(({ firedAt }) => firedAt === null)).toBe(true);
  });

  it('has the same digest whenever it is made, until something happens', async () => {
    expect((await makes(hazard, '2026-10-30 09:05')).integrity.digest).toBe(dossier.integrity.digest);
  });

  it('does not say who reported a 举报, nor does anything in it', async () => {
    const { caseId } = await ledger.reports('2026-10-12 09:10', { changes: { source: 'tipOff' } });
    const { record } = await makes(caseId);
    expect(record.history[0]?.by).toBe('举报人（已隐去）');
    expect(record.facts).toContainEqual({ name: '上报人', said: '举报人（已隐去）' });
    expect(JSON.stringify(record)).not.toMatch(/钱进|qian/);
  });

  it('is made of hazards only', async () => {
    expect(await dossierOf(ledger, caseIdMadeOf(hazard, 'request/1'), { at: instantOf('2026-10-30 09:00'), by: '' }, signer)).toBeNull();
  });
});

describe('a dossier that was handed out', () => {
  const faultsOf = async (given: unknown, key: string | null = signer.publicKey) =>
    (await verifyDossier(ledger.pool, JSON.stringify(given), key)).faults.map(({ fault }) => fault);

  it('is found whole, signed and in the record', async () => {
    expect(await faultsOf(dossier)).toEqual([]);
  });

  it('is not taken for genuine where there is no key to compare with: anybody may sign with one of his own', async () => {
    expect(await faultsOf(dossier, null)).toEqual(['NO_KEY_TO_COMPARE']);
  });

  it.each([
    ['a time in it was altered', 'CONTENT_ALTERED', (it: Dossier) => void Object.assign(it.record.notices[0] ?? {}, { readAt: null })],
    ['who made it was altered', 'SIGNATURE_WRONG', (it: Dossier) => void (it.made.by = '孙立')],
    ['the signature was taken away', 'NOT_SIGNED', (it: Dossier) => void (it.integrity.signature = null)],
    ['another key signed it', 'OTHER_KEY', (it: Dossier) => void (it.integrity.signature = signedAnew(it))],
  ])('shows when %s', async (_, fault, tamper) => {
    const given = structuredClone(dossier);
    tamper(given);
    expect(await faultsOf(given)).toEqual([fault]);
  });

  it('shows that the record was rewritten since', async () => {
    const given = structuredClone(dossier);
    const [, second] = given.record.history;
    if (second) second.hash = '0'.repeat(64);
    expect(await faultsOf(given)).toEqual(['CONTENT_ALTERED', 'NOT_IN_RECORD']);
  });

  it('is verified by npm run audit:verify -- --dossier FILE', async () => {
    const file = join(folder, 'dossier.json');
    const verify = () =>
      new Promise<{ code: number; out: string; err: string }>((resolve) => {
        const env = { ...process.env, DATABASE_URL: ledger.url, SIGNING_KEY_FILE: join(folder, 'key.pem') };
        const options = { cwd: join(import.meta.dirname, '../..'), env };
        execFile(process.execPath, ['--import', 'tsx', 'ledger/audit-verify.ts', '--dossier', file], options, (error, out, err) =>
          resolve({ code: error ? Number(error.code) : 0, out, err }),
        );
      });
    writeFileSync(file, JSON.stringify(dossier));
    expect(await verify()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^dossier of AQ-2026-00001 made .* by 赵敏.*: 0 faults\n$/),
    });
    writeFileSync(file, JSON.stringify({ ...dossier, made: { ...dossier.made, by: '孙立' } }));
    expect(await verify()).toMatchObject({ code: 1, out: expect.stringMatching(/^SIGNATURE_WRONG\n/) });
    writeFileSync(file, '{}');
    expect(await verify()).toMatchObject({ code: 1, err: expect.stringContaining('not a dossier') });
  });
});

function signedAnew({ integrity, made }: Dossier) {
  const { digest } = integrity;
  return aSigner('other.pem').sign(`{"digest":"${digest}","made":{"at":"${made.at}","by":"${made.by}"}}`);
}
