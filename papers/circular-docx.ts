import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import type { MonthlyReport } from '../domain/dispatch/monthly-report.ts';
import { circularOf } from './circular.ts';

const ownTemplate = join(import.meta.dirname, 'templates/circular.docx');

/** A template asks for something that the paper does not have. */
export class TemplateFieldUnknown extends Error {}

/**
 * 调度通报 as Word, of the template that the office may edit: page and grid are the template's, fonts are named and not embedded. Throws
 * TemplateFieldUnknown when the template asks for what is not there.
 */
export function circularDocx(report: MonthlyReport, template = ownTemplate): Buffer {
  const circular = circularOf(report);
  const [units, overdue] = circular.annexes;
  const document = new Docxtemplater(new PizZip(readFileSync(template)), {
    paragraphLoop: true,
    linebreaks: true,
    stripInvalidXMLChars: true,
    nullGetter: ({ value }: { value?: string }) => {
      throw new TemplateFieldUnknown(`circular.docx asks for {${value ?? ''}}`);
    },
  });
  document.render({
    ...circular,
    isDraft: circular.draft !== null,
    date: circular.date || blankDate,
    hasRequirements: circular.requirements.length > 0,
    annex1: units.title,
    annex2: overdue.title,
    units: units.rows,
    overdue: overdue.rows,
    note1: units.note,
    note2: overdue.note,
  });
  return document.toBuffer();
}

const blankDate = '　　　　年　　月　　日';
