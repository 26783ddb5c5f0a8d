import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOfSession, openSession, putAccount } from '../../ledger/accounts.ts';
import { aLedger } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const password = 'correct horse battery';
const actorOf = async (username: string) => actorOfSession(ledger, (await openSession(ledger, username, password)) ?? '');

describe('a session says who acts', () => {
  it('staff by the person that they are in the organisation', async () => {
    await putAccount(ledger, { username: 'desk', password, person: 'zhao' });
    expect(await actorOf('desk')).toEqual({ username: 'desk', person: 'zhao', role: 'staff' });
  });

  it('an administrator, who need not be anybody of the organisation', async () => {
    await putAccount(ledger, { username: 'root', password, person: null, role: 'administrator' });
    expect(await actorOf('root')).toEqual({ username: 'root', person: null, role: 'administrator' });
  });

  it('and a new password leaves the role as it is', async () => {
    await putAccount(ledger, { username: 'root', password: 'another one entirely', person: 'zhao' });
    expect(await openSession(ledger, 'root', password)).toBeNull();
    const rows = await ledger.rows(`select role from account where username = 'root'`);
    expect(rows).toEqual([{ role: 'administrator' }]);
  });

  it('staff is somebody, and a role is one of three', async () => {
    await expect(putAccount(ledger, { username: 'ghost', password, person: null })).rejects.toThrow(/account_staff_is_somebody/);
    await expect(ledger.rows(`update account set role = 'king' where username = 'root' returning 1`)).rejects.toThrow(/account_role_known/);
  });
});
