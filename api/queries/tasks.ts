import { z } from 'zod';
import { circularToNote } from '../../ledger/dispatch/circular-readers.ts';
import { monthsToAnswer } from '../../ledger/dispatch/compiling.ts';
import { doneBy, startedBy } from '../../ledger/own-acts.ts';
import { tasksOf } from '../../ledger/tasks.ts';
import { doneItem, ownPage, startedItem, tasks as answer } from '../answers.ts';
import { paging } from '../fields.ts';
import { route } from '../route.ts';

export const tasks = route({
  method: 'get',
  path: '/api/tasks',
  summary: '待办 · what I owe, and what has climbed to me; also what I owe as an acting person',
  access: 'tasks.read',
  answers: { 200: answer },
  async handle({ ledger, person, now }) {
    const [owedAndClimbed, toNote, toAnswer] = await Promise.all([
      tasksOf(ledger, person, now),
      circularToNote(ledger, person),
      monthsToAnswer(ledger, person, now),
    ]);
    return { status: 200, body: { now, ...owedAndClimbed, circularToNote: toNote, monthsToAnswer: toAnswer } };
  },
});

export const startedTasks = route({
  method: 'get',
  path: '/api/tasks/started',
  summary:
    '我发起的 · what I reported, asked for, proposed, suggested or pressed for: who owes it now; first what is still owed, by deadline, a page at a time',
  access: 'tasks.read',
  query: z.strictObject(paging),
  answers: { 200: ownPage(startedItem) },
  handle: async ({ ledger, person, scope, query, now }) => ({
    status: 200,
    body: await startedBy(ledger, { person, scope, ...query }, now),
  }),
});

export const doneTasks = route({
  method: 'get',
  path: '/api/tasks/done',
  summary: '已办 · what I did and when, since when and until when I owed it, and how the case stands now; newest first, a page at a time',
  access: 'tasks.read',
  query: z.strictObject(paging),
  answers: { 200: ownPage(doneItem) },
  handle: async ({ ledger, person, scope, query, now }) => ({ status: 200, body: await doneBy(ledger, { person, scope, ...query }, now) }),
});
