import { z } from 'zod';
import { fields } from '../domain/import/findings.ts';
import { anyText } from './fields.ts';

/** The checked rows of an older ledger, as the OpenAPI document describes them. */

const inBoth = z.strictObject({ zh: z.string(), en: z.string() });
const field = z.enum(fields).meta({ id: 'ImportField' });
const localDate = z.iso.date().nullable();

const typedCell = z
  .strictObject({
    field,
    heading: anyText(2000).meta({ description: 'The words of the column, by which funds and answers of yes or no are understood' }),
    role: anyText(2000).nullable().meta({ description: 'Of a responsible unit: 建设, 施工, 监理' }),
    value: z.union([anyText(32_767), z.number()]).meta({ description: 'What stands in the cell; a date as its text' }),
  })
  .meta({ id: 'ImportCell' });

/** A row as it is checked and entered: what stands in its cells. */
export const typedRow = z.strictObject({
  sheet: anyText(200),
  row: z.int().min(1).max(1_048_576).meta({ description: "Excel's number" }),
  cells: z.array(typedCell).max(100),
});

/** At most so many at once: a page sends the next ones when these are answered. */
export const mostRows = 100;

const finding = z
  .strictObject({ code: z.string(), field: field.nullable(), said: inBoth })
  .meta({ id: 'ImportFinding', description: 'What is doubtful, or why a row is refused' });

const caseRef = z.strictObject({ id: z.uuid(), number: z.string() });

export const checkedRow = typedRow
  .extend({
    understood: z
      .strictObject({
        project: z.string().nullable(),
        unit: z.string().nullable(),
        place: z.string().nullable(),
        description: z.string(),
        category: inBoth.nullable(),
        class: z.enum(['general', 'major']),
        status: z.enum(['open', 'rectified', 'closed']),
        foundOn: localDate,
        dueOn: localDate,
        rectifiedOn: localDate,
        verifiedOn: localDate,
        closedOn: localDate,
      })
      .nullable()
      .meta({ description: 'null: the row is refused' }),
    doubts: z.array(finding),
    reasons: z.array(finding).meta({ description: 'Why it is refused; empty for a row that may be entered' }),
    known: caseRef.nullable().meta({ description: 'The hazard as which it was entered before' }),
  })
  .meta({ id: 'ImportRow' });

export const importPreview = z
  .strictObject({
    sha256: z.string(),
    sheets: z.array(
      z.strictObject({
        name: z.string(),
        header: z.strictObject({ from: z.int(), to: z.int() }).nullable().meta({ description: 'Its rows; null: none was found' }),
        columns: z.array(z.strictObject({ heading: z.string(), field, said: inBoth })),
        left: z.array(z.string()).meta({ description: 'The columns that are not entered' }),
        reasons: z.array(finding),
      }),
    ),
    notes: z.int().meta({ description: 'Rows that are no hazards: instructions, signatures' }),
    rows: z.array(checkedRow),
  })
  .meta({ id: 'ImportPreview' });

export const importedRows = z
  .strictObject({
    rows: z.array(
      z.strictObject({
        sheet: z.string(),
        row: z.int(),
        outcome: z.enum(['entered', 'known', 'refused']),
        hazard: caseRef.nullable().meta({ description: 'As which it was entered, now or before; null where it was refused' }),
        reasons: z.array(inBoth).meta({ description: 'Why it was refused; or in what that which is known has other words' }),
      }),
    ),
  })
  .meta({ id: 'ImportedRows' });
