import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NamedLedgerRow } from '../../domain/hazard/ledger-row.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { ledgerRows } from '../../ledger/ledger-rows.ts';
import { aLedger, anOrganisation } from '../support/a-ledger.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

it('the ledger names the responsible person of the zone, and beside him whoever acts for him', async () => {
  const { caseId } = await ledger.reports('2026-10-09 09:00');
  const away = { person: 'zhang', acting: 'qian', from: instantOf('2026-10-12 00:00'), to: instantOf('2026-10-17 00:00') };
  await ledger.puts(anOrganisation({ absences: [away] }), '2026-10-09 10:00');
  const namedAt = async (at: string) => (await ledgerRows(ledger, [caseId], instantOf(at)).next()).value as NamedLedgerRow;
  expect(await namedAt('2026-10-09 12:00')).toMatchObject({ specific: { name: '张建国', acting: null }, supervising: { name: '李明远' } });
  expect(await namedAt('2026-10-13 12:00')).toMatchObject({
    specific: { name: '张建国', acting: '钱进' },
    supervising: { name: '李明远' },
  });
});
