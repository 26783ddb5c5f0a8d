import { z } from 'zod';
import type { Unblock } from '../../domain/stuck/unblocks.ts';
import { stuckKinds } from '../../domain/stuck/why-stuck.ts';
import { stuckOrders } from '../../ledger/stuck/find-stuck.ts';
import { stuckBoard } from '../../ledger/stuck/stuck-board.ts';
import type { StuckItem } from '../../ledger/stuck/stuck-board.ts';
import { caseTarget } from '../../workflows/contract.ts';
import { paging, text } from '../fields.ts';
import { route } from '../route.ts';
import { stuckBoard as answer } from '../stuck-answers.ts';

export const stuck = route({
  method: 'get',
  path: '/api/stuck',
  summary:
    '卡点 · what does not move by itself: with whom, since when, why, what happens next and when, and what unblocks it; first what nobody will move any more. Whoever reads all sees all of it, a deputy his field',
  access: 'stuck.read',
  query: z.strictObject({
    kind: z.enum(stuckKinds).optional(),
    zone: text(50).optional(),
    order: z.enum(stuckOrders).default('worst').meta({
      description: 'By the worst reason, in it the longest overdue first; or by lateness alone: the longest overdue first',
    }),
    page: paging.page,
    pageSize: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answers: { 200: answer },
  async handle({ ledger, query, actor, now, request }) {
    const board = await stuckBoard(ledger, query, actor, now);
    const workflowsAt = request.app.locals['workflowsAt'] as string | undefined;
    const items = board.items.map((item) => ({
      ...item,
      actions: item.actions.map((action) => ({ ...action, ...doorOf(action, item) })),
      workflow: workflowOf(item, workflowsAt),
    }));
    return { status: 200, body: { now, ...board, items } };
  },
});

function workflowOf({ id: caseId, kind, number }: StuckItem, workflowsAt: string | undefined) {
  const id = caseTarget(kind, { caseId, number });
  return { id, page: workflowsAt ? `${workflowsAt}/${encodeURIComponent(id)}` : null };
}

/** Where the command is sent. */
function doorOf({ type, given }: Unblock, { id }: StuckItem): { method: 'POST' | 'PUT'; path: string } {
  switch (type) {
    case 'ChaseCase':
    case 'RecordContact':
      return { method: 'POST', path: `/api/cases/${id}/commands` };
    case 'AssignHazard':
    case 'ReassignHazard':
    case 'ResumeHazard':
    case 'RequestSuspension':
      return { method: 'POST', path: `/api/hazards/${id}/commands` };
    case 'NameHolder':
    case 'NameActing':
      return { method: 'POST', path: '/api/organisation/commands' };
    case 'ResendNotices':
    case 'RestartClock':
      return { method: 'POST', path: `/api/stuck/${id}/commands` };
    case 'PutCalendarYear':
      return { method: 'PUT', path: `/api/calendar/${given['year'] ?? ''}` };
  }
}
