import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import { mailDueSignalName } from './contract.ts';
import type { MailboxActivities, MailDue } from './contract.ts';

// Retried until the server takes the mail: at least once, never lost.
const { deliver } = proxyActivities<MailboxActivities>({
  startToCloseTimeout: '2 minutes',
  // A worker that dies over a mail is noticed soon, for everything else to this person waits behind that mail.
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

const mailDueSignal = defineSignal<[MailDue]>(mailDueSignalName);

// What falls within a second goes out as one mail.
const mergeMs = 1_000;

/** One recipient: waits until notices are due, sends them as one digest, and ends when none waits. */
export async function mailbox(start: MailDue): Promise<void> {
  let nextAt: string | null = start.at;
  const due = (at: string) => {
    if (nextAt === null || at < nextAt) nextAt = at;
  };
  setHandler(mailDueSignal, ({ at }) => due(at));
  while (nextAt !== null) {
    const at: string = nextAt;
    const wait = Date.parse(at) - Date.now();
    if (wait > 0 && (await condition(() => nextAt !== at, wait))) continue;
    await sleep(mergeMs);
    nextAt = null;
    const left = await deliver({ person: start.person, now: new Date(Date.now()).toISOString() });
    if (left.nextAt !== null) due(left.nextAt);
  }
}
