import { z } from 'zod';
import { criteriaOn } from '../../domain/hazard/criteria.ts';
import { dateIn } from '../../domain/time/instant.ts';
import { criterion } from '../answers.ts';
import { localDate } from '../fields.ts';
import { route } from '../route.ts';

export const criteria = route({
  method: 'get',
  path: '/api/criteria',
  summary: '判定依据 · what makes a hazard a major one: the criteria in force on a day, today unless another is named',
  access: 'directory.read',
  query: z.strictObject({ on: localDate.optional() }),
  answers: { 200: z.strictObject({ items: z.array(criterion) }) },
  handle: async ({ query, now }) => ({ status: 200, body: { items: criteriaOn(query.on ?? dateIn(now)) } }),
});
