import { randomInt } from 'node:crypto';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';

/** A port kept for somebody who will listen on it a little later, so that a second copy starting meanwhile takes the next one. */
export interface HeldPort {
  readonly port: number;
  release(): Promise<void>;
}

// Below the ports that systems give to outgoing connections, of which one could take it before it is listened on.
const freePorts = { from: 20_000, to: 32_000 };

/** A port of the loopback interface that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const held = await holdPort(randomInt(freePorts.from, freePorts.to));
    if (!held) continue;
    await held.release();
    return held.port;
  }
}

/** Holds this port; undefined when it is taken, on one interface even. */
export async function holdPort(port: number): Promise<HeldPort | undefined> {
  try {
    // Asked twice: a listener on all interfaces and one on loopback alone do not always exclude each other.
    await (await hold(port)).release();
    return await hold(port, '127.0.0.1');
  } catch {
    return undefined;
  }
}

export async function holdFirstFreePort(first: number): Promise<HeldPort> {
  for (let port = first; port <= 65_535; port++) {
    const held = await holdPort(port);
    if (held) return held;
  }
  throw new Error(`no free port from ${first} upwards`);
}

async function hold(port: number, host?: string): Promise<HeldPort> {
  const server = await new Promise<Server>((resolve, reject) => {
    const opening = createServer((socket) => socket.destroy()).once('error', reject);
    opening.listen({ port, ...(host && { host }) }, () => resolve(opening));
  });
  return {
    port: (server.address() as AddressInfo).port,
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
