import { z } from 'zod';
import type { Organisation, Term } from '../domain/organisation/organisation.ts';
import { dateIn, instantAt, instantOf, localDateOf, minuteOfDayIn, showInShanghai } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { channels } from '../domain/people/channel.ts';
import { text } from './fields.ts';

const rightMoment =
  '应为日期或北京时间，如 2026-09-30 或 2026-09-30 08:30 / must be a date or a time in Shanghai, such as 2026-09-30 or 2026-09-30 08:30';

// Beyond these the document would no longer be written as it is read.
const [first, last] = [instantAt(localDateOf('1900-01-01'), 0), instantAt(localDateOf('9999-12-31'), 0)];
const beyond = '应在1900年至9999年之间 / must lie between the years 1900 and 9999';

/** A date means its first moment in Shanghai; 'YYYY-MM-DD HH:mm' is Shanghai time; an ISO moment carries its own offset. */
export const moment = z
  .string()
  .transform((written, context): Instant => {
    try {
      return /^\d{4}-\d{2}-\d{2}$/.test(written) ? instantAt(localDateOf(written), 0) : instantOf(written);
    } catch {
      context.addIssue({ code: 'custom', message: rightMoment });
      return z.NEVER;
    }
  })
  .refine((at) => first <= at && at <= last, beyond);

export const code = text(50).regex(/^[\p{L}\p{N}_.-]+$/u, '只能用文字、数字和 _ . - / letters, digits, _ . - only');
const term = z.strictObject({ person: code, from: moment, to: moment.nullable().default(null) });
const terms = z.array(term).max(1000).default([]);

/** 重点单位 of a zone. */
export const keyUnits = z.array(z.strictObject({ name: text(100), address: text(200).nullable().default(null) })).max(500);

/** 位置点 of a zone. */
export const positions = z
  .array(z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }))
  .max(20)
  .meta({ description: '位置点: degrees (WGS 84), as a phone says on the spot; the nearest one finds the zone' });

/** What is said of a person. */
export const personFields = {
  name: text(50),
  email: z.email().nullable(),
  phone: text(30).nullable(),
  unit: code.nullable(),
  title: text(50).optional().meta({ description: '职务, as printed on placards' }),
  language: z.enum(['zh', 'en']),
  channels: z
    .array(z.enum(channels))
    .min(1)
    .max(channels.length)
    .optional()
    .meta({ description: '通知渠道, tried in this order; left out: mail' }),
  wecomUserId: text(64).optional(),
};

/** The whole bureau as one document, JSON or YAML: what PUT /api/organisation takes and GET gives. */
export const organisationDocument: z.ZodType<Organisation & { version?: number | undefined }> = z
  .strictObject({
    version: z
      .int()
      .optional()
      .meta({ description: 'Which version was read and then changed: once there is a newer one, it is refused; left out: not known' }),
    bureau: z.strictObject({ name: text(100) }),
    leadingGroup: z.strictObject({ first: terms }),
    office: z.strictObject({
      name: text(100),
      inspectors: z.array(code).max(2000).optional().meta({ description: '检查员: who reports hazards; left out: nobody' }),
      phone: text(30).optional().meta({ description: '监督电话, as printed on placards' }),
      clerk: terms,
      director: terms,
      members: z.array(code).max(500).default([]),
    }),
    grids: z
      .array(
        z.strictObject({
          code,
          name: text(100),
          level: z.int().min(1).max(9),
          parent: code.nullable().default(null),
          head: terms,
          supervising: z.array(term).max(1000).optional(),
        }),
      )
      .max(5000),
    zones: z
      .array(
        z.strictObject({
          code,
          name: text(100),
          grid: code,
          supervising: terms,
          specific: terms,
          keyUnits: keyUnits.optional(),
          positions: positions.optional(),
        }),
      )
      .max(5000),
    people: z
      .array(
        z.strictObject({
          id: code,
          ...personFields,
          email: personFields.email.default(null),
          phone: personFields.phone.default(null),
          unit: personFields.unit.default(null),
          language: personFields.language.default('zh'),
          until: moment.optional().meta({ description: '离任: from when on the person belongs to the bureau no more' }),
        }),
      )
      .max(10_000),
    absences: z
      .array(z.strictObject({ person: code, from: moment, to: moment, acting: code.nullable().default(null) }))
      .max(10_000)
      .default([]),
  })
  .meta({ id: 'Organisation' });

function written(at: Instant): string {
  if (at.slice(17) !== '00.000Z') return at;
  return minuteOfDayIn(at) === 0 ? dateIn(at) : showInShanghai(at);
}

const span = ({ from, to }: { from: Instant; to: Instant | null }) => ({ from: written(from), ...(to && { to: written(to) }) });
const heldBy = (terms: Term[]) => terms.map(({ person, ...term }) => ({ person, ...span(term) }));
const withoutNulls = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** The document for whoever need not reach people: who is who and who answers for what, which is no secret, but no address. */
export const withoutContacts = (organisation: Organisation): Organisation => ({
  ...organisation,
  people: organisation.people.map(({ id, name, unit, language, until }) => ({ id, name, email: null, phone: null, unit, language, until })),
});

/** The document as people write it: its version, dates and Shanghai times instead of moments in UTC, and nothing that goes without saying. */
export const asWritten = ({ bureau, leadingGroup, office, grids, zones, people, absences }: Organisation, version: number) => ({
  version,
  bureau,
  leadingGroup: { first: heldBy(leadingGroup.first) },
  office: {
    name: office.name,
    ...(office.inspectors && { inspectors: office.inspectors }),
    ...(office.phone && { phone: office.phone }),
    clerk: heldBy(office.clerk),
    director: heldBy(office.director),
    members: office.members,
  },
  grids: grids.map(({ code, name, level, parent, head, supervising }) =>
    withoutNulls({ code, name, level, parent, head: heldBy(head), supervising: supervising ? heldBy(supervising) : null }),
  ),
  zones: zones.map(({ code, name, grid, supervising, specific, keyUnits: units, positions: points }) => ({
    code,
    name,
    grid,
    supervising: heldBy(supervising),
    specific: heldBy(specific),
    ...(units && { keyUnits: units.map(withoutNulls) }),
    ...(points && { positions: points }),
  })),
  people: people.map(({ id, name, email, phone, unit, title = null, language, channels: by = null, wecomUserId = null, until }) =>
    withoutNulls({ id, name, email, phone, unit, title, language, channels: by, wecomUserId, until: until ? written(until) : null }),
  ),
  absences: absences.map(({ person, acting, ...absence }) => withoutNulls({ person, ...span(absence), acting })),
});
