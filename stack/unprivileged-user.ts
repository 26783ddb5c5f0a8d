import type { SpawnOptions } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.ts';

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Who runs PostgreSQL. Without an account: whoever we are. The prefix is a command in front of the program's own. */
export interface Unprivileged {
  account?: Account;
  prefix: string[];
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the owner of `dataset` when there is one already, else as `postgres` or `nobody`.
 * That user must reach the directories `paths`; a home directory such as root's own shuts it out. Then the program gets the one capability
 * to pass through closed directories, where the system has `setpriv`.
 */
export function unprivilegedUser(dataset: string, paths: string[]): Unprivileged {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const account = ownerOf(dataset) ?? accountNamed('postgres') ?? accountNamed('nobody');
  if (!account) {
    throw new SetupError(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody": start as a normal user, or set DATABASE_URL.',
    );
  }
  const plain: Unprivileged = { account, prefix: [] };
  const closed = paths.find((path) => !reaches(plain, path));
  if (closed === undefined) return plain;
  for (const capability of ['dac_read_search', 'dac_override']) {
    const passing = passingThrough(account, capability);
    if (paths.every((path) => reaches(passing, path))) return passing;
  }
  throw new SetupError(
    `PostgreSQL does not run as root, and the user "${account.name}" may not enter ${firstClosed(plain, closed)}. ` +
      'Set DATA_DIR to a directory it can enter, move the checkout, open the directory (chmod o+x), or set DATABASE_URL.',
  );
}

/** The command line and the options for child_process that run `program` as that user. */
export function runAs(user: Unprivileged, program: string, args: string[]): [command: string, args: string[], options: SpawnOptions] {
  const [command, ...rest] = [...user.prefix, program, ...args] as [string, ...string[]];
  const identity = user.account && user.prefix.length === 0 ? { uid: user.account.uid, gid: user.account.gid } : {};
  return [command, rest, { cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'Asia/Shanghai' }, ...identity }];
}

function ownerOf(dataset: string): Account | undefined {
  if (!existsSync(dataset)) return undefined;
  const { uid, gid } = statSync(dataset);
  return uid === 0 ? undefined : { name: String(uid), uid, gid };
}

function accountNamed(name: string): Account | undefined {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function passingThrough(account: Account, capability: string): Unprivileged {
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  return { account, prefix: ['setpriv', ...identity, `--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`] };
}

function reaches(user: Unprivileged, path: string): boolean {
  // Looks through the directory: `test -x` compares the mode alone, and knows nothing of capabilities.
  const [command, args, options] = runAs(user, 'test', ['-e', `${path}/.`]);
  try {
    execFileSync(command, args, { ...options, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function firstClosed(user: Unprivileged, path: string): string {
  const parent = dirname(path);
  return parent === path || reaches(user, parent) ? path : firstClosed(user, parent);
}
