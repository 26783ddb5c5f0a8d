import { periodIn } from '../../domain/dispatch/period.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import { openLedger } from '../../ledger/ledger.ts';

// Opens a month step by step, as its workflow does, in a process that a test may kill.
const [url = '', asked = '', at = ''] = process.argv.slice(2);
const period = periodIn(asked);
if (!period) throw new Error(`${asked} is no month`);
const ledger = openLedger(url, { connections: 2, onBroken: () => undefined });
while (!(await openNext(ledger, period, instantOf(at))).standing);
await ledger.close();
