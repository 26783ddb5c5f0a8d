import { z } from 'zod';
import { channels } from '../domain/people/channel.ts';
import { caseKind, instant, named, personRef, post, zone } from './answers.ts';

const grid = z.strictObject({ code: z.string(), name: z.string(), level: z.int(), parent: z.string().nullable() }).meta({ id: 'Grid' });
export const zoneList = z.strictObject({ grids: z.array(grid), items: z.array(zone) });

const seatTerm = z.strictObject({ person: personRef, from: instant, to: instant.nullable() });

export const zoneWhole = zone
  .extend({
    version: z.int().meta({ description: 'Of the organisation, as which it is shown' }),
    closedThisMonth: z.int().nullable().meta({ description: 'Null where its cases are not the reader’s to see' }),
    keyUnits: z.array(z.strictObject({ name: z.string(), address: z.string().nullable() })).meta({ description: '重点单位' }),
    seats: z.array(
      z.strictObject({
        post,
        standing: z.enum(['held', 'acting', 'absent', 'vacant']).meta({ description: 'absent: away, with nobody acting' }),
        named: personRef.nullable(),
        title: z.string().nullable().meta({ description: 'As the placard prints it' }),
        acting: personRef.nullable(),
        awayUntil: instant.nullable(),
        terms: z.array(seatTerm).meta({ description: 'Who held, holds or will hold the seat, the last one first' }),
      }),
    ),
  })
  .meta({ id: 'ZoneWhole' });

const seat = z.strictObject({ post, scope: z.string(), scopeName: z.string() });

export const people = z
  .strictObject({
    version: z.int(),
    units: z.array(named),
    items: z.array(
      z
        .strictObject({
          id: z.string(),
          name: z.string(),
          unit: named.nullable(),
          title: z.string().nullable(),
          language: z.enum(['zh', 'en']),
          until: instant.nullable().meta({ description: '离任: from when on the person belongs to the bureau no more' }),
          email: z.string().nullable().meta({ description: 'Shown to whoever may read contacts' }),
          phone: z.string().nullable(),
          channels: z.array(z.enum(channels)).nullable(),
          isMember: z.boolean(),
          isInspector: z.boolean(),
          seats: z.array(seat.extend({ from: instant, to: instant.nullable() })).meta({ description: 'Held now or from later on' }),
          absences: z
            .array(z.strictObject({ from: instant, to: instant, acting: personRef.nullable() }))
            .meta({ description: 'Those that are not over' }),
          hasLeft: z.boolean(),
          isAway: z.boolean(),
          actsFor: z.array(personRef),
        })
        .meta({ id: 'PersonWhole' }),
    ),
  })
  .meta({ id: 'People' });

const counted = z.strictObject({ added: z.int(), removed: z.int(), changed: z.int() });
const handover = seat.extend({ from: personRef.nullable(), to: personRef.nullable() });

export const effects = z
  .strictObject({
    version: z.int().meta({ description: 'In view of which it was computed: If-Match of the change itself' }),
    inViewOf: z.int().nullable().meta({ description: 'Which version it was asked in view of; null where nothing said it' }),
    isSame: z.boolean().meta({ description: 'Nothing would change' }),
    moved: z.int().meta({ description: 'How many open cases change hands, now or later' }),
    differs: z.strictObject({
      people: counted,
      grids: counted,
      zones: counted,
      absences: counted,
      units: z
        .array(z.strictObject({ code: z.string(), name: z.string(), change: z.enum(['added', 'removed', 'renamed']) }))
        .meta({ description: 'Of those that report each month' }),
    }),
    steps: z
      .array(
        z.strictObject({
          at: instant,
          isNow: z.boolean(),
          handovers: z.array(handover.extend({ cases: z.int() })).meta({ description: 'null: nobody' }),
          vacated: z.array(seat).meta({ description: 'Work for the office' }),
          filled: z.array(seat),
          told: z.array(z.strictObject({ person: personRef, notices: z.int() })),
        }),
      )
      .meta({ description: 'What happens when, for the cases that are open now' }),
    dropped: z.array(handover.extend({ at: instant })).meta({ description: 'What was planned and happens no more' }),
    cases: z
      .array(
        z.strictObject({
          id: z.uuid(),
          kind: caseKind,
          number: z.string(),
          title: z.string(),
          zone: named,
          page: z.string(),
          at: instant,
          dueAt: instant.nullable(),
          from: personRef.nullable(),
          to: personRef.nullable(),
        }),
      )
      .nullable()
      .meta({ description: 'Which change hands, the first two hundred; null for a reader who does not read all cases' }),
    reports: z
      .array(z.strictObject({ period: z.string(), unit: named, change: z.enum(['added', 'removed', 'renamed']) }))
      .meta({ description: 'Of the months whose reports are collected now' }),
    placards: z.array(named).meta({ description: 'To be printed anew' }),
    gone: z.array(named.extend({ open: z.int() })).meta({ description: 'Zones that are there no more, with what is open in them' }),
  })
  .meta({ id: 'OrganisationEffects' });
