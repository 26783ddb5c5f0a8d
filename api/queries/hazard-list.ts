import { signedBy } from '../../domain/rights/capacity.ts';
import { z } from 'zod';
import { zonesHeldBy } from '../../domain/rights/scope.ts';
import type { At } from '../../domain/rights/capacity.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import { showInShanghai } from '../../domain/time/instant.ts';
import { writeAudit } from '../../ledger/audit.ts';
import { hazardIds, listHazards } from '../../ledger/hazard-list.ts';
import { ledgerRows } from '../../ledger/ledger-rows.ts';
import type { NamedRow } from '../../ledger/ledger-rows.ts';
import { writeLedgerXlsx } from '../../papers/ledger-xlsx.ts';
import { publicUrlOf } from '../public-url.ts';
import { hazardItem, page } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { localDate, paging, text } from '../fields.ts';
import { nothing, route } from '../route.ts';

const asked = {
  stage: text(50).optional(),
  zone: text(50).optional(),
  class: z.enum(['general', 'major']).optional(),
  open: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
  q: text(100).optional(),
  mine: z.stringbool().optional().meta({ description: 'Only the zones in which I hold, or act in, a seat' }),
  from: localDate.optional().meta({ description: 'Reported on this day or later, Shanghai date' }),
  to: localDate.optional().meta({ description: 'Reported on this day or before, Shanghai date' }),
};

/** What `mine` means for that person. */
const filterFor = <Query extends { mine?: boolean | undefined }>({ mine, ...rest }: Query, person: PersonId, at: At) => ({
  ...rest,
  ...(mine && { zones: zonesHeldBy(person, at) }),
});

export const hazardList = route({
  method: 'get',
  path: '/api/hazards',
  summary: '台账 · the ledger, a page at a time, of what the reader may see; order=next shows first what climbs next',
  access: 'case.read',
  query: z.strictObject({ ...asked, order: z.enum(['opened', 'due', 'next']).default('opened'), ...paging }),
  answers: { 200: page(hazardItem) },
  handle: async ({ ledger, query, scope, person, at, now }) => ({
    status: 200,
    body: await listHazards(ledger, filterFor(query, person, at), scope, now),
  }),
});

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const ledgerExport = route({
  method: 'get',
  path: '/api/ledger.xlsx',
  summary: '台账 Excel · the same hazards in the thirty-one columns of a ledger; leaves a line in the audit log',
  access: 'case.read',
  file: xlsx,
  query: z.strictObject(asked),
  answers: { 200: nothing },
  async handle({ ledger, query, scope, actor, person, at, now, request, response }) {
    const known = await ledger.register.newest(ledger.pool);
    const ids = await hazardIds(ledger, filterFor(query, person, at), scope, now);
    await writeAudit(ledger.pool, {
      at: now,
      actor: signedBy(actor),
      action: 'exported',
      subject: 'ledger.xlsx',
      detail: { rows: ids.length },
    });
    const day = showInShanghai(now).slice(0, 10);
    response.setHeader('Content-Disposition', attachment(`隐患台账_${day}.xlsx`, `ledger-${day}.xlsx`));
    response.setHeader('Cache-Control', 'private, no-store');
    response.type(xlsx);
    await writeLedgerXlsx(response, withAddress(ledgerRows(ledger, ids, now), publicUrlOf(request)), {
      bureau: known.organisation.bureau.name,
      asOf: showInShanghai(now),
      filter: `共${ids.length}条`,
    });
    return 'sent';
  },
});

async function* withAddress(rows: AsyncIterable<NamedRow>, base: string) {
  for await (const { id, ...row } of rows) yield { ...row, address: `${base}/hazards/${id}` };
}
