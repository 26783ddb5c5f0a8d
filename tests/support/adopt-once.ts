import { instantOf } from '../../domain/time/instant.ts';
import { adoptBatch } from '../../ledger/adopt-calendar.ts';
import { openLedger } from '../../ledger/ledger.ts';

// Adopts the first version batch by batch, as a worker does, in a process that a test may kill.
const [url = '', at = '', limit = ''] = process.argv.slice(2);
const ledger = openLedger(url, { connections: 1, onBroken: () => undefined });
while (!(await adoptBatch(ledger, 1, instantOf(at), Number(limit))).finishedAt);
await ledger.close();
