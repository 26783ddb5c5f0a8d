import { z } from 'zod';
import { callDecider } from '../../domain/call/call.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const commanded = z.strictObject({
  type: z.literal('AcknowledgeCall'),
  reached: anyText(100).meta({ description: 'Who was reached' }),
  calledAt: z.iso.datetime({ offset: true }).transform(instantOf),
  note: anyText(1000).default(''),
});

export const commandCall = route({
  method: 'post',
  path: '/api/calls/{id}/commands',
  summary: '电话通知 · say whom the office has reached by telephone, and when, for what did not come through in writing',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  handle: (given) => commandCase(callDecider, given, { ...given.body, by: given.person }),
});
