import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time/instant.ts';
import { actorOfSession } from '../../ledger/account-sessions.ts';
import { signsIn } from '../support/signs-in.ts';
import { firstSetUp } from '../../ledger/first-set-up.ts';
import { aLedger, anEmptyLedger } from '../support/a-ledger.ts';

const at = instantOf('2026-09-29 09:10');

describe('an empty database', () => {
  let ledger: Awaited<ReturnType<typeof anEmptyLedger>>;
  beforeAll(async () => {
    ledger = await anEmptyLedger();
  });
  afterAll(() => ledger.close());

  it('gets the default policy, an office, and an account for it, whose password is said once', async () => {
    const account = await firstSetUp(ledger, at);
    const token = await signsIn(ledger, 'office', account?.password ?? '');
    expect(await actorOfSession(ledger, token ?? '')).toEqual({ username: 'office', person: 'office', role: 'staff' });
    const { roster, policies } = await ledger.register.newest(ledger.pool);
    expect([roster.officeMembers.has('office'), policies.size]).toEqual([true, 1]);
    expect(await firstSetUp(ledger, at)).toBeNull();
  });
});

describe('a database in use', () => {
  it('keeps its organisation and its policy', async () => {
    const ledger = await aLedger();
    await firstSetUp(ledger, at);
    const { organisation } = await ledger.register.newest(ledger.pool);
    expect(organisation.bureau.name).toBe('青湖区建设管理局');
    await ledger.close();
  });
});
