import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { dateIn, instantFromMs, yearOf } from '../../domain/time/instant.ts';
import { yearAsKnown } from '../../domain/time/work-calendar.ts';
import { putYear } from '../../ledger/calendar.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { launchNode } from '../../stack/running-process.ts';
import type { RunningProcess } from '../../stack/running-process.ts';
import { startTemporal } from '../../stack/temporal-server.ts';
import { untilReady } from '../../stack/until-ready.ts';
import { buildBundle, bundleFile } from '../../worker/bundle.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import { aLedger, anOrganisation, term } from './a-ledger.ts';
import { theReporterKeyText } from './a-tip-off.ts';

/** A mail server of the test that keeps what it accepted, in order, and lets a test wait for the next. */
export function aMailServer() {
  const mails: ParsedMail[] = [];
  const waiting = new Set<() => void>();
  const refusals: { code: number; says: string; to?: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const meant = refusals.findIndex(({ to }) => to === undefined || to === address);
      const [refusal] = meant < 0 ? [] : refusals.splice(meant, 1);
      done(refusal ? Object.assign(new Error(refusal.says), { responseCode: refusal.code }) : null);
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        for (const look of waiting) look();
        done();
      }, done);
    },
  });
  // A sender that is killed in the middle of a mail is no fault of the server.
  server.on('error', () => undefined);
  return {
    mails,
    /** The next recipient, or the next mail to that one, is refused like that. */
    refuses: (code: number, says: string, to?: string) => refusals.push({ code, says, ...(to && { to }) }),
    async start() {
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const { port } = server.server.address() as { port: number };
      return `smtp://127.0.0.1:${port}`;
    },
    stop: () => new Promise<void>((done) => server.close(() => done())),
    /** Resolves as soon as so many mails have come to that address. */
    until: (address: string, count: number) =>
      new Promise<ParsedMail[]>((resolve) => {
        const look = () => {
          const to = mails.filter((mail) => [mail.to].flat().some((each) => each?.text === address));
          if (to.length < count) return;
          waiting.delete(look);
          resolve(to);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Next year published, with nothing to carry: a story is told alike in every month, also while the bell would ask for the year. */
async function publishesNextYear({ pool }: Ledger) {
  const now = instantFromMs(Date.now());
  const year = yearOf(dateIn(now)) + 1;
  const { daysOff } = yearAsKnown(year, []);
  await putYear(pool, { year, status: 'published', source: '示例', daysOff, makeupWorkdays: [] }, { by: 'set-up', at: now });
  await pool.query('update adoption set finished_at = now()');
}

/** What the worker is told instead of where its servers are: an address that a test has power over. */
export type Detours = { database?: (url: string) => Promise<string>; temporal?: (address: string) => Promise<string>; smtpUrl?: string };

/** The whole spine but the HTTP door: PostgreSQL, Temporal's server, a worker process, a mail server. */
export async function aBureau(policy = policyInSeconds, detours: Detours = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'safety-grid-story-'));
  const ledger = await aLedger(policy);
  // Every seat is held, so that no vacancy speaks up in a story about something else.
  await ledger.puts(anOrganisation({ west: [term('qian')] }), '2024-01-01 00:00');
  await publishesNextYear(ledger);
  const mailServer = aMailServer();
  const [smtpUrl] = await Promise.all([mailServer.start(), buildBundle(bundleFile)]);
  let temporal = await startTemporal({ dataDir, searchAttributes });
  const { ports, address } = temporal;
  const databaseUrl = (await detours.database?.(ledger.url)) ?? ledger.url;
  const temporalAddress = (await detours.temporal?.(address)) ?? address;
  const startWorker = (env: NodeJS.ProcessEnv = {}, name = 'worker') =>
    launchNode({
      name,
      dataDir,
      entry: 'worker/main.ts',
      env: {
        DATABASE_URL: databaseUrl,
        REPORTER_KEY: theReporterKeyText,
        ...env,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: 'default',
        SMTP_URL: detours.smtpUrl ?? smtpUrl,
        MAIL_FROM: 'grid@example.com',
        PUBLIC_URL: 'http://127.0.0.1:3000',
      },
    });
  let worker = await startWorker();
  const others: RunningProcess[] = [];
  return {
    ledger,
    temporalAddress: address,
    mails: mailServer.mails,
    mailServerRefuses: mailServer.refuses,
    mailTo: mailServer.until,
    /** What the mails say of one case, in order: to whom, with which tag; a digest is taken apart. */
    said: (number: string) =>
      mailServer.mails.flatMap(({ to, subject = '', text = '' }) => {
        const parts = /^1\. /.test(text) ? text.split(/\n\n(?=\d+\. )/) : [`${subject}\n${text}`];
        return parts
          .filter((part) => part.includes(number))
          .map((part) => ({ to: [to].flat()[0]?.text ?? '', tag: /【.+?】/.exec(part)?.[0] ?? '', text: part }));
      }),
    /** Everything that any process wrote to its log. */
    logs: () =>
      readdirSync(join(dataDir, 'logs'))
        .map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'))
        .join('\n'),
    killWorker: () => worker.kill('SIGKILL'),
    workerEnded: () => worker.ended,
    async restartWorker(env?: NodeJS.ProcessEnv) {
      worker = await startWorker(env);
    },
    /** What a dead worker had taken upon itself is free again. */
    async leasesRunOut() {
      await ledger.pool.query(`update wake set leased_until = now() - interval '1 second'`);
      await ledger.pool.query(`update clock set sent_at = sent_at - interval '1 minute' where target like 'mailbox/%'`);
    },
    /** The api as a process of its own, which may be killed. */
    async anApiProcess(env: NodeJS.ProcessEnv = {}) {
      const port = String(await freePort());
      const running = await launchNode({
        name: 'api',
        dataDir,
        entry: 'api/main.ts',
        env: { DATABASE_URL: ledger.url, PORT: port, REPORTER_KEY: theReporterKeyText, ...env },
      });
      const apiAddress = `http://127.0.0.1:${port}`;
      await untilReady('api', running, async () => (await fetch(`${apiAddress}/healthz`)).ok);
      return { ...running, address: apiAddress };
    },
    /** Another worker at the same queue. */
    async startOneMoreWorker() {
      const other = await startWorker({}, `worker-${others.length + 2}`);
      others.push(other);
      return other;
    },
    workerPid: () => worker.pid,
    killTemporal: () => temporal.kill('SIGKILL'),
    loseTemporalData: () => rmSync(join(dataDir, 'temporal'), { recursive: true }),
    async restartTemporal() {
      temporal = await startTemporal({ dataDir, searchAttributes, ports });
    },
    async close() {
      for (const each of [worker, ...others]) await each.stop();
      await temporal.stop();
      await mailServer.stop();
      await ledger.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
