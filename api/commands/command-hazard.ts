import { z } from 'zod';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { commandAnswer } from '../answers.ts';
import { anyText, criterionCode, deadlineDay, localDate, text, photoIds } from '../fields.ts';
import { route } from '../route.ts';
import { attachedPhotos } from './attached-photos.ts';
import { commandCase } from './command-case.ts';

const publicAnswer = anyText(1000)
  .default('')
  .meta({ description: '答复举报人, for everybody to read: of a tip-off required to verify it and to ask for its voiding' });

const commanded = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AssignHazard'), zone: text(50).nullable().default(null), answer: publicAnswer }),
  z.strictObject({ type: z.literal('Acknowledge') }),
  z.strictObject({
    type: z.literal('RectifyHazard'),
    measures: anyText(4000),
    photos: photoIds,
    withoutPhoto: anyText(500).default('').meta({ description: 'Why there is no picture: required when photos is empty' }),
  }),
  z.strictObject({ type: z.literal('VerifyHazard'), passed: z.boolean(), opinion: anyText(4000).default(''), answer: publicAnswer }),
  z.strictObject({ type: z.literal('VoidHazard'), reason: anyText(1000), answer: publicAnswer }),
  z.strictObject({ type: z.literal('RequestExtension'), until: deadlineDay, reason: anyText(1000) }),
  z.strictObject({ type: z.literal('RequestSuspension'), review: deadlineDay, reason: anyText(1000) }),
  z.strictObject({ type: z.literal('ResumeHazard'), reason: anyText(1000) }),
  z.strictObject({ type: z.literal('ReturnToOffice'), reason: anyText(1000) }),
  z.strictObject({ type: z.literal('ReassignHazard'), zone: text(50), reason: anyText(1000) }),
  z.strictObject({
    type: z.literal('SubmitPlan'),
    measures: anyText(4000),
    responsible: anyText(200),
    fundsYuan: z.number().min(0).max(1e12),
    dueOn: deadlineDay,
    contingencyPlan: anyText(4000),
  }),
  z.strictObject({ type: z.literal('RecordStopWorkAdvice'), on: localDate, text: anyText(2000) }),
  z.strictObject({ type: z.literal('RecordPublicity'), on: localDate, text: anyText(2000) }),
  z.strictObject({
    type: z.literal('ReclassifyHazard'),
    class: z.enum(['general', 'major']),
    mode: z.enum(['immediate', 'timeLimited']).default('timeLimited'),
    criterion: criterionCode,
    reason: anyText(1000),
  }),
  z.strictObject({ type: z.literal('MergeHazard'), into: z.uuid(), reason: anyText(1000) }),
  z.strictObject({ type: z.literal('UnmergeHazard'), reason: anyText(1000) }),
  z.strictObject({ type: z.literal('ChaseHazard'), words: anyText(500).default('') }),
  z.strictObject({ type: z.literal('ProposeSupervision'), reason: anyText(1000) }),
  z.strictObject({ type: z.literal('AnswerReporter'), text: anyText(1000) }),
  z.strictObject({ type: z.literal('CommentOnHazard'), text: anyText(2000) }),
]);

export const commandHazard = route({
  method: 'post',
  path: '/api/hazards/{id}/commands',
  summary:
    '办理 · assign, acknowledge, rectify, verify and all else that people do with a hazard; If-Match: a revision refuses the command when the case has moved on since',
  access: 'case.command',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  async handle(given) {
    const { ledger, body, person } = given;
    if (body.type !== 'RectifyHazard') return commandCase(hazardDecider, given, { ...body, by: person });
    const photos = await attachedPhotos(ledger, body.photos, person);
    return 'refusal' in photos ? photos : commandCase(hazardDecider, given, { ...body, photos, by: person });
  },
});
