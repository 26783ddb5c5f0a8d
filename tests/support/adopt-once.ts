import { instantOf } from '../../domain/time/instant.ts';
import { adoptBatch } from '../../ledger/adopt-batch.ts';
import { openLedger } from '../../ledger/ledger.ts';

// Carries an adoption on batch by batch, as a worker does, in a process that a test may kill.
const [url = '', id = '', at = '', limit = ''] = process.argv.slice(2);
const ledger = openLedger(url, { connections: 1, onBroken: () => undefined });
while (!(await adoptBatch(ledger, id, instantOf(at), Number(limit))).finishedAt);
await ledger.close();
