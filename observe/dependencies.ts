import { causeOf } from './cause-of.ts';

/** Asks one thing that a process rests on to do a little of its work; throws when it doesn't. May say when it last did some by itself. */
export type Probe = { ask: () => Promise<{ lastAt: string } | void> /** How long an answer is good for. */; restMs?: number };

/** `since`: from when on this process has seen it so. `why`: the code of the fault. */
export type Standing = { status: 'ok' | 'away'; since: string; lastAt?: string; why?: string };

const withinMs = 2_000;

/** Asks each by name, all at once; who asks meanwhile is given the same answer. */
export function dependencies<Name extends string>(probes: Record<Name, Probe>): () => Promise<Record<Name, Standing>> {
  const watches = Object.entries<Probe>(probes).map(([name, probe]) => [name, watch(probe)] as const);
  return async () => {
    const answers = await Promise.all(watches.map(async ([name, look]) => [name, await look()] as const));
    return Object.fromEntries(answers) as Record<Name, Standing>;
  };
}

function watch({ ask, restMs = 0 }: Probe): () => Promise<Standing> {
  let known: Standing | undefined;
  let asking: Promise<Standing> | undefined;
  let restsUntil = 0;
  const look = async (): Promise<Standing> => {
    const answer = await answerOf(ask);
    const at = new Date().toISOString();
    known = { ...answer, since: known?.status === answer.status ? known.since : at };
    restsUntil = performance.now() + restMs;
    asking = undefined;
    return known;
  };
  return () => {
    if (known && performance.now() < restsUntil) return Promise.resolve(known);
    asking ??= look();
    return asking;
  };
}

async function answerOf(ask: Probe['ask']): Promise<Omit<Standing, 'since'>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'NO_ANSWER' })), withinMs);
  });
  try {
    const seen = await Promise.race([ask(), late]);
    return { status: 'ok', ...(seen && { lastAt: seen.lastAt }) };
  } catch (fault) {
    const { code, name } = causeOf(fault);
    return { status: 'away', why: code ?? name };
  } finally {
    clearTimeout(timer);
  }
}

/** A fault of a probe, by its code. */
export const away = (code: string): Error => Object.assign(new Error(code), { code });
