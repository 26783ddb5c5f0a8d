import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { checkout } from './checkout.ts';
import { endProcess } from './end-process.ts';
import type { LogFile } from './log-file.ts';
import { openLog } from './log-file.ts';
import { endLeftover, pidFile, removePidFile, writePidFile } from './pid-file.ts';

/** One process of the stack, while it runs. */
export interface RunningProcess {
  readonly pid: number;
  /** Resolves (never rejects) with how it ended, e.g. "exit code 1" or "SIGKILL". */
  readonly ended: Promise<string>;
  /** Sends the signal and resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it the polite way; kills it when that takes too long. */
  stop(): Promise<void>;
  /** The last lines of its log since it was started. */
  logTail(): string;
}

export interface Launch {
  name: string;
  dataDir: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** A channel that closes when this process is gone, and what is called when something comes through it. */
  channel?: { heard?: (() => void) | undefined };
}

export interface NodeLaunch {
  name: string;
  dataDir: string;
  entry: string;
  args?: string[];
  env?: NodeJS.ProcessEnv;
  /** Called when it says that it listens. */
  heard?: () => void;
}

const graceMs = 15_000;

/** Ends what an earlier run left under this name, then starts it anew, writing to DATA_DIR/logs/<name>.log. */
export async function launch(options: Launch): Promise<RunningProcess> {
  const file = pidFile(options.dataDir, options.name);
  await endLeftover(file, graceMs);
  const log = openLog(options.dataDir, options.name);
  try {
    const child = spawn(options.command, options.args, {
      cwd: checkout,
      env: { ...process.env, TZ: 'Asia/Shanghai', ...options.env },
      // A process group of its own: Ctrl-C in the terminal reaches the stack alone, which then ends its parts in order.
      detached: true,
      stdio: ['ignore', log.fd, log.fd, ...(options.channel ? (['ipc'] as const) : [])],
    });
    if (options.channel?.heard) child.once('message', options.channel.heard);
    const running = await follow(child, log);
    writePidFile(file, running.pid);
    void running.ended.then(() => removePidFile(file));
    return running;
  } finally {
    closeSync(log.fd);
  }
}

/** Starts a Node process that runs TypeScript, and that ends when this process is gone. */
export function launchNode({ name, dataDir, entry, args = [], env = {}, heard }: NodeLaunch): Promise<RunningProcess> {
  const imports = ['tsx', './exit-with-parent.js'].flatMap((module) => ['--import', import.meta.resolve(module)]);
  return launch({ name, dataDir, command: process.execPath, args: [...imports, entry, ...args], env, channel: { heard } });
}

/** Waits until the child really runs, and watches for its end. */
export async function follow(child: ChildProcess, log: LogFile, stopSignal: NodeJS.Signals = 'SIGTERM'): Promise<RunningProcess> {
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = child.pid as number;
  const end = async (signal: NodeJS.Signals) => {
    // A child that was let go (unref) would not keep us here until it has ended.
    child.ref();
    await endProcess(pid, signal, graceMs);
    await ended;
  };
  return { pid, ended, kill: end, stop: () => end(stopSignal), logTail: log.tail };
}
