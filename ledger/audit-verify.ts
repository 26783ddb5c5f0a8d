import pg from 'pg';
import { verifyAudit } from './audit-chain.ts';
import { verifyChain } from './verify-chain.ts';

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('DATABASE_URL: name the database whose record is to be verified\n');
  process.exit(1);
}
const pool = new pg.Pool({ connectionString: url });
const { cases, entries, faults } = await verifyChain(pool);
const audit = await verifyAudit(pool);
await pool.end();
for (const { caseId, revision, fault } of faults) process.stdout.write(`${fault} case ${caseId} revision ${revision}\n`);
for (const { position, fault } of audit.faults) process.stdout.write(`${fault} audit position ${position}\n`);
const found = faults.length + audit.faults.length;
process.stdout.write(
  `${cases} cases, ${entries} entries, ${audit.linked} audit lines (${audit.waiting} not yet linked), ${found} faults\n`,
);
process.exitCode = found > 0 ? 1 : 0;
