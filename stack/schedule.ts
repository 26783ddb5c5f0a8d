import { Client, Connection, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { Command } from 'commander';
import { instantAt, localDateOf, showInShanghai } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { bellId, monthOpeningId } from '../workflows/contract.ts';

const known = {
  [bellId]: '每分钟查看到期事项 · looks each minute at what is due',
  [monthOpeningId]: '每日08:30查看是否应开启月度调度 · looks each morning whether the monthly dispatch is to be opened',
};

/** Runs `work` with the Schedules of Temporal's server; whatever fails is said in one line, and the exit code is 1. */
async function withSchedules(work: (client: Client) => Promise<string[]>): Promise<void> {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (!address) return fail('TEMPORAL_ADDRESS: 计时服务没有运行 · no Temporal server runs: npm start first, or name one');
  const connection = await Connection.connect({ address, connectTimeout: 5_000 }).catch(() => null);
  if (!connection) return fail(`TEMPORAL_ADDRESS: ${address} 没有应答 · does not answer`);
  try {
    const client = new Client({ connection, namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default' });
    for (const line of await work(client)) process.stdout.write(`${line}\n`);
  } catch (error) {
    const isNew = error instanceof ScheduleNotFoundError;
    fail(isNew ? '还没有定时任务，请先启动服务 · there are no schedules yet: start the worker first' : String((error as Error).message));
  } finally {
    await connection.close();
  }
}

function fail(reason: string): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}

const shown = (at: Date | undefined) => (at ? showInShanghai(at.toISOString() as Instant) : '—');

async function stateOf(client: Client, id: string): Promise<string> {
  const { state, info } = await client.schedule.getHandle(id).describe();
  const last = info.recentActions.at(-1)?.takenAt;
  const isPaused = state.paused ? `已暂停 · paused${state.note ? `（${state.note}）` : ''}` : '运行中 · runs';
  return `${id}\t${isPaused}\t上次 · last ${shown(last)}\t下次 · next ${state.paused ? '—' : shown(info.nextActionTimes[0])}`;
}

function handleOf(client: Client, id: string) {
  if (!Object.hasOwn(known, id)) throw new RangeError(`NAME: “${id}” 不是 · is none of ${Object.keys(known).join(', ')}`);
  return client.schedule.getHandle(id);
}

/** The first moment of a civil date in Shanghai. */
const dayStart = (text: string) => new Date(instantAt(localDateOf(text), 0));
const dayEnd = (text: string) => new Date(instantAt(localDateOf(text), 1440));

const program = new Command('schedule').description(
  '定时任务：查看、暂停、恢复、立即执行、补做 · lists, pauses, resumes, triggers and back-fills the Schedules',
);
program
  .command('list')
  .description('查看 · each with its state, its last and its next time')
  .action(() => withSchedules((client) => Promise.all(Object.keys(known).map((id) => stateOf(client, id)))));
program
  .command('pause <name>')
  .description('暂停 · nothing is started by it until it is resumed')
  .option('--note <text>', '原因 · why', '')
  .action((id: string, { note }: { note: string }) =>
    withSchedules(async (client) => {
      await handleOf(client, id).pause(note || undefined);
      return [await stateOf(client, id)];
    }),
  );
program
  .command('resume <name>')
  .description('恢复')
  .action((id: string) =>
    withSchedules(async (client) => {
      await handleOf(client, id).unpause();
      return [await stateOf(client, id)];
    }),
  );
program
  .command('trigger <name>')
  .description('立即执行一次 · runs it once, now')
  .action((id: string) =>
    withSchedules(async (client) => {
      await handleOf(client, id).trigger(ScheduleOverlapPolicy.ALLOW_ALL);
      return [`${id}\t已执行 · triggered`];
    }),
  );
program
  .command('backfill <name>')
  .description('补做 · runs it for each of its times in these days')
  .requiredOption('--from <date>', '起，如 2026-10-20 · the first day')
  .requiredOption('--to <date>', '止 · the last day')
  .action((id: string, { from, to }: { from: string; to: string }) =>
    withSchedules(async (client) => {
      await handleOf(client, id).backfill({ start: dayStart(from), end: dayEnd(to), overlap: ScheduleOverlapPolicy.ALLOW_ALL });
      return [`${id}\t${from} 至 · to ${to}\t已补做 · back-filled`];
    }),
  );
await program.parseAsync();
