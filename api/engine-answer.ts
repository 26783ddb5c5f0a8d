import { z } from 'zod';
import { engineParts } from '../domain/stuck/engine-state.ts';
import { instant } from './answers.ts';

const look = z
  .strictObject({
    at: instant,
    whole: z.boolean().meta({ description: 'Whether every open case was held against every clock' }),
    openCases: z.int(),
    running: z.int().nullable(),
    rearmed: z.int(),
    ended: z.int(),
    unknown: z.int(),
    failing: z.int(),
    retrying: z.int(),
    ms: z.number(),
  })
  .meta({ id: 'EngineLook', description: 'What a look of the bell at Temporal found and put right' });

/** The state of the engine, as the office, an auditor and an administrator read it. */
export const engineAnswer = z
  .strictObject({
    now: instant,
    version: z.string(),
    startedAt: instant.meta({ description: 'Since when the server that answers runs' }),
    parts: z.array(
      z.strictObject({
        part: z.enum(['database', ...engineParts]),
        state: z.enum(['well', 'silent', 'unknown']).meta({ description: 'unknown: it never gave a sign, as one that was never set up' }),
        since: instant.nullable().meta({ description: 'Since when it is silent; of the database since when it runs' }),
        seenAt: instant.nullable(),
      }),
    ),
    clocks: z.strictObject({
      openCases: z.int(),
      alarmsDue: z.int().meta({ description: 'Open cases whose next alarm is due and has not climbed' }),
      oldestAlarmSeconds: z.number(),
      faults: z.array(z.strictObject({ cause: z.string(), count: z.int() })),
    }),
    relay: z
      .strictObject({ waiting: z.int(), oldestSeconds: z.number() })
      .meta({ description: 'Wake-ups that Temporal has still to be given, and how long the oldest is due' }),
    notices: z.strictObject({
      unsent: z.int(),
      failed: z.int().meta({ description: 'That did not come through about what is still owed' }),
      oldestSeconds: z.number(),
    }),
    looks: z.strictObject({ last: look.nullable(), whole: look.nullable(), repair: look.nullable() }),
    schedules: z
      .array(
        z.strictObject({
          id: z.enum(['bell', 'month-opening']),
          isPaused: z.boolean(),
          note: z.string().nullable(),
          lastAt: instant.nullable(),
          nextAt: instant.nullable(),
        }),
      )
      .nullable()
      .meta({ description: 'Null while Temporal does not say' }),
  })
  .meta({ id: 'Engine' });
