import nodemailer from 'nodemailer';
import type { Person } from '../domain/people/roster.ts';
import { showInShanghai } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';

/** `url` is the link itself, which lies in no table and no log. */
export type LinkMail = { username: string; url: string; expiresAt: Instant };

const wording = {
  zh: ({ username, url, expiresAt }: LinkMail) => ({
    subject: '【账户】请设置登录密码',
    text: `您好：\n\n领导小组办公室为您的账户“${username}”生成了设置密码的链接：\n\n${url}\n\n链接只能使用一次，${showInShanghai(expiresAt)}前有效。请勿转发。\n如非您本人需要，请联系办公室。\n`,
  }),
  en: ({ username, url, expiresAt }: LinkMail) => ({
    subject: '[Account] Please set your password',
    text: `The leading group's office made a link for setting the password of your account "${username}":\n\n${url}\n\nIt works once, until ${showInShanghai(expiresAt)}. Please do not forward it.\nIf you did not expect it, please tell the office.\n`,
  }),
};

const patienceMs = 10_000;

/** Mails a one-time link at once; null where no mail server is named. Such a mail is no notice of a case: it is tried once, and kept nowhere. */
export function linkMailer({ smtpUrl, mailFrom }: { smtpUrl?: string | undefined; mailFrom?: string | undefined }) {
  if (!smtpUrl || !mailFrom) return null;
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
  return async ({ email, language }: Pick<Person, 'email' | 'language'>, mail: LinkMail): Promise<string | null> => {
    if (email === null) return null;
    try {
      const { rejected } = await transport.sendMail({
        from: mailFrom,
        to: email,
        ...wording[language](mail),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return rejected.length === 0 ? email : null;
    } catch {
      // The office has the link on its page, and sees that it was not mailed.
      return null;
    }
  };
}

export type LinkMailer = ReturnType<typeof linkMailer>;
