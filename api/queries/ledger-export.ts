import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { signedBy } from '../../domain/rights/capacity.ts';
import type { NamedLedgerRow } from '../../domain/hazard/ledger-row.ts';
import { showInShanghai } from '../../domain/time/instant.ts';
import { writeAudit } from '../../ledger/audit.ts';
import { namesOf } from '../../ledger/case-item.ts';
import { hazardIds } from '../../ledger/hazard-list.ts';
import { ledgerRows } from '../../ledger/ledger-rows.ts';
import { writeLedgerXlsx } from '../../papers/ledger-xlsx.ts';
import { attachment } from '../attachment.ts';
import { publicUrlOf } from '../public-url.ts';
import { nothing, route } from '../route.ts';
import { asked, filterFor } from './hazard-list.ts';
import { sayFilter } from './say-filter.ts';

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
    const filter = filterFor(query, person, at);
    const ids = await hazardIds(ledger, filter, scope, now);
    const narrowed = sayFilter(filter, namesOf(known).scope);
    await writeAudit(ledger.pool, {
      at: now,
      actor: signedBy(actor),
      action: 'exported',
      subject: 'ledger.xlsx',
      detail: { rows: ids.length },
    });
    const folder = await mkdtemp(join(tmpdir(), 'safety-grid-ledger-'));
    try {
      const file = join(folder, 'ledger.xlsx');
      const into = createWriteStream(file);
      response.once('close', () => into.destroy());
      await writeLedgerXlsx(into, withAddress(ledgerRows(ledger, ids, now), publicUrlOf(request)), {
        bureau: known.organisation.bureau.name,
        asOf: showInShanghai(now),
        filter: [narrowed, `共${ids.length}条`].filter((said) => said !== '').join('；'),
      });
      if (into.destroyed && !into.writableFinished) return 'sent';
      if (!into.writableFinished) await once(into, 'finish');
      const day = showInShanghai(now).slice(0, 10);
      response.setHeader('Content-Disposition', attachment(`隐患台账_${day}.xlsx`, `ledger-${day}.xlsx`));
      response.setHeader('Cache-Control', 'private, no-store');
      response.type(xlsx);
      // Whoever hangs up in the middle has done no wrong.
      await pipeline(createReadStream(file), response).catch(() => undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return 'sent';
  },
});

async function* withAddress(rows: AsyncIterable<NamedLedgerRow & { id: string }>, base: string) {
  for await (const { id, ...row } of rows) yield { ...row, address: `${base}/hazards/${id}` };
}
