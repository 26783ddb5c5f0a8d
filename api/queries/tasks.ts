import { tasksOf } from '../../ledger/tasks.ts';
import { tasks as answer } from '../answers.ts';
import { route } from '../route.ts';

export const tasks = route({
  method: 'get',
  path: '/api/tasks',
  summary: '待办 · what I owe, and what has climbed to me; also what I owe as an acting person',
  access: 'tasks.read',
  answers: { 200: answer },
  handle: async ({ ledger, person, now }) => ({ status: 200, body: { now, ...(await tasksOf(ledger, person, now)) } }),
});
