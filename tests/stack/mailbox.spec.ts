import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { startMailbox } from '../../stack/mailbox.ts';
import { isAlive } from '../../stack/process-identity.ts';
import { endingWithTest, temporaryDirectory } from './temporary.ts';

describe('the embedded mailbox', () => {
  it('takes a mail, lists it on its page, still has it after a restart, and leaves no process', async () => {
    const dataDir = temporaryDirectory();
    const first = endingWithTest(await startMailbox({ dataDir }));
    const mail = {
      from: 'grid@example.org',
      to: 'wang@example.org',
      subject: '隐患已到期',
      text: '请整改',
      messageId: '<event/wang/mail@grid>',
    };
    await createTransport(first.smtpUrl).sendMail(mail);
    expect(await subjects(first.webUrl)).toEqual(['隐患已到期']);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const again = endingWithTest(await startMailbox({ dataDir, ports: first.ports }));
    expect(again.smtpUrl).toBe(first.smtpUrl);
    expect(await subjects(again.webUrl)).toEqual(['隐患已到期']);
  });
});

async function subjects(webUrl: string): Promise<string[]> {
  const mails = (await (await fetch(`${webUrl}/api/email`)).json()) as { subject: string }[];
  return mails.map(({ subject }) => subject);
}
