import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from './running-process.ts';

/** One process of the stack over its restarts: what tests and the demo kill and start again. */
export interface Part<T extends RunningProcess = RunningProcess> {
  readonly name: string;
  /** The process of now; undefined between a death and the next start. */
  readonly running: T | undefined;
  /** Starts it when it is not running; resolves when it is ready. */
  start(): Promise<T>;
  /** Sends the signal and resolves when the process is gone. With automatic restart it comes back by itself: see `start`. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it, for good until `start`. */
  stop(): Promise<void>;
}

export interface PartOptions<T> {
  name: string;
  /** Starts the process and resolves when it is ready; given the one before it, so that it can take the same ports. */
  launch: (before: T | undefined) => Promise<T>;
  /** Whether a part that dies is started again. */
  autoRestart: boolean;
  report: (line: string) => void;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A process that lived this long had no fault in its start: the next pause is short again. */
const steadyAfterMs = 60_000;

export function part<T extends RunningProcess>({ name, launch, autoRestart, report }: PartOptions<T>): Part<T> {
  let wanted = false;
  let running: T | undefined;
  let latest: T | undefined;
  let starting: Promise<T> | undefined;
  let pauseMs = firstPauseMs;

  function start(): Promise<T> {
    wanted = true;
    if (running) return Promise.resolve(running);
    starting ??= launchOnce().finally(() => {
      starting = undefined;
    });
    return starting;
  }

  async function launchOnce(): Promise<T> {
    const launched = await launch(latest);
    running = latest = launched;
    const since = Date.now();
    void launched.ended.then((how) => {
      running = undefined;
      if (Date.now() - since > steadyAfterMs) pauseMs = firstPauseMs;
      if (wanted && autoRestart) void restart(`${name} ended (${how})`);
    });
    return launched;
  }

  async function restart(why: string): Promise<void> {
    report(`${why}: starting it again in ${pauseMs / 1000} s`);
    await sleep(pauseMs, undefined, { ref: false });
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    if (!wanted) return;
    await start().then(
      () => report(`${name} runs again`),
      (error: Error) => (wanted ? restart(error.message) : undefined),
    );
  }

  return {
    name,
    get running() {
      return running;
    },
    start,
    async kill(signal) {
      const victim = running;
      await victim?.kill(signal);
      await victim?.ended;
    },
    async stop() {
      wanted = false;
      await starting?.catch(() => undefined);
      const last = running;
      await last?.stop();
      await last?.ended;
    },
  };
}
