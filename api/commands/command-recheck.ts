import { z } from 'zod';
import { recheckDecider } from '../../domain/recheck/recheck-decider.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { commandCase } from './command-case.ts';

const commanded = z.strictObject({ type: z.literal('RecordRecheck'), sound: z.boolean(), note: anyText(4000).default('') });

export const commandRecheck = route({
  method: 'post',
  path: '/api/rechecks/{id}/commands',
  summary: '回头看 · record whether a closed major hazard has stayed sound; an unsound one needs a note, and is to be reported anew',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  handle: (given) => commandCase(recheckDecider, given, { ...given.body, by: given.person }),
});
