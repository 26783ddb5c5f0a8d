import type { Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What a mail server does with a mail, or with somebody who connects. */
export type Manner =
  | 'takes'
  /** 451: try again later. */
  | 'defersRecipient'
  | 'defersMail'
  /** 550: never. */
  | 'refusesRecipient'
  | 'refusesMail'
  /** Never answers, nor ends the connection. */
  | 'hangs'
  | 'closesInData'
  /** Keeps the mail and ends the connection without a word. */
  | 'takesAndDies'
  /** Keeps the mail and never says so. */
  | 'takesAndHangs';
export type Greeting = 'greets' | 'turnsAway' | 'hangsUp' | 'saysNothing';

/** A mail as the server kept it: whether the sender knows of it or not. */
export type Kept = { to: string; messageId: string; at: number; mail: ParsedMail };

const answer = (responseCode: number, says: string) => Object.assign(new Error(says), { responseCode });

/** A mail server that is as rude as a test asks: `mannerOf` is asked for each mail, `greetingOf` for each connection. */
export async function rudeMailServer(mannerOf: (to: string) => Manner = () => 'takes', greetingOf: () => Greeting = () => 'greets') {
  const kept: Kept[] = [];
  /** Refused for good, after the server had read it. */
  const refused: Kept[] = [];
  const happened = new Map<string, number>();
  const waiting = new Set<() => void>();
  const sockets = new Map<number, Socket>();
  const manners = new Map<string, { to: string; manner: Manner }>();
  const counts = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1);

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect({ remotePort }, done) {
      const greeting = greetingOf();
      if (greeting !== 'greets') counts(greeting);
      if (greeting === 'turnsAway') done(answer(421, 'too busy'));
      else if (greeting === 'hangsUp') sockets.get(remotePort)?.destroy();
      else if (greeting === 'greets') done();
    },
    onRcptTo({ address }, session, done) {
      const manner = mannerOf(address);
      if (manner !== 'takes') counts(manner);
      manners.set(session.id, { to: address, manner });
      if (manner === 'defersRecipient') done(answer(451, 'try again later'));
      else if (manner === 'refusesRecipient') done(answer(550, 'no such mailbox'));
      else done();
    },
    onData(stream, session, done) {
      const { to, manner } = manners.get(session.id) ?? { to: '', manner: 'takes' };
      const hangsUp = () => sockets.get(session.remotePort)?.destroy();
      if (manner === 'closesInData') {
        stream.resume();
        return hangsUp();
      }
      simpleParser(stream).then((mail) => {
        const one = { to, messageId: mail.messageId ?? '', at: Date.now(), mail };
        if (manner === 'defersMail') return done(answer(451, 'try again later'));
        if (manner === 'refusesMail') {
          refused.push(one);
          return done(answer(550, 'we do not want this'));
        }
        if (manner === 'hangs') return;
        kept.push(one);
        for (const look of waiting) look();
        if (manner === 'takesAndDies') hangsUp();
        else if (manner !== 'takesAndHangs') done();
      }, done);
    },
  });
  // A client that is hung up on says so.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    kept,
    refused,
    /** How often it was rude, by kind. */
    happened,
    /** Resolves once so many mails were kept for that address. */
    until: (to: string, count: number) =>
      new Promise<Kept[]>((resolve) => {
        const look = () => {
          const own = kept.filter((one) => one.to === to);
          if (own.length < count) return;
          waiting.delete(look);
          resolve(own);
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      const stopped = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets.values()) socket.destroy();
      await stopped;
    },
  };
}
