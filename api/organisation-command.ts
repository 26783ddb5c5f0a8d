import { z } from 'zod';
import type { OrganisationCommand } from '../domain/organisation/commands.ts';
import { localDate, text } from './fields.ts';
import { code, keyUnits, moment, personFields, positions } from './organisation-document.ts';

const zonePost = z.enum(['specific', 'supervising']);
const post = z.enum(['first', 'supervising', 'specific', 'office', 'officeDirector', 'unitHead']);
const person = text(100);
const from = localDate
  .optional()
  .meta({ description: 'The first day on which it holds, in Shanghai; left out or today: from this moment' });
// The day after it, with which the absence ends, is the last that the document can say.
const lastDay = localDate.refine((until) => until <= '9999-12-30', '不晚于9999年12月30日 / not after 9999-12-30');
const scope = text(50).meta({ description: 'The code of the zone or unit, else bureau' });
const duties = { isMember: z.boolean().optional(), isInspector: z.boolean().optional() };

/** One change of the organisation, as it is asked for. */
export const organisationCommand: z.ZodType<OrganisationCommand> = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('NameHolder'), post: zonePost, scope: text(50), person }),
    z.strictObject({ type: z.literal('NameActing'), person, acting: person }),
    z.strictObject({ type: z.literal('AppointHolder'), post, scope, person, from }),
    z.strictObject({ type: z.literal('VacateSeat'), post, scope, from }),
    z.strictObject({ type: z.literal('RecordAbsence'), person, from: localDate, until: lastDay, acting: person.nullable() }),
    z.strictObject({ type: z.literal('EndAbsence'), person, from: moment }),
    z.strictObject({ type: z.literal('AddPerson'), id: code, facts: z.strictObject({ ...personFields, ...duties }) }),
    z.strictObject({
      type: z.literal('CorrectPerson'),
      person,
      correction: z
        .strictObject({
          ...personFields,
          title: personFields.title.nullable(),
          channels: personFields.channels.nullable(),
          wecomUserId: personFields.wecomUserId.nullable(),
          ...duties,
        })
        .partial()
        .meta({ description: 'What is left out stays; null is known no more' }),
    }),
    z.strictObject({ type: z.literal('EndService'), person, from }),
    z.strictObject({ type: z.literal('ResumeService'), person }),
    z.strictObject({ type: z.literal('CorrectZone'), zone: text(50), name: text(100), keyUnits, positions: positions.optional() }),
  ])
  .meta({ id: 'OrganisationCommand' });
