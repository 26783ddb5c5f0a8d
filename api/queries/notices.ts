import { z } from 'zod';
import { isOffice } from '../../domain/people/roster.ts';
import { momentNow } from '../../ledger/moment.ts';
import { listNotices } from '../../ledger/notices.ts';
import { notice, page } from '../answers.ts';
import { paging, text } from '../fields.ts';
import { route } from '../route.ts';

export const notices = route({
  method: 'get',
  path: '/api/notices',
  summary:
    '通知 · delivery proof: who was told what, when it was due and sent, what the mail server said; the office sees all, others their own',
  query: z.strictObject({
    to: text(100).optional(),
    case: z.uuid().optional(),
    status: z.enum(['queued', 'sending', 'sent', 'failed', 'overtaken']).optional(),
    ...paging,
  }),
  answers: { 200: page(notice) },
  async handle({ ledger, query, person, now }) {
    const seesAll = isOffice((await momentNow(ledger, now)).roster, person, now);
    if (!seesAll && query.to !== undefined && query.to !== person) return { refusal: { code: 'OFFICE_ONLY', params: {} } };
    return { status: 200, body: await listNotices(ledger, seesAll ? query : { ...query, to: person }) };
  },
});
