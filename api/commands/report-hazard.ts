import { z } from 'zod';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { transactAndShow } from '../../ledger/transact.ts';
import { commandAnswer } from '../answers.ts';
import { criterionCode, deviceTime, text, photoIds } from '../fields.ts';
import { route } from '../route.ts';
import { answerOf } from './answer.ts';
import { digestOf } from './digest.ts';
import { attachedPhotos } from './attached-photos.ts';

const reported = z.strictObject({
  zone: text(50),
  title: text(100),
  description: text(4000),
  place: text(200).nullable().default(null),
  category: text(50).nullable().default(null),
  class: z.enum(['general', 'major']).default('general'),
  criterion: criterionCode,
  mode: z.enum(['immediate', 'timeLimited']).default('timeLimited'),
  source: z.enum(['inspection', 'selfCheck', 'other']).default('inspection'),
  project: text(200).nullable().default(null),
  photos: photoIds,
  writtenAt: deviceTime
    .nullable()
    .default(null)
    .meta({ description: 'When it was written, of a report that waited in a phone for the network; by the clock of that phone' }),
  writtenBy: text(100)
    .nullable()
    .default(null)
    .meta({ description: 'Who wrote a report that waited: refused with OTHER_PERSON while somebody else is signed in' }),
});

export const reportHazard = route({
  method: 'post',
  path: '/api/hazards',
  summary: '上报 · report a hazard; the same Idempotency-Key with the same words is the same report, with other words it is refused',
  access: 'hazard.report',
  isCommand: true,
  body: reported,
  answers: { 201: commandAnswer },
  async handle({ ledger, body: { zone, photos: ids, writtenAt, writtenBy, ...facts }, person, now, key }) {
    if (writtenBy !== null && writtenBy !== person) return { turnedAway: 'OTHER_PERSON', status: 409 };
    const photos = await attachedPhotos(ledger, ids, person);
    if ('refusal' in photos) return photos;
    const done = await transactAndShow(ledger, hazardDecider, {
      // The same key from the same person means the same hazard.
      caseId: caseIdMadeOf(person, key),
      commandId: `report/${digestOf({ zone, ...facts, photos: ids })}`,
      actor: { person },
      at: now,
      command: (number): HazardCommand => ({
        type: 'ReportHazard',
        by: person,
        number,
        zone,
        facts,
        photos,
        ...(writtenAt && { writtenAt }),
      }),
    });
    return answerOf(ledger, done, 201, now);
  },
});
