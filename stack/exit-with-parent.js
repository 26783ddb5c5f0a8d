// Plain JavaScript, since worker threads load it too and know no TypeScript. Loaded before the worker, the api and the mailbox (node --import): when the stack that started them is gone, killed even, they end too.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  // The listener above would keep a process alive that has nothing else to do.
  process.channel.unref();
}
