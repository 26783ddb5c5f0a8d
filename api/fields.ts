import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { addDays, instantFromMs, yearOf } from '../domain/time/instant.ts';
import type { LocalDate } from '../domain/time/instant.ts';
import { isKnownYear } from '../domain/time/statutory-days.ts';
import { languageOf } from './problems.ts';

// PostgreSQL keeps no NUL, and half of a surrogate pair is no character: both are refused here, by field.
const isStorable = (text: string) => !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

/** Text that may be empty. */
export const anyText = (max: number) =>
  z.string().max(max).refine(isStorable, '含有无法保存的字符 / contains characters that cannot be stored');

/** Text that says something. */
export const text = (max: number) => anyText(max).trim().min(1);

// PostgreSQL has no year 0, and nothing here is that old.
const isOfOurTimes = (said: string) => said >= '1900';
const notOfOurTimes = '不早于1900年 / not before 1900';

/** A date in Shanghai. */
export const localDate = z.iso
  .date()
  .refine(isOfOurTimes, notOfOurTimes)
  .transform((on) => on as LocalDate);

const restDays = 14;
/** Whether it is known of the day, and of the workday that follows it, which days are off. */
const isCountable = (on: string) => isKnownYear(yearOf(on as LocalDate)) && isKnownYear(yearOf(addDays(on as LocalDate, restDays)));

/** A date in Shanghai that becomes a deadline: workdays are counted up to it. */
export const deadlineDay = z.iso
  .date()
  .refine(isCountable, '超出日历所及的年份（2024年至2035年） / beyond the years that the calendar knows (2024 to 2035)')
  .transform((on) => on as LocalDate);

/** A moment as somebody's device tells it, whose clock nobody has set: a hint. */
export const deviceTime = z.iso
  .datetime()
  .refine(isOfOurTimes, notOfOurTimes)
  .transform((at) => instantFromMs(Date.parse(at)));

/** Which criterion makes a hazard a major one; meaningless for a general one. */
export const criterionCode = text(50)
  .nullable()
  .default(null)
  .meta({ description: 'A code of GET /api/criteria: required for a major hazard, left aside for a general one' });

const messages = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** Reads what came in; throws a ZodError whose messages are in the reader's language. */
export function readInput<Schema extends z.ZodType>(request: Request, schema: Schema, value: unknown): z.output<Schema> {
  return schema.parse(value, { error: messages[languageOf(request)] });
}

const headers = z.object({
  'Idempotency-Key': text(200).min(8).optional(),
  'If-Match': z
    .string()
    .regex(/^"?\d{1,9}"?$/)
    .transform((value) => Number(value.replaceAll('"', '')))
    .optional(),
});

/** The key that makes a repetition recognisable (a new one when none is given) and the revision in view of which a command is given. */
export function commandHeaders(request: Request): { key: string; expectedRevision: number | undefined } {
  const read = readInput(request, headers, { 'Idempotency-Key': request.get('idempotency-key'), 'If-Match': request.get('if-match') });
  return { key: read['Idempotency-Key'] ?? randomUUID(), expectedRevision: read['If-Match'] };
}

/** Ids of pictures that were uploaded before. */
export const photoIds = z.array(z.uuid()).max(20).default([]);

export const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};
