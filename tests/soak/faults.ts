import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '../../stack/part.ts';
import type { Manner } from '../faults/rude-mail-server.ts';
import type { TcpProxy } from '../faults/tcp-proxy.ts';
import type { Random } from './random.ts';

export type Victims = {
  parts: Record<'api' | 'worker' | 'temporal' | 'postgres', Part>;
  networks: Record<'database' | 'Temporal' | 'mail', TcpProxy>;
};

/** How often each is chosen, and what happens meanwhile; each is over when it resolves. */
const faults: Record<string, [weight: number, happens: (victims: Victims, random: Random) => Promise<void>]> = {
  'api killed': [4, ({ parts }) => killed(parts.api)],
  'worker killed': [4, ({ parts }) => killed(parts.worker)],
  'Temporal killed': [2, ({ parts }) => killed(parts.temporal)],
  'PostgreSQL killed': [1, ({ parts }) => killed(parts.postgres)],
  'worker frozen': [2, ({ parts }, random) => frozen(parts.worker, random)],
  'api frozen': [1, ({ parts }, random) => frozen(parts.api, random)],
  ...networkFaults('database', 2),
  ...networkFaults('Temporal', 2),
  ...networkFaults('mail', 1),
};

function networkFaults(name: keyof Victims['networks'], weight: number): typeof faults {
  const over =
    (longestMs: number, begins: (network: TcpProxy, random: Random) => unknown) =>
    async ({ networks }: Victims, random: Random) => {
      const network = networks[name];
      await begins(network, random);
      await sleep(random.between(200, longestMs));
      await network.restore();
    };
  return {
    [`${name} network cut`]: [weight, over(2_500, (network) => network.cut())],
    [`${name} network silent`]: [weight, over(4_000, (network) => network.blackHole())],
    [`${name} network slow`]: [weight, over(4_000, (network, random) => network.delay(random.between(20, 200)))],
    [`${name} connections reset`]: [weight, over(300, (network) => network.reset())],
    [`${name} connections forgotten`]: [weight / 4, over(300, (network) => network.forget())],
  };
}

async function killed(part: Part): Promise<void> {
  await part.kill('SIGKILL');
  // A worker that finds no Temporal ends again and is started again by itself.
  await part.start().catch(() => undefined);
}

async function frozen(part: Part, random: Random): Promise<void> {
  const pid = part.running?.pid;
  if (pid === undefined) return;
  process.kill(pid, 'SIGSTOP');
  await sleep(random.between(500, 5_000));
  if (part.running?.pid === pid) process.kill(pid, 'SIGCONT');
}

const weights = Object.fromEntries(Object.entries(faults).map(([name, [weight]]) => [name, weight]));

/** One fault after another until told to end, each begun within a few seconds of the last; answers with how often each was. */
export async function provoke(victims: Victims, random: Random, isOver: () => boolean, pauseMs: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  while (!isOver()) {
    await sleep(random.between(pauseMs / 2, pauseMs * 1.5));
    const name = random.weighted(weights);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    await faults[name]?.[1](victims, random);
  }
  return counts;
}

const manners: Record<Manner, number> = {
  takes: 860,
  defersRecipient: 40,
  defersMail: 20,
  refusesRecipient: 0,
  refusesMail: 20,
  hangs: 1,
  closesInData: 25,
  takesAndDies: 30,
  takesAndHangs: 1,
};
export const randomManner = (random: Random): Manner => random.weighted(manners);
