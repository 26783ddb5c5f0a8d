import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOf } from '../../domain/time/instant.ts';
import { closings } from '../../ledger/closings.ts';
import { aLedger } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

it('a hazard was closed when it was verified, whatever is remarked on it later', async () => {
  const { caseId } = await ledger.reports('2026-09-29 09:10');
  await ledger.act(caseId, '2026-10-09 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
  await ledger.act(caseId, '2026-10-10 10:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
  await ledger.act(caseId, '2026-10-12 10:00', { type: 'CommentOnHazard', by: 'li', text: '已现场看过' });
  expect(await closings(ledger)).toMatchObject([{ dueAt: instantOf('2026-10-12 17:30'), closedAt: instantOf('2026-10-10 10:00') }]);
});
