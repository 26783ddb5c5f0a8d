import pg from 'pg';
import { verifyChain } from './verify-chain.ts';

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('DATABASE_URL: name the database whose record is to be verified\n');
  process.exit(1);
}
const pool = new pg.Pool({ connectionString: url });
const { cases, entries, faults } = await verifyChain(pool);
await pool.end();
for (const { caseId, revision, fault } of faults) process.stdout.write(`${fault} case ${caseId} revision ${revision}\n`);
process.stdout.write(`${cases} cases, ${entries} entries, ${faults.length} faults\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
