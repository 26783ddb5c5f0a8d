import { z } from 'zod';
import { requestDecider } from '../../domain/request/request-decider.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const commanded = z.strictObject({ type: z.literal('DecideRequest'), granted: z.boolean(), reason: anyText(1000).default('') });

export const commandRequest = route({
  method: 'post',
  path: '/api/requests/{id}/commands',
  summary: '决定 · grant or refuse what was asked for a hazard; a refusal needs its reason, and silence decides nothing',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  handle: (given) => commandCase(requestDecider, given, { ...given.body, by: given.person }),
});
