import { signedBy } from '../../domain/rights/capacity.ts';
import { z } from 'zod';
import { auditActions } from '../../domain/audit/audit-action.ts';
import { addDays, instantAt } from '../../domain/time/instant.ts';
import { anchorFile, anchorFileName, listAnchors } from '../../ledger/anchors.ts';
import { listAudit, writeAudit } from '../../ledger/audit.ts';
import { instant, page, personRef } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { localDate, paging, text } from '../fields.ts';
import { nothing, route } from '../route.ts';

const line = z
  .strictObject({
    id: z.string(),
    at: instant,
    actor: personRef.nullable().meta({ description: 'Who did it; null where nobody is known, or the system did it' }),
    action: z.enum(auditActions),
    subject: z.string().nullable().meta({ description: 'What it was done to, such as an account or a version' }),
    case: z.strictObject({ id: z.uuid(), number: z.string().nullable() }).nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    linked: z.boolean().meta({ description: 'Whether it has its place in the chain of hashes; the bell gives it within a minute' }),
  })
  .meta({ id: 'AuditLine' });

export const audit = route({
  method: 'get',
  path: '/api/audit',
  summary:
    '审计 · who read what is confidential, changed rights or rules, took data out, signed in or failed to, newest first; for whoever reads all',
  access: 'audit.read',
  query: z.strictObject({
    actor: text(100).optional(),
    action: z.enum(auditActions).optional(),
    case: z.uuid().optional(),
    number: text(40).optional().meta({ description: 'Of a case, such as AQ-2026-00012' }),
    from: localDate.optional().meta({ description: 'The first day, in Shanghai' }),
    to: localDate.optional().meta({ description: 'The last day, in Shanghai' }),
    ...paging,
  }),
  answers: { 200: page(line) },
  async handle({ ledger, query }) {
    const { from, to, ...rest } = query;
    const days = { from: from && instantAt(from, 0), to: to && instantAt(addDays(to, 1), 0) };
    const { items, ...paged } = await listAudit(ledger, { ...rest, ...days });
    return { status: 200, body: { items: items.map((item) => ({ ...item, at: item.at.toISOString() })), ...paged } };
  },
});

export const anchors = route({
  method: 'get',
  path: '/api/anchors',
  access: 'audit.read',
  summary: '存证 · the daily anchors of all chains of hashes, the newest first; for the office and auditors',
  answers: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          day: z.iso.date(),
          at: instant,
          cases: z.int(),
          auditLines: z.int(),
          head: z.string(),
          kept: z.boolean().meta({ description: 'Whether its file is still here' }),
        }),
      ),
    }),
  },
  async handle({ ledger }) {
    return { status: 200, body: { items: await listAnchors(ledger, 100) } };
  },
});

export const oneAnchor = route({
  method: 'get',
  path: '/api/anchors/{day}/file',
  access: 'audit.read',
  summary: '存证文件 · the file of that day, as it was mailed, to be compared with npm run audit:verify -- --against FILE',
  file: 'application/gzip',
  answers: { 200: nothing },
  async handle({ ledger, params, actor, now, response }) {
    const day = localDate.safeParse(params['day']);
    const content = day.success ? await anchorFile(ledger, day.data) : null;
    if (!content || !day.success) return { turnedAway: 'NOT_FOUND', status: 404 };
    const name = anchorFileName(day.data);
    await writeAudit(ledger.pool, { at: now, actor: signedBy(actor), action: 'exported', subject: name });
    response.setHeader('Content-Disposition', attachment(name, name));
    response.type('application/gzip').send(content);
    return 'sent';
  },
});
