import pg from 'pg';
import { wakeAll } from '../ledger/outbox.ts';

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('DATABASE_URL: name the database whose clocks are to be armed again\n');
  process.exit(1);
}
const pool = new pg.Pool({ connectionString: url });
const cases = await wakeAll(pool);
await pool.end();
process.stdout.write(`${cases} open cases will be told to Temporal again\n`);
