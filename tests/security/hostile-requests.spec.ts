import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
let caseId: string;
let photoId: string;
beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['qian', 'zhang', 'zhao']);
  caseId = (await ledger.reports('2026-09-29 09:00')).caseId;
  const form = new FormData();
  form.append('photo', new Blob([new Uint8Array(await aPicture())]), '照片.png');
  const kept = await fetch(`${api.address}/api/photos`, { method: 'POST', body: form, headers: { cookie: api.cookieOf('qian') } });
  photoId = ((await kept.json()) as { id: string }).id;
});
afterAll(async () => {
  await api?.close();
  await ledger?.close();
});

const aPicture = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: '#9c6' } })
    .png()
    .toBuffer();

/** Everything that a request could alter, but for what is counted of tries and looked at by whom. */
const record = () =>
  ledger.rows(`select (select count(*) from cases)::int cases, (select count(*) from entry)::int entries, (select count(*) from notice)::int notices,
    (select count(*) from photo)::int photos, (select count(*) from scan)::int scans, (select count(*) from organisation)::int organisations,
    (select count(*) from policy_version)::int policies, (select count(*) from account)::int accounts, (select count(*) from session)::int sessions,
    (select md5(string_agg(head_hash::text, ',' order by id)) from cases) heads`);

/** Words that only the inside knows. */
const internals =
  /node_modules|at \w+ \(|\.ts:\d|\.js:\d|select |insert |postgres|prisma|zod|multer|busboy|SyntaxError|TypeError|RangeError|\/api\/commands\//i;

type Answered = { status: number; code: string | null; text: string; headers: Headers };
type Asked = { as?: 'qian' | 'zhang' | 'zhao'; headers?: Record<string, string>; body?: BodyInit };

async function ask(method: string, path: string, { as, headers = {}, body }: Asked = {}): Promise<Answered> {
  const given = { ...(as && { cookie: api.cookieOf(as) }), ...(typeof body === 'string' && { 'content-type': 'application/json' }) };
  const response = await fetch(api.address + path, {
    method,
    redirect: 'manual',
    headers: { ...given, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, code: codeIn(text), text, headers: response.headers };
}

const codeIn = (text: string) => /"code":"(\w+)"/.exec(text)?.[1] ?? null;

/** What fetch would not send, as it goes over the wire; ends when the server has ended, or has answered. */
function raw(lines: string[], body: Buffer | string = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(api.address);
    const socket = connect(Number(port), hostname);
    let text = '';
    const done = () => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), code: codeIn(text), text, headers: new Headers() });
    };
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', done);
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done() : reject(error)));
    const head = lines.map((line) => line.replace('HOST', host).replace('COOKIE', api.cookieOf('qian'))).join('\r\n');
    socket.write(`${head}\r\nConnection: close\r\n\r\n`);
    if (body.length > 0) socket.write(body);
  });
}

const aReport = (more: object = {}) =>
  JSON.stringify({ zone: 'east', class: 'general', title: '洞口无盖板', description: '洞口无盖板', ...more });
const report = (body: string, more: Asked = {}) => ask('POST', '/api/hazards', { as: 'qian', body, ...more });
const command = (body: object | string, more: Asked = {}) =>
  ask('POST', `/api/hazards/${caseId}/commands`, { as: 'zhang', body: typeof body === 'string' ? body : JSON.stringify(body), ...more });
const fromElsewhere = (headers: Record<string, string>) => report(aReport(), { headers });
const upload = async (path: string, name: string, content: Buffer | string, fileName = 'a.jpg', as: 'qian' | 'zhao' = 'qian') => {
  const form = new FormData();
  form.append(name, new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type: 'image/jpeg' }), fileName);
  return ask('POST', path, { as, body: form });
};
const photo = (content: Buffer | string, fileName?: string) => upload('/api/photos', 'photo', content, fileName);
const form = (boundary: string, body: string) =>
  ask('POST', '/api/photos', { as: 'qian', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body });
const yaml = (body: string) => ask('PUT', '/api/organisation', { as: 'zhao', headers: { 'content-type': 'application/yaml' }, body });
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const stranger = '0c5c2f39-7f0f-4c3c-9c0d-3f7f6f0a1b2c';
/** A PNG whose head promises 60,000 times 60,000 pixels. */
async function bomb() {
  const picture = await aPicture();
  picture.writeUInt32BE(60_000, 16);
  picture.writeUInt32BE(60_000, 20);
  return picture;
}

type Row = [name: string, request: () => Promise<Answered>, status: number | number[], code?: string];

const fromOtherSites: Row[] = [
  ['a form of another site', () => fromElsewhere({ origin: 'https://evil.example' }), 403, 'FROM_ELSEWHERE'],
  ['a page without an origin (sandboxed frame)', () => fromElsewhere({ origin: 'null' }), 403, 'FROM_ELSEWHERE'],
  ['a cross-site fetch that hides its origin', () => fromElsewhere({ 'sec-fetch-site': 'cross-site' }), 403, 'FROM_ELSEWHERE'],
  ['a neighbour under the same domain', () => fromElsewhere({ 'sec-fetch-site': 'same-site' }), 403, 'FROM_ELSEWHERE'],
  ['the same host at another port', () => fromElsewhere({ origin: 'http://127.0.0.1:1' }), 403, 'FROM_ELSEWHERE'],
  ['an origin that only begins like ours', () => fromElsewhere({ origin: `${api.address}.evil.example` }), 403, 'FROM_ELSEWHERE'],
  ['an origin that is no address', () => fromElsewhere({ origin: 'javascript:alert(1)' }), 403, 'FROM_ELSEWHERE'],
  [
    'a sign-in that another site plants',
    () =>
      ask('POST', '/api/session', {
        body: '{"username":"qian","password":"qian-password"}',
        headers: { origin: 'https://evil.example' },
      }),
    403,
    'FROM_ELSEWHERE',
  ],
  [
    'a sign-out that another site asks',
    () => ask('DELETE', '/api/session', { as: 'qian', headers: { 'sec-fetch-site': 'cross-site' } }),
    403,
    'FROM_ELSEWHERE',
  ],
  ['a form as text/plain', () => report(aReport(), { headers: { 'content-type': 'text/plain' } }), 415, 'WRONG_TYPE'],
  [
    'a form as urlencoded',
    () => report('zone=east&title=a', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    415,
    'WRONG_TYPE',
  ],
];

const bodies: Row[] = [
  ['half of a JSON', () => report('{"zone":'), 400, 'NOT_JSON'],
  ['a JSON that is no object', () => report('"east"'), 400, 'NOT_JSON'],
  ['an array for an object', () => report('[]'), 422, 'INVALID'],
  ['arrays nested a hundred thousand deep', () => report(nested(100_000)), 422, 'TOO_DEEP'],
  ['objects nested a thousand deep', () => report(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`), 422, 'TOO_DEEP'],
  ['a body of 300 KB', () => report(aReport({ description: 'x'.repeat(300_000) })), 413, 'TOO_LARGE'],
  ['a sign-in of 40 KB', () => ask('POST', '/api/session', { body: JSON.stringify({ username: 'x'.repeat(40_000) }) }), 413, 'TOO_LARGE'],
  ['a title of a hundred thousand characters', () => report(aReport({ title: '洞'.repeat(20_000) })), 422, 'INVALID'],
  ['twenty thousand pictures', () => report(aReport({ photos: Array(20_000).fill('x') })), 422, 'INVALID'],
  ['the prototype of all objects', () => report('{"__proto__":{"isOffice":true},"zone":"east"}'), 400, 'BAD_REQUEST'],
  ['a constructor with a prototype', () => report('{"constructor":{"prototype":{"isOffice":true}}}'), 400, 'BAD_REQUEST'],
  ['a prototype deep within', () => report(aReport({ x: [{ y: { ['__proto__x'.slice(0, 9)]: 1 } }] })), 400, 'BAD_REQUEST'],
  ['a NUL in a text', () => report(aReport({ title: 'a\0b' })), 422, 'INVALID'],
  ['half of a surrogate pair', () => report(aReport({ title: 'a' }).replace('"a"', '"\\ud800"')), 422, 'INVALID'],
  ['a field that nobody knows', () => report(aReport({ reportedBy: 'zhao' })), 422, 'INVALID'],
  ['a number for a text', () => report(aReport({ title: 7 })), 422, 'INVALID'],
  [
    'a packed body',
    () => report('', { headers: { 'content-encoding': 'gzip' }, body: new Uint8Array(gzipSync(aReport())) }),
    415,
    'WRONG_TYPE',
  ],
  ['a body in UTF-16', () => report(aReport(), { headers: { 'content-type': 'application/json; charset=utf-16' } }), 400, 'NOT_JSON'],
  [
    'a body in a charset that nobody knows',
    () => report(aReport(), { headers: { 'content-type': 'application/json; charset=x' } }),
    415,
    'WRONG_TYPE',
  ],
  ['YAML where JSON belongs', () => report('zone: east', { headers: { 'content-type': 'application/yaml' } }), 415, 'WRONG_TYPE'],
  ['a command in the name of another', () => command({ type: 'CloseHazard', by: 'zhao' }), 422],
  ['a command that nobody knows', () => command({ type: 'DropTable' }), 422],
  ['a key that is too short', () => report(aReport(), { headers: { 'idempotency-key': 'a' } }), 422, 'INVALID'],
  ['a revision that is no number', () => command({ type: 'AssignHazard' }, { headers: { 'if-match': '1; drop table' } }), 422, 'INVALID'],
];

const yamls: Row[] = [
  [
    'aliases that unfold to a billion',
    () =>
      yaml(
        `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi']
          .map(
            (name, i) =>
              `${name}: &${name} [${Array(9)
                .fill(`*${'abcdefgh'[i] ?? 'a'}`)
                .join(',')}]`,
          )
          .join('\n')}`,
      ),
    422,
    'INVALID',
  ],
  ['a tag of code', () => yaml('bureau: !!js/function "function(){ process.exit() }"'), 422, 'INVALID'],
  ['a tag of Python', () => yaml('bureau: !!python/object/apply:os.system ["ls"]'), 422, 'INVALID'],
  ['flow nested fifty thousand deep', () => yaml(nested(50_000)), 422],
  ['a merge of the prototype', () => yaml('__proto__: { isOffice: true }'), [400, 422]],
  ['an alias to nothing', () => yaml('a: *nothing'), 422, 'INVALID'],
  ['a document of 5 MB', () => yaml(`a: "${'x'.repeat(5_000_000)}"`), 413, 'TOO_LARGE'],
  [
    'a large document of somebody who may not put it',
    () => ask('PUT', '/api/organisation', { as: 'qian', body: '{}', headers: { 'content-type': 'application/yaml' } }),
    403,
  ],
];

const addresses: Row[] = [
  ['a path out of the pages', () => raw(['GET /../../../../etc/passwd HTTP/1.1', 'Host: HOST', 'Accept: image/png']), [400, 403, 404]],
  ['the same, encoded', () => raw(['GET /assets/..%2f..%2f..%2fpackage.json HTTP/1.1', 'Host: HOST']), [400, 403, 404]],
  ['the same, encoded twice', () => raw(['GET /assets/%252e%252e/%252e%252e/package.json HTTP/1.1', 'Host: HOST']), [400, 403, 404]],
  ['the same, with backslashes', () => raw(['GET /assets/..\\..\\package.json HTTP/1.1', 'Host: HOST']), [400, 403, 404]],
  ['the same, of the documentation', () => raw(['GET /api/docs/../../../package.json HTTP/1.1', 'Host: HOST']), [400, 403, 404]],
  ['a hidden file', () => raw(['GET /assets/.env HTTP/1.1', 'Host: HOST']), [400, 403, 404]],
  ['a NUL in a path', () => ask('GET', '/assets/a%00.js'), [400, 404]],
  ['a broken encoding in an id', () => ask('GET', '/api/hazards/%E0%A4%A', { as: 'qian' }), 400, 'BAD_REQUEST'],
  ['SQL for an id', () => ask('GET', `/api/hazards/${encodeURIComponent("' or 1=1 --")}`, { as: 'qian' }), 404, 'CASE_UNKNOWN'],
  ['a NUL for an id', () => ask('GET', '/api/zones/%00', { as: 'qian' }), [404, 422]],
  ['half of a character for a code', () => ask('GET', '/api/zones/%ED%A0%80', { as: 'qian' }), [400, 404]],
  ['a path for an id', () => ask('GET', '/api/photos/..%2f..%2fetc%2fpasswd', { as: 'qian' }), 404],
  ['an id of ten thousand characters', () => ask('GET', `/api/hazards/${'a'.repeat(10_000)}`, { as: 'qian' }), 404],
  ['a period that is none', () => ask('GET', '/api/dispatches/9999-99', { as: 'zhao' }), 404],
  ['a year beyond all years', () => ask('GET', '/api/calendar/99999999999', { as: 'zhao' }), 404],
  ['a version below zero', () => ask('GET', '/api/policies/-1/adoptions', { as: 'zhao' }), [404, 422]],
  ['a page beyond all pages', () => ask('GET', '/api/hazards?page=99999999999999999999', { as: 'zhao' }), 422, 'INVALID'],
  ['a page that is a word', () => ask('GET', '/api/hazards?page=1e3x', { as: 'zhao' }), 422, 'INVALID'],
  ['a page size of a million', () => ask('GET', '/api/hazards?pageSize=1000000', { as: 'zhao' }), 422, 'INVALID'],
  ['the same parameter twice', () => ask('GET', '/api/notices?to=zhao&to=qian', { as: 'qian' }), 422, 'INVALID'],
  ['a parameter as an object', () => ask('GET', '/api/notices?to[$ne]=x', { as: 'qian' }), 422, 'INVALID'],
  ['a parameter that nobody knows', () => ask('GET', '/api/notices?where=1', { as: 'qian' }), 422, 'INVALID'],
];

const methods: Row[] = [
  ['PATCH', () => ask('PATCH', `/api/hazards/${caseId}`, { as: 'qian', body: '{}' }), 405, 'WRONG_METHOD'],
  ['DELETE of what can only be read', () => ask('DELETE', `/api/hazards/${caseId}`, { as: 'zhao' }), 405, 'WRONG_METHOD'],
  ['TRACE', () => raw(['TRACE /api/me HTTP/1.1', 'Host: HOST', 'Cookie: COOKIE']), [404, 405]],
  ['CONNECT', () => raw(['CONNECT evil.example:443 HTTP/1.1', 'Host: HOST']), [0, 400, 404, 405]],
  [
    'a method in a header',
    () => ask('POST', `/api/photos/${photoId}`, { as: 'qian', body: '{}', headers: { 'x-http-method-override': 'DELETE' } }),
    405,
    'WRONG_METHOD',
  ],
  ['a method in a parameter', () => ask('POST', `/api/hazards/${caseId}?_method=DELETE`, { as: 'qian', body: '{}' }), 405, 'WRONG_METHOD'],
];

const wires: Row[] = [
  ['a body with two lengths', () => raw(['POST /api/hazards HTTP/1.1', 'Host: HOST', 'Content-Length: 2', 'Content-Length: 3'], '{}'), 400],
  [
    'a length and chunks at once (request smuggling)',
    () =>
      raw(
        ['POST /api/hazards HTTP/1.1', 'Host: HOST', 'Content-Length: 4', 'Transfer-Encoding: chunked'],
        '0\r\n\r\nGET /api/me HTTP/1.1\r\n',
      ),
    400,
  ],
  [
    'a chunk that lies',
    () => raw(['POST /api/session HTTP/1.1', 'Host: HOST', 'Content-Type: application/json', 'Transfer-Encoding: chunked'], 'zz\r\n{}'),
    400,
  ],
  ['headers of 40 KB', () => raw(['GET /api/me HTTP/1.1', 'Host: HOST', `X-Long: ${'x'.repeat(40_000)}`]), 431],
  ['a header with a line within', () => raw(['GET /api/me HTTP/1.1', 'Host: HOST', 'X-A: a\rSet-Cookie: session=x']), 400],
  ['no host', () => raw(['GET /api/me HTTP/1.1']), 400],
  ['two cookies named session', () => raw(['GET /api/me HTTP/1.1', 'Host: HOST', 'Cookie: session=x; COOKIE']), 401, 'NOT_SIGNED_IN'],
  ['a cookie that is SQL', () => ask('GET', '/api/me', { headers: { cookie: "session=' or 1=1 --" } }), 401, 'NOT_SIGNED_IN'],
  ['a cookie of another key', () => ask('GET', '/api/me', { headers: { cookie: `session=${'A'.repeat(43)}` } }), 401, 'NOT_SIGNED_IN'],
  ['what is no HTTP', () => raw(['\u0016\u0003\u0001 hello']), 400],
];

const files: Row[] = [
  ['a page that calls itself a picture', () => photo('<!doctype html><script>alert(1)</script>', 'a.html'), 422, 'NOT_A_PHOTO'],
  [
    'an SVG with a script',
    () => photo('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg'),
    422,
    'NOT_A_PHOTO',
  ],
  ['a picture that promises 3.6 billion pixels', async () => photo(await bomb()), 422, 'NOT_A_PHOTO'],
  ['a picture that breaks off', async () => photo((await aPicture()).subarray(0, 60)), 422, 'NOT_A_PHOTO'],
  ['a GIF that is a script too', () => photo('GIF89a/*\n*/=1;alert(1)'), 422, 'NOT_A_PHOTO'],
  ['nothing', () => photo(''), 422, 'NOT_A_PHOTO'],
  ['21 MB', () => photo(Buffer.alloc(21 * 1024 * 1024)), 413, 'TOO_LARGE'],
  ['a file under another name', async () => upload('/api/photos', 'file', await aPicture()), 400, 'BAD_REQUEST'],
  ['a form without an end', () => form('b', '--b\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\nx'), 400],
  ['a form of no parts', () => form('b', '--b\r\n256--b--\r\n'), 400, 'BAD_REQUEST'],
  [
    'a form of a thousand parts',
    () => form('b', `${Array(1_000).fill('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n').join('')}--b--`),
    400,
    'BAD_REQUEST',
  ],
  [
    'a form without a boundary',
    () => ask('POST', '/api/photos', { as: 'qian', headers: { 'content-type': 'multipart/form-data' }, body: 'x' }),
    400,
  ],
  ['a picture as JSON', () => ask('POST', '/api/photos', { as: 'qian', body: '{"photo":"x"}' }), 415, 'WRONG_TYPE'],
  ['a page for a scan', () => upload('/api/scans', 'scan', '<script>alert(1)</script>', 'a.pdf', 'zhao'), 422, 'NOT_A_SCAN'],
  ['a program for a scan', () => upload('/api/scans', 'scan', 'MZ\u0090\u0000', 'a.pdf', 'zhao'), 422, 'NOT_A_SCAN'],
  ['a scan of somebody who has no business with it', () => upload('/api/scans', 'scan', '%PDF-1.7\n', 'a.pdf', 'qian'), 403],
];

const guesses: Row[] = [
  ['a hazard', () => ask('GET', `/api/hazards/${stranger}`, { as: 'qian' }), 404],
  ['a case', () => ask('GET', `/api/cases/${stranger}`, { as: 'qian' }), [403, 404]],
  ['a picture', () => ask('GET', `/api/photos/${stranger}`, { as: 'qian' }), 404],
  ['a picture by its number', () => ask('GET', '/api/photos/1', { as: 'qian' }), 404],
  ['a scan', () => ask('GET', `/api/scans/${stranger}`, { as: 'qian' }), [403, 404]],
  ['a picture that another has uploaded', () => ask('GET', `/api/photos/${photoId}`, { as: 'zhang' }), 404],
  ['a draft', () => ask('GET', `/api/supervisions/${stranger}/draft`, { as: 'qian' }), [403, 404]],
  ['the notices of another', () => ask('GET', '/api/notices?to=zhao', { as: 'qian' }), 403],
  ['a picture of another for a report of one’s own', () => report(aReport({ photos: [photoId] }), { as: 'zhang' }), 422],
  ['a hazard, not signed in', () => ask('GET', `/api/hazards/${caseId}`), 401, 'NOT_SIGNED_IN'],
  ['a picture, not signed in', () => ask('GET', `/api/photos/${photoId}`), 401, 'NOT_SIGNED_IN'],
  ['what only the office may', () => ask('PUT', '/api/organisation', { as: 'qian', body: '{}' }), 403],
  [
    'a bounce, with a wrong secret',
    () => ask('POST', '/api/deliveries/bounces', { body: '{"messageId":"a@b"}', headers: { authorization: 'Bearer x' } }),
    401,
  ],
];

const rows: Record<string, Row[]> = {
  'sent by other sites': fromOtherSites,
  'as a body': bodies,
  'as YAML': yamls,
  'as an address': addresses,
  'by method': methods,
  'on the wire': wires,
  'as a file': files,
  'that guess': guesses,
};

it('are sixty and more', () => {
  const count = Object.values(rows).flat().length;
  process.stdout.write(`hostile requests: ${count}\n`);
  expect(count).toBeGreaterThanOrEqual(60);
});

describe.each(Object.entries(rows))('hostile requests %s', (_, some) => {
  it.each(some)('%s', async (_name, request, statuses, code) => {
    const before = await record();
    const { status, code: found, text } = await request();
    expect([statuses].flat(), text.slice(0, 500)).toContain(status);
    if (code) expect(found).toBe(code);
    expect(text).not.toMatch(internals);
    expect(text.length).toBeLessThan(40_000);
    expect(await record()).toEqual(before);
  });
});

describe('the answers', () => {
  it('shut themselves in, are not kept, and say nothing of the server', async () => {
    const { headers } = await ask('GET', `/api/hazards/${caseId}`, { as: 'qian' });
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'; sandbox$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('insist on https where it is spoken, and only there', async () => {
    const asked = async (proto: string) => (await ask('GET', '/healthz', { headers: { 'x-forwarded-proto': proto } })).headers;
    expect((await asked('https')).get('strict-transport-security')).toBe('max-age=31536000');
    expect((await asked('http')).get('strict-transport-security')).toBeNull();
  });

  it('are pages without inline scripts or styles but by a nonce that each has anew', async () => {
    const pages = await Promise.all([1, 2].map(() => ask('GET', '/tasks', { headers: { accept: 'text/html' } })));
    const nonces = pages.map(({ headers, text }) => {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).not.toMatch(/unsafe/);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(text).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=| style=/);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it('give an original only as a file to keep, and a copy as a picture drawn anew', async () => {
    const original = await ask('GET', `/api/photos/${photoId}?size=original`, { as: 'qian' });
    expect(original.headers.get('content-disposition')).toBe(`attachment; filename="${photoId}.png"`);
    expect(original.headers.get('x-content-type-options')).toBe('nosniff');
    const shown = await ask('GET', `/api/photos/${photoId}`, { as: 'qian' });
    expect([shown.headers.get('content-type'), shown.headers.get('cache-control')]).toEqual(['image/webp', 'private, no-cache']);
  });

  it('name the methods that an address takes', async () => {
    expect((await ask('PATCH', '/api/hazards', { as: 'qian' })).headers.get('allow')).toBe('POST, GET');
  });
});
