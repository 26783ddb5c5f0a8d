import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../stack/embedded-postgres.ts';
import { isAlive } from '../../stack/process-identity.ts';
import { endingWithTest, temporaryDirectory } from './temporary.ts';

const database = 'grid';

async function query(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

describe('an empty data directory', () => {
  it('gets a server on the loopback interface that sorts Chinese by pinyin and keeps time in UTC', async () => {
    const server = endingWithTest(await startEmbeddedPostgres({ dataDir: temporaryDirectory(), database, fast: true }));
    expect(server.reused).toBe(false);
    expect(await query(server.url, `select v from (values ('中'), ('安'), ('北')) t(v) order by v`)).toEqual([['安'], ['北'], ['中']]);
    expect(await query(server.url, 'show timezone')).toEqual([['UTC']]);
    expect(await query(server.url, 'show listen_addresses')).toEqual([['127.0.0.1']]);
  });

  it('gets one server when two start it at once', async () => {
    const dataDir = temporaryDirectory();
    const servers = await Promise.all([1, 2].map(() => startEmbeddedPostgres({ dataDir, database, fast: true })));
    servers.map(endingWithTest);
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.map(({ reused }) => reused).sort()).toEqual([false, true]);
  });
});

describe('a server that still runs', () => {
  it('is found again, under the same address', async () => {
    const dataDir = temporaryDirectory();
    const first = endingWithTest(await startEmbeddedPostgres({ dataDir, database, fast: true }));
    const again = await startEmbeddedPostgres({ dataDir, database });
    expect(again).toMatchObject({ reused: true, url: first.url, pid: first.pid });
    await again.stop();
    expect(await first.ended).toBe('exit code 0');
  });

  it('outlives the process that started it, killed', async () => {
    const dataDir = temporaryDirectory();
    const starter = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('../../stack/embedded-postgres.ts', import.meta.url).href)});
      await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, database: '${database}', fast: true });
      process.kill(process.pid, 'SIGKILL');`;
    expect(() => execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', starter], { stdio: 'pipe' })).toThrow();
    const server = endingWithTest(await startEmbeddedPostgres({ dataDir, database }));
    expect(server.reused).toBe(true);
  });
});

describe('a server that was killed', () => {
  it('starts again on the port it had, with everything that was committed', async () => {
    const dataDir = temporaryDirectory();
    const first = await startEmbeddedPostgres({ dataDir, database });
    await query(first.url, 'create table kept as select 42 as answer');
    await first.kill('SIGKILL');
    const again = endingWithTest(await startEmbeddedPostgres({ dataDir, database, port: first.port }));
    expect(again).toMatchObject({ reused: false, url: first.url });
    expect(await query(again.url, 'select answer from kept')).toEqual([[42]]);
  });
});

describe('stopping', () => {
  it('ends open sessions and leaves no process', async () => {
    const server = await startEmbeddedPostgres({ dataDir: temporaryDirectory(), database, fast: true });
    const client = new pg.Client(server.url);
    client.on('error', () => undefined);
    await client.connect();
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });
});

describe.runIf(process.getuid?.() === 0)('started by root', () => {
  it('serves from a directory inside one that only root may enter', async () => {
    const closed = temporaryDirectory();
    chmodSync(closed, 0o700);
    const dataDir = join(closed, 'data');
    mkdirSync(dataDir);
    const server = endingWithTest(await startEmbeddedPostgres({ dataDir, database, fast: true }));
    expect(await query(server.url, 'select 1')).toEqual([[1]]);
  });

  it('names the closed directory when the system has no way to pass through it', async () => {
    const closed = temporaryDirectory();
    const path = process.env.PATH;
    process.env.PATH = withOnly(['id', 'test']);
    try {
      await expect(startEmbeddedPostgres({ dataDir: join(closed, 'data'), database })).rejects.toThrow(`may not enter ${closed}.`);
    } finally {
      process.env.PATH = path;
    }
  });
});

/** A PATH on which nothing but these programs is found. */
function withOnly(programs: string[]): string {
  const directory = temporaryDirectory();
  chmodSync(directory, 0o755);
  for (const program of programs) symlinkSync(execFileSync('which', [program], { encoding: 'utf8' }).trim(), join(directory, program));
  return directory;
}
