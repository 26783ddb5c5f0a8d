import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { rules } from '../domain/rights/rules.ts';
import type { Action, Rule } from '../domain/rights/rules.ts';
import { problem } from './answers.ts';
import { nothing } from './route.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

const previewHeader = z.object({
  'If-Match': z.string().optional().meta({ description: 'The revision (or version) in view of which this is asked' }),
});
const commandHeader = z.object({
  'Idempotency-Key': z
    .string()
    .min(8)
    .max(200)
    .optional()
    .meta({ description: 'The same key twice is done once; with another body it is refused (KEY_REUSED)' }),
  ...previewHeader.shape,
});

const problems = { 'application/problem+json': { schema: problem } };

/** The OpenAPI 3.1 document, made of the very routes that are mounted. */
export function openApiDocument() {
  const paths: ZodOpenApiPathsObject = {};
  for (const each of routes) paths[each.path] = { ...paths[each.path], [each.method]: operationOf(each) };
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: '安全生产网格化管理 · safety-grid',
      version: '1',
      description: '隐患上报、交办、整改、复查与逐级升级。Refusals are RFC 9457 problems, worded by Accept-Language (zh, en).',
    },
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } } },
  });
}

/** docs/rights.md says the same of all. */
function whoMayCome(access: Action): string {
  const { to, within }: Rule = rules[access];
  if (typeof to === 'string') return 'For everybody who is signed in';
  const of = within ? `; what lies outside of the reader's ${within} is not there for him` : '';
  return `Rule ${access}: for ${to.join(', ')}${of}; others are refused with 403`;
}

function operationOf(each: Route): ZodOpenApiOperationObject {
  const names = [...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const path = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  return {
    summary: each.summary,
    ...(each.access && each.access !== 'anyone' ? { description: whoMayCome(each.access) } : {}),
    security: each.access === 'anyone' ? [] : [{ session: [] }],
    requestParams: {
      ...(names.length > 0 ? { path } : {}),
      ...(each.query instanceof z.ZodObject ? { query: each.query } : {}),
      ...(each.isCommand ? { header: commandHeader } : each.isPreview ? { header: previewHeader } : {}),
    },
    ...(each.upload ? { requestBody: { required: true, content: { 'multipart/form-data': { schema: uploadOf(each.upload) } } } } : {}),
    ...(each.body === nothing ? {} : { requestBody: { required: true, content: bodyContent(each) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(each.answers).map(([status, schema]) => [
          status,
          schema === nothing
            ? { description: 'done', ...fileContent(each) }
            : { description: 'done', content: { 'application/json': { schema }, ...yamlContent(each, schema) } },
        ]),
      ),
      ...Object.fromEntries(refusalsOf(each).map((status) => [status, { description: refused[status], content: problems }])),
    },
  };
}

const refused = {
  400: 'malformed',
  401: 'not signed in, or a wrong password',
  403: 'not for this person, or sent by a page of another site',
  404: 'there is no such thing, or not for this person',
  408: 'the body came too slowly',
  409: 'not at this stage, or in view of an older revision',
  413: 'the body is too large',
  415: 'the body has a wrong type',
  422: 'what was given is wrong; the fields say where',
  429: 'too many tries',
  503: 'the database is away; try again',
} as const;

/** With what it may be refused; a fault of ours (500) is no promise. */
function refusalsOf({ path, access, mayLack, upload, body }: Route): (keyof typeof refused)[] {
  const takesBody = upload !== null || body !== nothing;
  return [
    400,
    401,
    403,
    ...(takesBody || path.includes('{') || mayLack ? ([404, 409] as const) : []),
    ...(takesBody ? ([408, 413, 415, 429] as const) : []),
    422,
    ...(access === 'anyone' ? ([404, 429] as const) : []),
    503,
  ];
}

const uploadOf = (name: string) => ({
  type: 'object' as const,
  required: [name],
  properties: { [name]: { type: 'string' as const, format: 'binary' } },
});

const fileContent = ({ file }: Route) => (file ? { content: { [file]: { schema: { type: 'string' as const, format: 'binary' } } } } : {});

/** A document is answered in the form that is asked for; what a command says of it is not. */
const yamlContent = ({ method, isDocument }: Route, schema: Route['body']) =>
  method === 'get' && isDocument ? { 'application/yaml': { schema } } : {};

function bodyContent({ body, isDocument }: Route) {
  return { 'application/json': { schema: body }, ...(isDocument ? { 'application/yaml': { schema: body } } : {}) };
}
