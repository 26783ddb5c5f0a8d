import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import pg from 'pg';
import { compareWithAnchor, verifyAnchors } from './anchors.ts';
import { verifyAudit } from './audit-chain.ts';
import { verifyDossier } from './dossier.ts';
import { signerOf } from './signing.ts';
import { verifyChain } from './verify-chain.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const refuse = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};

const { against, dossier } = new Command()
  .name('npm run audit:verify --')
  .description(
    '核对台账和审计日志的哈希链 · verifies the chains of hashes of all cases and of the audit log; exit code 1 when something was altered',
  )
  .option('--against <file>', '与存证邮件的附件核对 · compares with the file of an anchor that was mailed')
  .option('--dossier <file>', '核对尽职证据包（JSON） · verifies a dossier that was handed out, as JSON, and nothing else')
  .parse()
  .opts<{ against?: string; dossier?: string }>();

const url = process.env['DATABASE_URL'] ?? refuse('DATABASE_URL: name the database whose record is to be verified');
const pool = new pg.Pool({ connectionString: url });
process.exitCode = (await (dossier === undefined ? verifyRecord() : verifyHandedOut(dossier))) > 0 ? 1 : 0;
await pool.end();

async function verifyRecord(): Promise<number> {
  const { cases, entries, faults } = await verifyChain(pool);
  const audit = await verifyAudit(pool);
  for (const { caseId, revision, fault } of faults) say(`${fault} case ${caseId} revision ${revision}`);
  for (const { position, fault } of audit.faults) say(`${fault} audit position ${position}`);
  const anchors = await verifyAnchors(pool);
  for (const { day, fault } of anchors) say(`${fault} anchor ${day}`);
  let found = faults.length + audit.faults.length + anchors.length;
  if (against !== undefined) {
    const compared = await compareWithAnchor(pool, readFileSync(against)).catch((error: Error) => refuse(`${against}: ${error.message}`));
    for (const { chain, number, revision, fault } of compared.faults)
      say(`${fault} ${chain === 'audit' || chain === 'all' ? chain : `case ${chain} (${number ?? '—'})`} revision ${revision}`);
    say(`anchor of ${compared.day}: ${compared.cases} cases compared, ${compared.faults.length} differ`);
    found += compared.faults.length;
  }
  say(`${cases} cases, ${entries} entries, ${audit.linked} audit lines (${audit.waiting} not yet linked), ${found} faults`);
  return found;
}

async function verifyHandedOut(file: string): Promise<number> {
  const keyFile = process.env['SIGNING_KEY_FILE'];
  const ownKey = keyFile ? signerOf(keyFile).publicKey : null;
  const verified = await verifyDossier(pool, readFileSync(file, 'utf8'), ownKey).catch((error: Error) =>
    refuse(`${file}: ${error.message}`),
  );
  const { record, made, integrity } = verified.dossier;
  for (const each of verified.faults) say('number' in each ? `${each.fault} ${each.number} revision ${each.revision}` : each.fault);
  const key = ownKey === null ? 'no key of this installation to compare with' : `compared with the key of this installation`;
  say(
    `dossier of ${record.case.number} made ${made.at} by ${made.by}, digest ${integrity.digest.slice(0, 16)}, ${key}: ${verified.faults.length} faults`,
  );
  return verified.faults.length;
}
