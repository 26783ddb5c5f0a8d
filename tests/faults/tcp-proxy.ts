import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Two ends of a connection; one that is forgotten stays open at both, and neither hears of the other any more. */
type Link = { ends: Socket[]; isForgotten: boolean };

/** A network of its own between a program and the server that it thinks to talk to, which a test cuts, slows and mends. */
export async function tcpProxy(target: { host: string; port: number }) {
  const links = new Set<Link>();
  let open = Promise.resolve();
  let opens = () => {};
  let delayMs = 0;
  let lastWords: Buffer = Buffer.alloc(0);

  const carry = (link: Link, from: Socket, to: Socket, isAnswer: boolean) => {
    from.on('data', (chunk: Buffer) => {
      from.pause();
      void (async () => {
        if (delayMs > 0) await sleep(delayMs);
        await open;
        if (link.isForgotten) return;
        to.write(isAnswer ? Buffer.concat([chunk, lastWords]) : chunk);
        if (isAnswer) lastWords = Buffer.alloc(0);
        from.resume();
      })();
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      if (!link.isForgotten) to.destroy();
      if (link.ends.every((each) => each.destroyed)) links.delete(link);
    });
  };
  const server = createServer((client) => {
    const upstream = connect(target);
    const link = { ends: [client, upstream], isForgotten: false };
    links.add(link);
    carry(link, client, upstream, false);
    carry(link, upstream, client, true);
  });
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  const reset = () => {
    for (const { ends } of links) for (const socket of ends) socket.resetAndDestroy();
  };
  const mend = () => {
    delayMs = 0;
    opens();
    open = Promise.resolve();
  };
  return {
    port,
    address: `127.0.0.1:${port}`,
    /** Every connection is torn, and none is taken until `restore`. */
    async cut() {
      const closed = new Promise((done) => server.close(done));
      reset();
      await closed;
    },
    /** Every connection is torn; the next ones pass. */
    reset,
    /** Nothing passes and nobody is told: what is sent waits until `restore`. */
    blackHole() {
      open = new Promise((resolve) => {
        opens = resolve;
      });
    },
    /** The connections of now never carry anything again and nobody is told, as when a router forgot them; new ones pass. */
    forget() {
      for (const link of links) link.isForgotten = true;
    },
    /** Every piece of data takes so much longer, in either direction. */
    delay(ms: number) {
      delayMs = ms;
    },
    /** The server's next answer arrives in one piece with these bytes. */
    sayAfterNextAnswer(bytes: Buffer) {
      lastWords = bytes;
    },
    async restore() {
      mend();
      if (!server.listening) await listen(port);
    },
    async close() {
      mend();
      const closed = server.listening ? new Promise((done) => server.close(done)) : undefined;
      reset();
      await closed;
    },
  };
}

export type TcpProxy = Awaited<ReturnType<typeof tcpProxy>>;

/** The same address, reached through a proxy. */
export async function proxied(url: string): Promise<{ proxy: TcpProxy; url: string }> {
  const through = new URL(url);
  const proxy = await tcpProxy({ host: through.hostname, port: Number(through.port) });
  through.port = String(proxy.port);
  return { proxy, url: through.href };
}
