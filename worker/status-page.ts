import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Registry } from 'prom-client';
import type { Standing } from '../observe/dependencies.ts';

export type StatusPage = {
  register: Registry;
  /** Where Temporal's SDK shows its own metrics, which are shown along. */
  sdkMetricsUrl: string;
  ask: () => Promise<Record<string, Standing>>;
  /** Without these it can't do its work. */
  needs: readonly string[];
  isAlive: () => boolean;
};

/** The worker's own small page: /healthz, /readyz, /metrics. Rejects when it can't listen there. */
export async function showStatus(
  { register, sdkMetricsUrl, ask, needs, isAlive }: StatusPage,
  port: number,
  host: string,
): Promise<Server> {
  const pages: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
    '/healthz': async () => json(isAlive() ? 200 : 503, { status: isAlive() ? 'ok' : 'failed' }),
    '/readyz': async () => {
      const answers = await ask();
      return json(needs.every((name) => answers[name]?.status === 'ok') ? 200 : 503, answers);
    },
    '/metrics': async () => {
      const [own, sdk] = await Promise.all([register.metrics(), sdkMetrics(sdkMetricsUrl)]);
      return { status: 200, type: register.contentType, body: own + sdk };
    },
  };
  const server = createServer((request, response) => {
    const page = request.method === 'GET' ? pages[request.url?.split('?')[0] ?? ''] : undefined;
    const answered = page ? page() : Promise.resolve(json(404, { status: 'not found' }));
    answered.then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((ready, reject) => server.once('error', reject).listen(port, host, ready));
  return server;
}

const json = (status: number, body: object) => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) });

/** Nothing while they can't be had: the worker's own count. */
const sdkMetrics = (url: string): Promise<string> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) })
    .then((response) => response.text())
    .catch(() => '');
