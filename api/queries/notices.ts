import { z } from 'zod';
import { addDays, dateIn, instantAt } from '../../domain/time/instant.ts';
import { whoReadsAll } from '../../domain/rights/rules.ts';
import { momentNow } from '../../ledger/moment.ts';
import { overTold, listNotices } from '../../ledger/notices.ts';
import { notice, overTold as overToldAnswer, page } from '../answers.ts';
import { localDate, paging, text } from '../fields.ts';
import { route } from '../route.ts';

export const notices = route({
  method: 'get',
  path: '/api/notices',
  summary:
    '通知 · delivery proof: who was told what, when it was due and sent, what the servers of his channels said, when it was read; whoever reads all sees all, others their own',
  access: 'notices.read',
  query: z.strictObject({
    to: text(100).optional(),
    case: z.uuid().optional(),
    status: z.enum(['queued', 'sending', 'sent', 'failed', 'overtaken', 'muted']).optional(),
    kind: text(40).optional().meta({ description: 'Such as chase or escalation' }),
    unread: z.stringbool().optional().meta({ description: 'Only what was sent and whose reader has not opened it yet' }),
    owed: z.stringbool().optional().meta({ description: 'Only what is about something that is still owed' }),
    ...paging,
  }),
  answers: { 200: page(notice) },
  async handle({ ledger, query, person, scope, now }) {
    const seesAll = scope.reads === 'all';
    if (!seesAll && query.to !== undefined && query.to !== person)
      return { refusal: { code: 'NOT_FOR_YOU', params: { who: whoReadsAll.join(',') } } };
    return { status: 200, body: await listNotices(ledger, seesAll ? query : { ...query, to: person }, now) };
  },
});

export const noticeBudget = route({
  method: 'get',
  path: '/api/notices/budget',
  summary: '减负 · who got more messages on that day (today, unless named) than the policy finds reasonable; for whoever reads all',
  access: 'notices.budget',
  query: z.strictObject({ on: localDate.optional() }),
  answers: { 200: overToldAnswer },
  async handle({ ledger, query, now }) {
    const on = query.on ?? dateIn(now);
    const most = (await momentNow(ledger, now)).policy.delivery.mostADay;
    const items = await overTold(ledger, { from: instantAt(on, 0), to: instantAt(addDays(on, 1), 0), most });
    return { status: 200, body: { on, most, items } };
  },
});
