import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { sayRefusal } from '../domain/case/refusal-wording.ts';
import type { Refusal, RefusalCode } from '../domain/case/refusals.ts';

const statusOf: Partial<Record<RefusalCode, number>> = { CASE_UNKNOWN: 404, NOT_YOURS: 403, OFFICE_ONLY: 403, REASON_REQUIRED: 422, ZONE_UNKNOWN: 422 };

/** The reader's language: Chinese unless he asks for English. */
export const languageOf = (request: Request): 'zh' | 'en' => (request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

/** An RFC 9457 problem. */
export function problem(response: Response, status: number, code: string, detail: string, more: object = {}): void {
  response.status(status).type('application/problem+json').json({ type: `/problems/${code}`, title: code, status, code, detail, ...more });
}

export function refuse(request: Request, response: Response, refusal: Refusal): void {
  problem(response, statusOf[refusal.code] ?? 409, refusal.code, sayRefusal(refusal, languageOf(request)), { params: refusal.params });
}

/** What went wrong at the door: bad input names its field; a database that is away asks to come back; anything else shows no internals. */
export const asProblem =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const zh = languageOf(request) === 'zh';
    if (error instanceof ZodError) {
      const fields = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
      return problem(response, 422, 'INVALID', zh ? `填写有误：${fields.map(({ field }) => field).join('、')}` : `Invalid: ${fields.map(({ field }) => field).join(', ')}`, { fields });
    }
    if (error?.type === 'entity.parse.failed') return problem(response, 400, 'NOT_JSON', zh ? '请求内容不是有效的 JSON。' : 'The body is not valid JSON.');
    log.error({ reason: error?.code ?? error?.name }, 'request failed');
    response.setHeader('Retry-After', '5');
    return problem(response, 503, 'UNAVAILABLE', zh ? '系统暂时不可用，请稍后重试。' : 'Not available for the moment; please try again.');
  };
