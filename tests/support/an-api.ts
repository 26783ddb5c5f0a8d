import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect } from 'vitest';
import { createApp } from '../../api/app.ts';
import { problem } from '../../api/answers.ts';
import type { Elsewhere } from '../../api/health.ts';
import { routes } from '../../api/routes.ts';
import { putAccount } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { theReporterKeys } from './a-tip-off.ts';

/** What tests read of an answer; the rest they match. */
type Body = { id: string; number: string; items: unknown[]; timeline: { command: string }[] };

/** The api on a free port, with these people signed in. Every answer must fit what the OpenAPI document promises. */
export async function anApi(ledger: Ledger, people: readonly string[], given: { port?: number; elsewhere?: Partial<Elsewhere> } = {}) {
  const elsewhere = { temporalNamespace: 'default', reporterKeys: theReporterKeys, ...given.elsewhere };
  const server = createServer(createApp(ledger, pino({ level: 'silent' }), elsewhere));
  await new Promise<void>((ready) => server.listen(given.port ?? 0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cookies: Record<string, string> = {};

  async function call(as: string | null, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(address + path, {
      method,
      headers: { 'content-type': 'application/json', ...(as ? { cookie: cookies[as] ?? '' } : {}), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const read = isJson ? JSON.parse(text) : text;
    if (isJson) fitsThePromise(method, path, response.status, read);
    return { status: response.status, headers: response.headers, body: read as Body };
  }

  for (const person of people) {
    const password = `${person}-password`;
    await putAccount(ledger, { username: person, password, person });
    const { headers } = await call(null, 'POST', '/api/session', { username: person, password });
    cookies[person] = headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  return {
    address,
    call,
    cookieOf: (person: string) => cookies[person] ?? '',
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

function fitsThePromise(method: string, path: string, status: number, body: unknown): void {
  const asked = path.split('?')[0] ?? '';
  const route = routes.find((each) => each.method === method.toLowerCase() && patternOf(each.path).test(asked));
  if (!route) return;
  const fit = (route.answers[status] ?? problem).safeParse(body);
  expect(fit.error?.issues ?? [], `${method} ${path} ${status}`).toEqual([]);
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
