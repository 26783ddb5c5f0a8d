import { requestDecider } from '../../domain/request/request-decider.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { transact } from '../../ledger/transact.ts';
import type { aLedger } from './a-ledger.ts';

/** 延期 to 20 October, asked by whoever owes the hazard and granted by the deputy two days later. */
export async function extendedOnce(
  ledger: Awaited<ReturnType<typeof aLedger>>,
  hazard: string,
  { reason = '材料未到场', opinion = '' } = {},
) {
  await ledger.act(hazard, '2026-10-10 10:00', { type: 'RequestExtension', by: 'zhang', until: localDateOf('2026-10-20'), reason });
  await transact(ledger, requestDecider, {
    caseId: caseIdMadeOf(hazard, 'request/1'),
    commandId: 'decided',
    actor: { person: 'li' },
    at: instantOf('2026-10-12 09:00'),
    command: { type: 'DecideRequest', by: 'li', granted: true, reason: opinion },
  });
}
