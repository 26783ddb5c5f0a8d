import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { sayRefusal } from '../domain/case/refusal-wording.ts';
import type { Refusal, RefusalCode } from '../domain/case/refusals.ts';
import { sayFault } from '../domain/document/fault.ts';
import { DocumentMoved, DocumentRefused, OrganisationMoved } from '../ledger/register.ts';
import { sentences as ofWorkbook } from '../ledger/import/read-workbook.ts';
import type { UnreadableReason } from '../ledger/import/read-workbook.ts';
import { factsOf, note } from './request-facts.ts';
import { lineOf } from './yaml-body.ts';

/** 403: not this person; 404: no such case; 422: what was given is wrong; 409 for all the rest: not at this stage. */
const statusOf: Partial<Record<RefusalCode, number>> = {
  CASE_UNKNOWN: 404,
  NOT_YOURS: 403,
  OFFICE_ONLY: 403,
  NOT_FOR_YOU: 403,
  READS_ONLY: 403,
  NO_CASES: 403,
  MAY_NOT_CHASE: 403,
  REASON_REQUIRED: 422,
  ZONE_UNKNOWN: 422,
  PHOTO_UNKNOWN: 422,
  PHOTO_EXPECTED: 422,
  ANSWER_REQUIRED: 422,
  ASKER_DECIDES: 403,
  VERIFIER_IS_RECTIFIER: 403,
  VERIFIER_OWNS_ZONE: 403,
  EXTENSION_TOO_LONG: 422,
  NOT_LATER: 422,
  REVIEW_TOO_FAR: 422,
  SAME_ZONE: 422,
  SAME_CLASS: 422,
  INTO_ITSELF: 422,
  CRITERION_REQUIRED: 422,
  PLAN_TOO_LATE: 422,
  DATE_PAST: 422,
  DATE_AHEAD: 422,
  CRITERION_UNKNOWN: 422,
  REVIEWER_UNKNOWN: 422,
  BEFORE_LISTING: 422,
  BEYOND_A_YEAR: 422,
  SCAN_UNKNOWN: 422,
  POLICY_UNKNOWN: 404,
  POLICY_AHEAD: 422,
  EXPLANATION_MISSING: 422,
  NOTHING_TO_EXPLAIN: 422,
  MORE_THAN_THERE_ARE: 422,
  DRAFT_UNDECIDED: 422,
  DRAFT_UNKNOWN: 422,
  UNIT_UNKNOWN: 422,
  COMPILER_SIGNS: 403,
  REPORT_RECEIVED: 409,
  REPORT_TOO_LATE_TO_RETURN: 409,
  DRAFT_SAVED_ELSEWHERE: 409,
  REPORTS_TO_RECEIVE: 409,
  PAPER_NUMBER_SHAPE: 422,
  NOT_PUBLISHED: 403,
  WRONG_PASSWORD: 401,
  TOO_MANY_TRIES: 429,
  OLD_PASSWORD_WRONG: 422,
  PASSWORD_SHORT: 422,
  PASSWORD_LONG: 422,
  PASSWORD_NAMES_YOU: 422,
  PASSWORD_COMMON: 422,
  LINK_SPENT: 404,
  ACCOUNT_UNKNOWN: 404,
  STAFF_IS_SOMEBODY: 422,
  PERSON_UNKNOWN: 422,
  ADMINISTRATOR_ONLY: 403,
  NOT_YOURSELF: 403,
};

const workbook = (reason: UnreadableReason) => ({ zh: `所选文件${ofWorkbook[reason].zh}。`, en: `The file ${ofWorkbook[reason].en}.` });

/** What the door itself refuses, Chinese and English. */
const doorWording = {
  INVALID: { zh: '填写有误', en: 'Not valid' },
  NOT_JSON: { zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  TOO_LARGE: { zh: '请求内容过大。', en: 'The body is too large.' },
  BAD_REQUEST: { zh: '请求格式不正确。', en: 'The request is malformed.' },
  OTHER_PERSON: {
    zh: '这份报告由他人填写，未提交。请由填写人本人登录后提交。',
    en: 'Somebody else wrote this report; it was not sent. It goes once its author is signed in.',
  },
  NOT_SIGNED_IN: { zh: '请先登录。', en: 'Please sign in first.' },
  NO_RULE: { zh: '尚未规定谁可以使用此入口，因此不开放。', en: 'No rule says who may use this, so nobody may.' },
  NOT_A_PHOTO: {
    zh: '不是可用的照片：请上传 jpeg、png 或 heic 格式、未损坏的图片。',
    en: 'Not a usable picture: please upload an undamaged jpeg, png or heic.',
  },
  NOT_A_SCAN: {
    zh: '不是可用的扫描件：请上传 pdf、jpeg 或 png 格式的文件。',
    en: 'Not a usable scan: please upload a pdf, jpeg or png.',
  },
  WORKBOOK_MISSING: { zh: '请选择要导入的 .xlsx 文件。', en: 'Please choose the .xlsx file that is to be entered.' },
  WORKBOOK_OLD_OR_LOCKED: workbook('OLD_OR_LOCKED'),
  WORKBOOK_NOT_XLSX: workbook('NOT_XLSX'),
  WORKBOOK_DAMAGED: workbook('DAMAGED'),
  WORKBOOK_TOO_LARGE: workbook('TOO_LARGE'),
  FROM_ELSEWHERE: {
    zh: '请求来自其他网站，未执行。请在本系统的页面上操作。',
    en: 'This was asked by another site and was not done. Please do it on a page of this system.',
  },
  WRONG_TYPE: {
    zh: '请求内容的类型不对：请使用 JSON（上传用表单）。',
    en: 'The body has a wrong type: send JSON, or a form for an upload.',
  },
  WRONG_METHOD: { zh: '此地址不支持这种请求方法。', en: 'This address does not take that method.' },
  TOO_SLOW: { zh: '请求内容传得太慢，请重试。', en: 'The body came too slowly; please try again.' },
  TOO_DEEP: { zh: '请求内容层次过深或条目过多。', en: 'The body is nested too deeply or holds too much.' },
  TIP_OFFS_CLOSED: {
    zh: '网上举报暂未开通，请拨打公示牌上的监督电话。',
    en: 'Reporting by this page is not open; please phone the number on the placard.',
  },
  TOO_OFTEN: {
    zh: '操作过于频繁，请稍后再试；情况紧急请拨打公示牌上的监督电话。',
    en: 'Too often; please try again later, or phone the number on the placard when it is urgent.',
  },
  FORM_EXPIRED: { zh: '页面已过期，请重新提交。', en: 'The form has expired; please submit it again.' },
  FORM_TOO_FAST: { zh: '提交过快，请稍候几秒再提交。', en: 'That was very quick; please wait a few seconds and submit again.' },
  SPAM_SUSPECTED: {
    zh: '内容未能识别为隐患情况，请用文字说明看到的隐患后再提交，或拨打监督电话。',
    en: 'This does not read like a hazard; please say in words what you saw, or phone the office.',
  },
  SAID_ALREADY: {
    zh: '相同内容一天内已经收到，正在处理，不必重复提交；如有新情况请补充说明后提交。',
    en: 'The same words came in within a day and are being dealt with; if there is something new, please add it.',
  },
  PHOTO_UNDRAWN: {
    zh: '不是可用的照片：请上传 jpeg 或 png 格式、未损坏的图片。',
    en: 'Not a usable picture: please upload an undamaged jpeg or png.',
  },
  CODE_UNKNOWN: { zh: '没有这个查询码，请核对后再输入。', en: 'There is no such code; please check it.' },
  NOT_FOUND: { zh: '没有这个地址。', en: 'There is nothing here.' },
  UNAVAILABLE: { zh: '系统暂时不可用，请稍后重试。', en: 'Not available for the moment; please try again.' },
  INTERNAL: {
    zh: '系统出错，已记录。请稍后重试；仍不行请联系办公室。',
    en: 'Something went wrong and was noted. Please try again, then ask the office.',
  },
} as const;

export type DoorCode = keyof typeof doorWording;

/** The reader's language: Chinese unless he asks for English. */
export const languageOf = (request: Request): 'zh' | 'en' => (request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

/** An RFC 9457 problem. */
function problem(response: Response, status: number, code: string, detail: string, more: object = {}): void {
  note(response, { code });
  response
    .status(status)
    .type('application/problem+json')
    .json({ type: `/problems/${code}`, title: code, status, code, detail, ...more });
}

export const statusOfRefusal = ({ code }: Refusal): number => statusOf[code] ?? 409;

/** The ledger refused. */
export function refuse(request: Request, response: Response, refusal: Refusal): void {
  problem(response, statusOfRefusal(refusal), refusal.code, sayRefusal(refusal, languageOf(request)), { params: refusal.params });
}

/** The door refuses. */
export function turnAway(request: Request, response: Response, status: number, code: DoorCode): void {
  problem(response, status, code, doorWording[code][languageOf(request)]);
}

const stepOf = (step: PropertyKey, at: number): string => {
  if (typeof step === 'number') return `[${step}]`;
  const name = String(step);
  return name.includes('.') ? `["${name}"]` : `${at > 0 ? '.' : ''}${name}`;
};
/** zones[2].specific[1].person, ladders["hazard.assign"].limit */
const fieldOf = (path: PropertyKey[]) => path.map(stepOf).join('') || 'body';

/** The same the other way round. */
const pathOf = (field: string): PropertyKey[] =>
  [...field.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? (index ? Number(index) : (name ?? '')),
  );

const mostFaultsShown = 100;

type Issue = ZodError['issues'][number];

/** Of a choice between several forms, what is wrong with the one that comes nearest to what was given. */
function branchMeant(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.reduce((best, branch) => (branch.length < best.length ? branch : best));
  return nearest.flatMap((each) => branchMeant({ ...each, path: [...issue.path, ...each.path] }));
}

function invalid(request: Request, response: Response, faults: { path: PropertyKey[]; message: string }[]): void {
  const language = languageOf(request);
  // A body of thousands of faults is not answered by a book.
  const shown = faults.slice(0, mostFaultsShown).map(({ path, message }) => {
    const line = lineOf(request, path);
    return { field: fieldOf(path), message, ...(line !== undefined && { line }) };
  });
  const detail = `${doorWording.INVALID[language]}: ${shown.map(({ field, message }) => `${field} (${message})`).join('; ')}`;
  problem(response, 422, 'INVALID', detail, { fields: shown });
}

const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|57P0\d|55P03|53300|08\w{3}|P1\d{3})$/;
const awayKinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** Prisma wraps what PostgreSQL said, for raw queries under a code that says nothing of it. */
type DatabaseFault = {
  code?: unknown;
  message?: unknown;
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown; kind?: unknown } } };
};

const databaseIsAway = ({ code, message, meta }: DatabaseFault) => {
  const wrapped = meta?.driverAdapterError?.cause;
  return (
    awayCodes.test(String(code)) ||
    awayCodes.test(String(wrapped?.originalCode)) ||
    awayKinds.test(String(wrapped?.kind)) ||
    /connection (terminated|timeout)|not queryable|query read timeout|timeout exceeded/i.test(String(message))
  );
};

/** What went wrong at the door: bad input names its field; a database that is away asks to come back; anything else shows no internals. */
export const asProblem =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    if (error instanceof ZodError) return invalid(request, response, error.issues.flatMap(branchMeant));
    if (error instanceof DocumentRefused)
      return invalid(
        request,
        response,
        error.faults.map((fault) => ({ path: pathOf(fault.path), message: sayFault(fault, languageOf(request)) })),
      );
    if (error instanceof OrganisationMoved) {
      const { actual, by, at } = error;
      return refuse(request, response, { code: 'ORGANISATION_MOVED', params: { actual, by, at } });
    }
    if (error instanceof DocumentMoved) return refuse(request, response, { code: 'STALE_REVISION', params: { actual: error.actual } });
    if (error?.code === 'LIMIT_FILE_SIZE') return turnAway(request, response, 413, 'TOO_LARGE');
    if (error?.name === 'MulterError') return turnAway(request, response, 400, 'BAD_REQUEST');
    if (error?.type === 'entity.parse.failed') return turnAway(request, response, 400, 'NOT_JSON');
    if (error?.status === 415) return turnAway(request, response, 415, 'WRONG_TYPE');
    if (error?.status === 413) return turnAway(request, response, 413, 'TOO_LARGE');
    if (error?.status >= 400 && error.status < 500) return turnAway(request, response, error.status, 'BAD_REQUEST');
    if (databaseIsAway(error ?? {})) {
      response.setHeader('Retry-After', '5');
      return turnAway(request, response, 503, 'UNAVAILABLE');
    }
    log.error({ requestId: factsOf(response).requestId, cause: error }, 'request failed');
    return turnAway(request, response, 500, 'INTERNAL');
  };
