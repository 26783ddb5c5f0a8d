import { openLedger } from '../ledger/ledger.ts';
import { wakeAll } from '../ledger/outbox.ts';

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('DATABASE_URL: name the database whose clocks are to be armed again\n');
  process.exit(1);
}
const ledger = openLedger(url, { connections: 1, onBroken: () => undefined });
const cases = await wakeAll(ledger.pool);
await ledger.close();
process.stdout.write(`${cases} open cases will be told to Temporal again\n`);
