import { meOf } from '../../ledger/tasks.ts';
import { me as answer } from '../answers.ts';
import { route } from '../route.ts';

export const me = route({
  method: 'get',
  path: '/api/me',
  summary: '我 · who I am, the seats in which I may act, and how much I owe',
  answers: { 200: answer },
  handle: async ({ ledger, person, now }) => ({ status: 200, body: await meOf(ledger, person, now) }),
});
