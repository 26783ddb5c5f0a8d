import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../stack/free-port.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

const nginx = '/usr/sbin/nginx';
const documented = /```nginx\n([^]*?\n\})\n```/.exec(readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8'))?.[1];

describe.skipIf(!existsSync(nginx))('behind nginx as docs/operations.md sets it up', () => {
  let ledger: Awaited<ReturnType<typeof aLedger>>;
  let api: Awaited<ReturnType<typeof anApi>>;
  let proxy: ChildProcess;
  let port: number;
  const folder = mkdtempSync(join(tmpdir(), 'safety-grid-nginx-'));

  function ask(method: string, path: string, headers: Record<string, string> = {}, body = '') {
    return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
      const given = { host: `grid.example.org:${port}`, ...headers, ...(body && { 'content-type': 'application/json' }) };
      const asked = request({ host: '127.0.0.1', port, method, path, headers: given, rejectUnauthorized: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      asked.once('error', reject);
      asked.end(body);
    });
  }

  beforeAll(async () => {
    ledger = await aLedger();
    api = await anApi(ledger, ['qian']);
    port = await freePort();
    const [certificate, key] = [join(folder, 'grid.pem'), join(folder, 'grid.key')];
    const names = ['-subj', '/CN=grid.example.org', '-days', '1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...names, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const server = (documented ?? '')
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace('/etc/ssl/grid.pem', certificate)
      .replace('/etc/ssl/grid.key', key)
      .replace('127.0.0.1:3000', new URL(api.address).host);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`).join(' ');
    const config = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log ${folder}/access.log; ${temporary}\n${server}\n}`;
    writeFileSync(join(folder, 'nginx.conf'), config);
    proxy = spawn(nginx, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'ignore' });
    await until(async () => (await ask('GET', '/healthz').catch(() => null))?.status === 200);
  });
  afterAll(async () => {
    proxy?.kill('SIGTERM');
    await api?.close();
    await ledger?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const credentials = JSON.stringify({ username: 'qian', password: 'qian-password' });

  it('insists on https and gives a cookie that only https carries', async () => {
    const { status, headers } = await ask('POST', '/api/session', { origin: `https://grid.example.org:${port}` }, credentials);
    expect(status).toBe(201);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-session=.*; Path=\/;.* HttpOnly; Secure; SameSite=Strict/);
  });

  it('refuses what comes from a page of another host, or of the same one without https', async () => {
    for (const origin of ['https://evil.example', `http://grid.example.org:${port}`, 'https://grid.example.org'])
      expect((await ask('POST', '/api/session', { origin }, credentials)).text).toContain('FROM_ELSEWHERE');
  });

  it('writes down nobody who comes to the public form, and keeps the figures inside', async () => {
    for (const path of ['/api/public/zones/east', '/p/east', '/track', '/sign-in']) await ask('GET', path);
    for (const path of ['/metrics', '/readyz']) expect((await ask('GET', path)).status).toBe(404);
    const written = () => readFileSync(join(folder, 'access.log'), 'utf8');
    await until(async () => written().includes('/readyz'));
    expect(written()).toContain('/sign-in');
    expect(written()).not.toMatch(/\/api\/public|\/p\/east|\/track/);
  });

  it('does not believe a caller who names another host', async () => {
    const headers = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' };
    expect((await ask('POST', '/api/session', headers, credentials)).status).toBe(403);
  });
});
