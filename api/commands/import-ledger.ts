import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sayRefusal } from '../../domain/case/refusal-wording.ts';
import { sayCategory } from '../../domain/import/categories.ts';
import type { Doubt, Refusal, SheetRefusal } from '../../domain/import/findings.ts';
import { checkTyped } from '../../domain/import/typed-row.ts';
import type { CheckedRow } from '../../domain/import/typed-row.ts';
import type { Reading } from '../../domain/import/understand-row.ts';
import { sayField, sayFinding } from '../../domain/import/wording.ts';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { caseIdOfRow, enterRowUnder, rowsKnown } from '../../ledger/import/enter-rows.ts';
import type { EnteredDifferently } from '../../ledger/import/enter-rows.ts';
import { readApart } from '../../ledger/import/read-apart.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { checkedRow, importedRows, importPreview, mostRows, typedRow } from '../import-answers.ts';
import { text } from '../fields.ts';
import { route } from '../route.ts';

const mostInFile = 20_000;

const repairEndsCase = z.boolean().default(false).meta({ description: 'The office’s word that in this old ledger 已整改 meant closed' });

const readingAt = (now: Instant, repaired: boolean): Reading => ({ today: dateIn(now), repairEndsCase: repaired });

export const previewImport = route({
  method: 'post',
  path: '/api/imports/preview',
  summary:
    '核对旧台账 · reads an older ledger (.xlsx, at most 20 MB) that comes as the part "workbook" of a form, and says of every row what was understood, what is doubtful and what is refused; changes nothing',
  access: 'ledger.import',
  upload: 'workbook',
  query: z.strictObject({ repairEndsCase: z.enum(['true', 'false']).default('false') }),
  answers: { 200: importPreview },
  async handle({ ledger, request, query, now }) {
    const content = request.file?.buffer;
    if (!content) return { turnedAway: 'WORKBOOK_MISSING', status: 422 };
    const read = await readApart(content, readingAt(now, query.repairEndsCase === 'true'));
    if ('unreadable' in read) {
      const { unreadable } = read;
      return {
        turnedAway: `WORKBOOK_${unreadable === 'NO_FILE' ? 'MISSING' : unreadable}`,
        status: unreadable === 'TOO_LARGE' ? 413 : 422,
      };
    }
    if (read.rows.length > mostInFile) return { turnedAway: 'WORKBOOK_TOO_LARGE', status: 413 };
    return {
      status: 200,
      body: {
        sha256: createHash('sha256').update(content).digest('hex'),
        sheets: read.sheets.map(({ name, header, reasons }) => ({
          name,
          header: header && { from: header.top + 1, to: header.bottom + 1 },
          columns: (header?.columns ?? []).map(({ heading, field }) => ({ heading, field, said: inBoth((of) => sayField(field, of)) })),
          left: (header?.notUnderstood ?? []).map(({ heading }) => heading),
          reasons: reasons.map(asSaid),
        })),
        notes: read.counts.notes,
        rows: await withKnown(ledger, read.rows),
      },
    };
  },
});

export const checkImport = route({
  method: 'post',
  path: '/api/imports/check',
  summary: '重新核对 · says of rows that were changed what is understood of them now, by the same rules; changes nothing',
  access: 'ledger.import',
  body: z.strictObject({ rows: z.array(typedRow).min(1).max(mostRows), repairEndsCase }),
  answers: { 200: z.strictObject({ rows: z.array(checkedRow) }) },
  handle: async ({ ledger, body, now }) => ({
    status: 200,
    body: { rows: await withKnown(ledger, checkTyped(body.rows, readingAt(now, body.repairEndsCase))) },
  }),
});

export const importLedger = route({
  method: 'post',
  path: '/api/imports',
  summary:
    '补录旧台账 · enters checked rows as hazards marked 补录, each on its own; a row is entered once, however often it is sent, and under the same Idempotency-Key is answered the same; with other words than were entered there, it is known, and what differs is said',
  access: 'ledger.import',
  isCommand: true,
  body: z.strictObject({
    rows: z
      .array(typedRow.extend({ zone: text(50).nullable() }))
      .min(1)
      .max(mostRows),
    repairEndsCase,
  }),
  answers: { 200: importedRows },
  async handle({ ledger, body, person: by, now, key }) {
    const checked = checkTyped(body.rows, readingAt(now, body.repairEndsCase));
    const rows = [];
    for (const [i, row] of checked.entries()) {
      const { sheet, row: nth } = row;
      rows.push({ sheet, row: nth, ...(await entered(ledger, row, { by, at: now, zone: body.rows[i]?.zone ?? null, key })) });
    }
    return { status: 200, body: { rows } };
  },
});

const noZone: Refusal = { code: 'NO_ZONE', field: null, value: '', params: {} };

async function entered(
  ledger: Ledger,
  { hazard: read, fingerprint, reasons }: CheckedRow,
  { zone, key, ...entering }: { by: string; at: Instant; zone: string | null; key: string },
) {
  const refused = (said: { zh: string; en: string }[]) => ({ outcome: 'refused' as const, hazard: null, reasons: said });
  if (!read || fingerprint === null) return refused(reasons.map((reason) => asSaid(reason).said));
  if (zone === null) return refused([asSaid(noZone).said]);
  const entry = await enterRowUnder(key, ledger, { hazard: read, fingerprint }, { ...entering, zone });
  if (entry.kind === 'refused') return refused([inBoth((language) => sayRefusal(entry.refusal, language))]);
  const hazard = { id: entry.id, number: entry.number };
  if (entry.kind === 'differs') return { outcome: 'known' as const, hazard, reasons: [asSaid(enteredDifferently(entry)).said] };
  return { outcome: entry.kind, hazard, reasons: [] };
}

const enteredDifferently = ({ number, fields }: EnteredDifferently): Refusal => ({
  code: 'ENTERED_DIFFERENTLY',
  field: null,
  value: '',
  params: { number, fields: fields.join(',') },
});

async function withKnown(ledger: Ledger, rows: readonly CheckedRow[]) {
  const found = await rowsKnown(
    ledger,
    rows.flatMap(({ fingerprint }) => fingerprint ?? []),
  );
  const known = new Map(found.map((each) => [each.id, each]));
  return rows.map(({ hazard, fingerprint, doubts, reasons, ...typed }) => ({
    ...typed,
    understood: hazard && understoodOf(hazard),
    doubts: doubts.map(asSaid),
    reasons: reasons.map(asSaid),
    known: (fingerprint !== null && known.get(caseIdOfRow(fingerprint))) || null,
  }));
}

function understoodOf(hazard: NonNullable<CheckedRow['hazard']>) {
  const { project, unit, place, description, category, status, foundOn, dueOn, rectifiedOn, verifiedOn, closedOn } = hazard;
  const said = category === null ? null : inBoth((language) => sayCategory(category, language));
  return {
    ...{ project, unit, place, description, category: said, class: hazard.class, status },
    ...{ foundOn, dueOn, rectifiedOn, verifiedOn, closedOn },
  };
}

const inBoth = (say: (language: 'zh' | 'en') => string) => ({ zh: say('zh'), en: say('en') });

const asSaid = (finding: Doubt | Refusal | SheetRefusal) => ({
  code: finding.code,
  field: finding.field,
  said: inBoth((language) => sayFinding(finding, language)),
});
