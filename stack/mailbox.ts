import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import type { RunningProcess } from './running-process.ts';
import { launchNode } from './running-process.ts';
import { untilReady } from './until-ready.ts';

export interface Mailbox extends RunningProcess {
  readonly smtpUrl: string;
  readonly webUrl: string;
  readonly ports: MailboxPorts;
}

export interface MailboxPorts {
  smtp: number;
  web: number;
}

const keptMails = 5_000;

/** A mailbox that takes every mail and shows it on a page, on the loopback interface; the newest mails are kept in `dataDir`/mail. */
export async function startMailbox(options: { dataDir: string; ports?: MailboxPorts }): Promise<Mailbox> {
  const dataDir = resolve(options.dataDir);
  const ports = options.ports ?? { smtp: await freePort(), web: await freePort() };
  const mails = join(dataDir, 'mail');
  mkdirSync(mails, { recursive: true });
  const webUrl = `http://127.0.0.1:${ports.web}`;
  const program = fileURLToPath(new URL('bin/maildev.js', import.meta.resolve('maildev')));
  const running = await launchNode({
    name: 'mailbox',
    dataDir,
    entry: program,
    args: [
      ...['--ip', '127.0.0.1', '--smtp', `${ports.smtp}`, '--web-ip', '127.0.0.1', '--web', `${ports.web}`],
      ...['--mail-directory', mails, '--max-emails', `${keptMails}`],
      // It would log every subject.
      '--silent',
    ],
  });
  await untilReady('The mailbox', running, async () => (await fetch(`${webUrl}/api/healthz`)).ok);
  return { ...running, smtpUrl: `smtp://127.0.0.1:${ports.smtp}`, webUrl, ports };
}
