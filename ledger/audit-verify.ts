import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import pg from 'pg';
import { compareWithAnchor } from './anchors.ts';
import { verifyAudit } from './audit-chain.ts';
import { verifyChain } from './verify-chain.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const refuse = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};

const { against } = new Command()
  .name('npm run audit:verify --')
  .description(
    '核对台账和审计日志的哈希链 · verifies the chains of hashes of all cases and of the audit log; exit code 1 when something was altered',
  )
  .option('--against <file>', '与存证邮件的附件核对 · compares with the file of an anchor that was mailed')
  .parse()
  .opts<{ against?: string }>();

const url = process.env['DATABASE_URL'] ?? refuse('DATABASE_URL: name the database whose record is to be verified');
const pool = new pg.Pool({ connectionString: url });
const { cases, entries, faults } = await verifyChain(pool);
const audit = await verifyAudit(pool);
for (const { caseId, revision, fault } of faults) say(`${fault} case ${caseId} revision ${revision}`);
for (const { position, fault } of audit.faults) say(`${fault} audit position ${position}`);
let found = faults.length + audit.faults.length;
if (against !== undefined) {
  const compared = await compareWithAnchor(pool, readFileSync(against)).catch((error: Error) => refuse(`${against}: ${error.message}`));
  for (const { chain, number, revision, fault } of compared.faults)
    say(`${fault} ${chain === 'audit' || chain === 'all' ? chain : `case ${chain} (${number ?? '—'})`} revision ${revision}`);
  say(`anchor of ${compared.day}: ${compared.cases} cases compared, ${compared.faults.length} differ`);
  found += compared.faults.length;
}
await pool.end();
say(`${cases} cases, ${entries} entries, ${audit.linked} audit lines (${audit.waiting} not yet linked), ${found} faults`);
process.exitCode = found > 0 ? 1 : 0;
