import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inTransaction } from '../../ledger/in-transaction.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { anEmptyLedger } from '../support/a-ledger.ts';
import { proxied } from './tcp-proxy.ts';
import type { TcpProxy } from './tcp-proxy.ts';

/** What a connection's own process says when it finds its PostgreSQL killed. */
function goodbye(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from('E'), length, fields]);
}

let database: Awaited<ReturnType<typeof anEmptyLedger>>;
let proxy: TcpProxy;
let ledger: ReturnType<typeof openLedger>;
const uncaught = vi.fn();
beforeAll(async () => {
  database = await anEmptyLedger();
  const through = await proxied(database.url);
  proxy = through.proxy;
  ledger = openLedger(through.url, { connections: 1, onBroken: () => undefined });
  process.prependListener('uncaughtException', uncaught);
});
afterAll(async () => {
  process.off('uncaughtException', uncaught);
  await ledger.close();
  await proxy.close();
  await database.close();
});

it('a PostgreSQL that dies in the breath of its last answer ends nobody who waited for the connection', async () => {
  await ledger.pool.query('select 1');
  proxy.sayAfterNextAnswer(goodbye());
  const answered = ledger.pool.query('select 1 as n');
  const waiting = inTransaction(ledger.pool, (client) => client.query('select 2 as n'));
  await expect(waiting).rejects.toThrow(/terminating connection|not queryable/);
  expect((await answered).rows).toEqual([{ n: 1 }]);
  expect(uncaught).not.toHaveBeenCalled();
  // The next connection is a new one.
  const next = await inTransaction(ledger.pool, (client) => client.query('select 3 as n'));
  expect(next.rows).toEqual([{ n: 3 }]);
});
