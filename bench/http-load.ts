import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { examplePassword } from '../stack/example-bureau.ts';

const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });

/** One request over a kept connection; throws when it is refused. `timings` gets its milliseconds. */
function call<Answer>(url: string, method: string, cookie: string, body?: object, timings?: number[]): Promise<Answer> {
  const beganAt = performance.now();
  const payload = body && JSON.stringify(body);
  const headers = { cookie, ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }) };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent, headers: { ...headers, 'idempotency-key': randomUUID() } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        timings?.push(performance.now() - beganAt);
        if ((response.statusCode ?? 500) >= 400) reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
        else resolve({ ...(text && JSON.parse(text)), cookie: response.headers['set-cookie']?.[0]?.split(';')[0] } as Answer);
      });
    });
    request.on('error', reject);
    request.end(payload);
  });
}

/** The people of the example bureau at the api, each signed in once. */
export async function signedIn(apiUrl: string, people: readonly string[]) {
  const cookies = new Map<string, string>();
  for (const username of people) {
    const { cookie } = await call<{ cookie: string }>(`${apiUrl}/api/session`, 'POST', '', { username, password: examplePassword });
    cookies.set(username, cookie);
  }
  return <Answer>(as: string, method: string, path: string, body?: object, timings?: number[]) =>
    call<Answer>(apiUrl + path, method, cookies.get(as) ?? '', body, timings);
}

export type SignedIn = Awaited<ReturnType<typeof signedIn>>;
