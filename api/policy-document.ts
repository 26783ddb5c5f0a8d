import { z } from 'zod';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import type { DutyKey, Policy } from '../domain/escalation/policy.ts';
import type { LocalDate, Weekday } from '../domain/time/instant.ts';
import { text } from './fields.ts';

const amount = z.number().min(0).max(3650);
const allowance = z
  .union([
    z.strictObject({ workdays: amount }),
    z.strictObject({ workHours: amount }),
    z.strictObject({ days: amount }),
    z.strictObject({ elapsed: z.string().max(30) }),
  ])
  .meta({ id: 'Allowance', description: 'Workdays, working hours, calendar days, or an ISO-8601 duration' });
const post = z.enum(['first', 'supervising', 'specific', 'office', 'officeDirector', 'unitHead']);
const weekday = z
  .int()
  .min(1)
  .max(7)
  .transform((day) => day as Weekday);
const rung = z
  .strictObject({
    key: text(50).regex(/^[\w-]+$/),
    nature: z.enum(['reminder', 'escalation']),
    when: z.union([
      z.strictObject({ fraction: z.number() }),
      z.strictObject({ afterOpening: allowance }),
      z.strictObject({ beforeDue: allowance }),
      z.strictObject({ afterDue: allowance }),
    ]),
    repeat: z.union([allowance, z.strictObject({ weekly: weekday })]).optional(),
    level: z.int().min(1).max(9).optional(),
    tells: z.array(post).max(6),
    unless: z.literal('acknowledged').optional(),
    also: z.enum(['agenda', 'draftListedSupervision']).optional(),
  })
  .meta({ id: 'Rung' });
const ladder = z
  .strictObject({
    limit: allowance,
    urgent: z.boolean().optional(),
    tellsOnOpening: z.array(post).max(6).optional(),
    rungs: z.array(rung).min(1).max(50),
  })
  .meta({ id: 'Ladder' });

/** A policy: limits, reminders and escalation of every duty. The ledger numbers it. */
export const policyDocument: z.ZodType<Omit<Policy, 'version'>> = z
  .strictObject({
    name: text(100),
    validFrom: z.iso.date().transform((on) => on as LocalDate),
    ordinaryNotices: z.enum(['workingHours', 'anyTime']),
    ladders: z.strictObject({
      'hazard.assign': ladder,
      'hazard.rectify.general': ladder,
      'hazard.rectify.immediate': ladder,
      'hazard.rectify.major': ladder,
      'hazard.verify.general': ladder,
      'hazard.verify.major': ladder,
      'hazard.review': ladder,
      'supervision.decide': ladder,
      'supervision.register': ladder,
      'supervision.review': ladder,
      'supervision.lift': ladder,
      'vacancy.fill': ladder,
      'call.make': ladder.default(defaultPolicy.ladders['call.make']),
      'hazard.recheck': ladder,
      'request.decide.supervising': ladder,
      'request.decide.first': ladder,
      'request.decide.officeDirector': ladder,
      'calendar.publish': ladder,
      'report.submit': ladder,
      'report.accept': ladder,
      'dispatch.collect': ladder,
      'dispatch.compile': ladder,
      'dispatch.hear': ladder,
      'dispatch.sign': ladder,
      'statistics.issue': ladder,
      'suggestion.answer': ladder.default(defaultPolicy.ladders['suggestion.answer']),
    }),
    extensions: z.strictObject({ most: z.int().min(0).max(99), daysInAll: z.int().min(0).max(365), levelFallsBack: z.boolean() }),
    suspension: z.strictObject({ reviewWithinDays: z.int().min(1).max(365) }),
    delivery: z
      .strictObject({
        nextChannelAfterMinutes: z.strictObject({ ordinary: z.int().min(1).max(10_000), urgent: z.int().min(1).max(10_000) }),
        mostADay: z.int().min(1).max(1000),
      })
      .default(defaultPolicy.delivery),
    tipOffs: z.strictObject({ forgetAfterDays: z.int().min(1).max(36_500) }).default(defaultPolicy.tipOffs),
    dispatch: z.strictObject({ opensOnDay: z.int().min(1).max(31) }),
  })
  .meta({ id: 'Policy' });

/** What can be owed. */
export const duties = Object.keys(defaultPolicy.ladders) as [DutyKey, ...DutyKey[]];

/** The version in the path; 0, which no version has, for anything else. */
export const versionIn = ({ version }: Record<string, string>): number => (/^\d{1,9}$/.test(version ?? '') ? Number(version) : 0);
