import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { postgresTools } from './postgres-tools.ts';
import { SetupError } from './setup-error.ts';

const run = promisify(execFile);

/** Writes the whole database into one file of pg_dump, which only its owner may read; people may go on working. There is never half a file. */
export async function backUp(databaseUrl: string, file: string): Promise<void> {
  if (existsSync(file)) throw new SetupError(`${file} 已存在 · ${file} exists already`);
  const { pgDump } = await postgresTools();
  const part = `${file}.part`;
  await writeFile(part, '', { mode: 0o600 });
  await chmod(part, 0o600);
  const { address, env } = withoutPassword(databaseUrl);
  try {
    await run(pgDump, ['--format=custom', `--file=${part}`, `--dbname=${address}`], { env });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new SetupError(saidBy(error));
  }
}

/** Reads such a file into an empty database: all of it, or nothing. */
export async function restore(databaseUrl: string, file: string): Promise<void> {
  if (!existsSync(file)) throw new SetupError(`没有文件 ${file} · there is no file ${file}`);
  const { pgRestore } = await postgresTools();
  const { address, env } = withoutPassword(databaseUrl);
  const all = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges'];
  await run(pgRestore, [...all, `--dbname=${address}`, file], { env }).catch((error: unknown) => {
    throw new SetupError(saidBy(error));
  });
}

/** The arguments of a program can be read by everybody on the machine. */
function withoutPassword(databaseUrl: string): { address: string; env: NodeJS.ProcessEnv } {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = '';
  return { address: url.href, env: { ...process.env, ...(password && { PGPASSWORD: password }) } };
}

const saidBy = (error: unknown): string => (error as { stderr?: string }).stderr?.trim() || String(error);
