import { z } from 'zod';
import { auditActions } from '../../domain/audit/audit-action.ts';
import { addDays, instantAt } from '../../domain/time/instant.ts';
import { listAudit } from '../../ledger/audit.ts';
import { instant, page, personRef } from '../answers.ts';
import { localDate, paging, text } from '../fields.ts';
import { route } from '../route.ts';

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
