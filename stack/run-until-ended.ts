import { SetupError } from './setup-error.ts';

/** One Ctrl-C comes twice where npm passes on what the terminal has sent already. */
const sameKeyWithinMs = 1_000;

/**
 * Runs a program of the stack: the first Ctrl-C (or SIGTERM, or the end of the terminal) aborts the signal and lets it end in order, the
 * second ends it at once. A SetupError is shown as its message. Sets the exit code.
 */
export async function runUntilEnded(program: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  let firstAt = 0;
  const end = () => {
    if (!ending.signal.aborted) firstAt = Date.now();
    else if (Date.now() - firstAt > sameKeyWithinMs) process.exit(130);
    ending.abort(new Ended());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The launcher that started us was killed, and with it the way to reach us.
  process.once('disconnect', () => ending.abort(new Ended()));
  process.channel?.unref();
  try {
    await program(ending.signal);
    process.exit();
  } catch (error) {
    if (error instanceof Ended) process.exit();
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(1);
  }
}

class Ended extends Error {}
