import { z } from 'zod';
import { ages } from '../domain/metrics/ages.ts';
import { climbedTask, instant, personRef, task } from './answers.ts';
import { reportsNow } from './dispatch-answers.ts';

const listed = z
  .strictObject({
    count: z.int(),
    cases: z.record(z.string(), z.string()).meta({ description: 'The query by which GET /api/hazards lists what it counts' }),
  })
  .meta({ id: 'Listed' });
const rate = z
  .strictObject({ due: listed, onTime: listed, late: listed, rate: z.number().nullable() })
  .meta({ id: 'OnTimeRate', description: '按期结案率; the rate is null where nothing was due' });
const period = z.string().meta({ description: 'YYYY-MM' });
const waiting = <Item extends z.ZodType>(of: Item) => z.strictObject({ count: z.int(), items: z.array(of) });

export const overview = z
  .strictObject({
    now: instant,
    isWhole: z.boolean().meta({ description: 'Of the whole bureau; else of the zones in which the reader holds, or acts in, a seat' }),
    open: listed,
    major: listed,
    overdue: listed,
    ages: z
      .array(z.strictObject({ age: z.enum(ages.map(({ age }) => age)), general: listed, major: listed }))
      .meta({ description: 'The open hazards by the calendar days since they were reported' }),
    before: z
      .strictObject({ period, at: instant, open: listed, major: listed, overdue: listed })
      .nullable()
      .meta({ description: 'How it stood at the cut-off of the month before; null when that was not dispatched' }),
    months: z
      .array(
        z.strictObject({
          period,
          basis: z.enum(['signed', 'frozen', 'running']).nullable().meta({
            description:
              'signed: frozen, its circular is signed; frozen: not signed yet; running: counted from the ledger as it stands; null: not counted',
          }),
          all: rate.nullable(),
          fields: z.array(z.strictObject({ deputy: personRef, rate })).meta({ description: 'By whoever supervised the zones then' }),
        }),
      )
      .meta({ description: 'The twelve months up to this one, oldest first' }),
    concerns: z
      .strictObject({
        toDecide: waiting(task),
        climbed: waiting(climbedTask),
        decidedBefore: z.int().meta({ description: 'Last month, by the reader' }),
      })
      .nullable()
      .meta({ description: 'What waits for the reader, seven at most of each together; null for an auditor' }),
    reports: reportsNow.nullable().meta({ description: 'For whoever reads all; null when no month is under way' }),
  })
  .meta({ id: 'Overview' });
