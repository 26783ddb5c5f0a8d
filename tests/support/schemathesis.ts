import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDir, checkout } from '../../stack/checkout.ts';

const run = promisify(execFile);
const requirements = join(checkout, 'tests/web-api/requirements.txt');

/** The program, of the version that the list beside its tests names, from PyPI into a place of its own beside Temporal's. */
export async function schemathesis(): Promise<string> {
  const sum = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const home = join(cacheDir, `schemathesis-${sum}`);
  const program = join(home, 'bin/st');
  const whole = join(home, 'whole');
  if (existsSync(whole)) return program;
  mkdirSync(cacheDir, { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', home]);
  await run(join(home, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]);
  writeFileSync(whole, sum);
  return program;
}

/** What it said to its end, and how it ended. */
export async function ended(program: string, args: string[], cwd: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: '1' } });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said: Buffer.concat(said).toString() };
}
