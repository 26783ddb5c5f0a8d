import { lookAtUnits } from '../../ledger/dispatch/look-at-units.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { putOrganisation as put } from '../../ledger/register.ts';
import { versioned } from '../answers.ts';
import { organisationDocument } from '../organisation-document.ts';
import { signedBy } from '../../domain/rights/capacity.ts';
import { route } from '../route.ts';

export const putOrganisation = route({
  method: 'put',
  path: '/api/organisation',
  summary: '组织机构 · replaces the whole document (JSON or YAML) by its next version; If-Match: the version that was read',
  access: 'organisation.write',
  isCommand: true,
  isDocument: true,
  body: organisationDocument,
  answers: { 200: versioned },
  async handle({ ledger, body, actor, now, expectedRevision }) {
    const version = await put(ledger.pool, body, { by: signedBy(actor), at: now, expected: expectedRevision });
    // Whoever takes over, and whoever must fill a vacancy, hears of it now and not only when the bell rings.
    await lookAtSeats(ledger, now);
    await lookAtUnits(ledger, now);
    return { status: 200, body: { version } };
  },
});
