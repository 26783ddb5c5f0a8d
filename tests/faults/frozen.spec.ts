import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

describe('a process that stands still in the midst of a command', () => {
  it('keeps the case locked for a while and not for ever: the database ends its transaction', async () => {
    const { caseId } = await ledger.reports('2026-09-29 09:10');
    const frozen = await ledger.pool.connect();
    const broken = new Promise<Error>((resolve) => frozen.on('error', resolve));
    await frozen.query('begin');
    await frozen.query('select from cases where id = $1 for update', [caseId]);
    const receipt = await ledger.act(caseId, '2026-09-29 10:00', { type: 'CommentOnHazard', by: 'qian', text: '已电话告知' });
    expect(receipt).toMatchObject({ outcome: 'accepted', revision: 2 });
    frozen.release(await broken);
  });
});
