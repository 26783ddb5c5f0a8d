import type { Express, Request } from 'express';
import { linkMailer } from './link-mail.ts';
import type { LinkMailer } from './link-mail.ts';
import { providerAt } from './single-sign-on.ts';
import type { Provider } from './single-sign-on.ts';

/** What accounts need from the environment; what is left out there is not offered. */
export type AccountEnvironment = {
  publicUrl?: string | undefined;
  smtpUrl?: string | undefined;
  mailFrom?: string | undefined;
  signOn?: { issuer: string; clientId: string; clientSecret: string } | undefined;
};

type AccountSettings = { publicUrl: string | null; mailLink: LinkMailer; provider: Provider | null };

const key = 'accounts';

export function setUpAccounts(app: Express, { publicUrl, smtpUrl, mailFrom, signOn }: AccountEnvironment): void {
  const settings: AccountSettings = {
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    mailLink: linkMailer({ smtpUrl, mailFrom }),
    provider: signOn && publicUrl ? providerAt({ ...signOn, publicUrl: publicUrl.replace(/\/+$/, '') }) : null,
  };
  app.locals[key] = settings;
}

export const accountSettings = ({ app }: Request) => app.locals[key] as AccountSettings;
