import { signedBy } from '../../domain/rights/capacity.ts';
import type { MonthlyReport } from '../../domain/dispatch/monthly-report.ts';
import { may } from '../../domain/rights/may.ts';
import { writeAudit } from '../../ledger/audit.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { monthlyReport as compiled } from '../../ledger/dispatch/monthly-report.ts';
import { circularOf } from '../../papers/circular.ts';
import { circularDocx } from '../../papers/circular-docx.ts';
import { circularPdf } from '../../papers/circular-pdf.ts';
import { fileNameOf } from '../../papers/file-name.ts';
import { CharactersMissing } from '../../papers/fonts.ts';
import { monthlyReportXlsx } from '../../papers/monthly-report-xlsx.ts';
import { attachment } from '../attachment.ts';
import { circular, monthlyReport } from '../dispatch-answers.ts';
import { noSuchMonth, periodOfPath } from '../period-of-path.ts';
import { nothing, route } from '../route.ts';
import type { Answer, Given, Route } from '../route.ts';

type Form = { summary: string; file: string | null; made: ((report: MonthlyReport) => Buffer | Promise<Buffer>) | null };

const openXml = 'application/vnd.openxmlformats-officedocument';
const forms: Record<string, Form> = {
  json: { summary: '月报 JSON · the value of which the other forms are made', file: null, made: null },
  xlsx: {
    summary: '月报表 Excel · the official table, every figure, units, zones, overdue cases',
    file: `${openXml}.spreadsheetml.sheet`,
    made: monthlyReportXlsx,
  },
  docx: {
    summary: '调度通报 Word · the circular, a draft until it is signed',
    file: `${openXml}.wordprocessingml.document`,
    made: circularDocx,
  },
  pdf: {
    summary: '调度通报 PDF · the circular with embedded fonts, a draft until it is signed',
    file: 'application/pdf',
    made: circularPdf,
  },
};

/** The report of the month that the path names, if the reader may see it by now: whoever reads all at any stage, everybody once it is published. */
async function readableReport({
  ledger,
  params,
  actor,
  at,
  now,
}: Given<unknown, unknown>): Promise<{ report: MonthlyReport; period: Period } | { answer: Answer }> {
  const period = periodOfPath(params);
  const found = period && (await compiled(ledger, period, now));
  if (!found) return { answer: noSuchMonth };
  const { report, isPublished } = found;
  const isReadable = isPublished || may(actor, 'dispatch.unsigned', null, at).kind === 'allowed';
  return isReadable ? { report, period } : { answer: { refusal: { code: 'NOT_PUBLISHED', params: { period } } } };
}

/** 调度通报 in its words, for the page: what is read before the signature is what is printed. */
export const circularRead = route({
  method: 'get',
  path: '/api/dispatches/{period}/circular',
  summary: '调度通报 · the circular word by word as Word and PDF print it, a draft until it is signed',
  access: 'dispatch.read',
  answers: { 200: circular },
  async handle(given) {
    const found = await readableReport(given);
    return 'answer' in found ? found.answer : { status: 200, body: circularOf(found.report) };
  },
});

/** The report of a month in each form. */
export const monthlyReports: readonly Route[] = Object.entries(forms).map(([extension, { summary, file, made }]) =>
  route({
    method: 'get',
    path: `/api/dispatches/{period}/report.${extension}`,
    summary,
    file,
    access: 'dispatch.read',
    answers: { 200: made ? nothing : monthlyReport },
    async handle(given) {
      const { ledger, actor, now, response } = given;
      const found = await readableReport(given);
      if ('answer' in found) return found.answer;
      const { report, period } = found;
      try {
        const content = made ? await made(report) : null;
        await writeAudit(ledger.pool, {
          at: now,
          actor: signedBy(actor),
          action: 'exported',
          subject: `report-${period}.${extension}`,
        });
        response.setHeader('Content-Disposition', attachment(fileNameOf(report, extension), `report-${period}.${extension}`));
        response.setHeader('Cache-Control', 'private, no-store');
        if (!content || !file) return { status: 200, body: report };
        response.type(file).send(content);
        return 'sent';
      } catch (error) {
        if (!(error instanceof CharactersMissing)) throw error;
        return { refusal: { code: 'CHARACTERS_MISSING', params: { characters: [...error.characters].join(' ') } } };
      }
    },
  }),
);
