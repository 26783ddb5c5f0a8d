import { openLedger } from '../ledger.ts';
import { keysInUse, rotateReporterKeys } from './keep-reporters.ts';
import { newReporterKey, readReporterKeys, rightReporterKey } from './reporter-keys.ts';

const wantsNew = process.argv.indexOf('--new-key');
if (wantsNew > 0) {
  // The one place where a key is shown: whoever asks for it puts it before the others in REPORTER_KEY.
  process.stdout.write(`${newReporterKey(process.argv[wantsNew + 1] ?? 'k2')}\n`);
  process.exit(0);
}
const keys = readReporterKeys(process.env['REPORTER_KEY'] ?? '');
if (!keys) {
  process.stderr.write(`REPORTER_KEY: must be ${rightReporterKey}\n`);
  process.exit(1);
}
const ledger = openLedger(process.env['DATABASE_URL'] ?? '', { connections: 1, onBroken: () => undefined });
const rotated = await rotateReporterKeys(ledger, keys);
const inUse = await keysInUse(ledger);
await ledger.close();
process.stdout.write(`${rotated} encrypted anew under ${keys.current.id}\n`);
for (const { id, count } of inUse) process.stdout.write(`${id}: ${count}\n`);
