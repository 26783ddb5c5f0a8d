import { overviewFor } from '../../ledger/overview.ts';
import { overview as answer } from '../overview-answers.ts';
import { route } from '../route.ts';

export const overview = route({
  method: 'get',
  path: '/api/overview',
  summary:
    '首页 · open and overdue hazards, the on-time rate by month and deputy, and what waits for me; of all for whoever reads all, of his zones for a deputy. Each number comes with the query that lists what it counts',
  access: 'overview.read',
  answers: { 200: answer },
  handle: async ({ ledger, actor, now }) => ({ status: 200, body: await overviewFor(ledger, actor, now) }),
});
