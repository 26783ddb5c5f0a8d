import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readReporterKeys, rightReporterKey } from '../ledger/tip-off/reporter-keys.ts';
import { checkout } from './checkout.ts';
import { SetupError } from './setup-error.ts';

/** The product's database in the embedded server. */
export const databaseName = 'safety_grid';

/** What is absent here is embedded. */
export interface Config {
  /** Where the pages are served; unset: the first free port from 3000. */
  port?: number;
  /** Where the worker shows its health and metrics; unset: a free port. */
  workerPort?: number;
  dataDir: string;
  databaseUrl?: string;
  temporalAddress?: string;
  temporalNamespace: string;
  /** What dossiers are signed with; unset: a key in dataDir. */
  signingKeyFile?: string;
  /** Temporal's own page, for links. */
  temporalUiUrl?: string;
  smtpUrl?: string;
  mailFrom: string;
  publicUrl?: string;
  /** What encrypts who reported; unset: a key file in DATA_DIR. */
  reporterKey?: string;
}

const url =
  (...schemes: string[]) =>
  (text: string) =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== '';
const port = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
const hostAndPort = (text: string) => /^[^\s/:]+:\d+$/.test(text) && port(text.slice(text.lastIndexOf(':') + 1));
const databaseUrl = (text: string) => url('postgresql:', 'postgres:')(text) && new URL(text).pathname.length > 1;
const sender = (text: string) => /^([^<>\s@]+@[^<>\s@]+|[^<>]*<[^<>\s@]+@[^<>\s@]+>)$/.test(text);

const isLine = (text: string) => text.length <= 200 && !text.includes('\n');

const variable = (isRight: (text: string) => boolean, right: string) => z.string().trim().refine(isRight, right).optional();

/** The message of each is what would be right. */
const environment = z.object({
  PORT: variable(port, 'a number from 1 to 65535, such as 3000'),
  WORKER_PORT: variable(port, 'a number from 1 to 65535, such as 3001'),
  DATA_DIR: variable(() => true, 'a directory'),
  DATABASE_URL: variable(databaseUrl, 'postgresql://user:password@host:5432/database'),
  TEMPORAL_ADDRESS: variable(hostAndPort, 'host:port, such as 127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: variable((text) => /^[\w.-]+$/.test(text), 'the name of a namespace, such as default'),
  SMTP_URL: variable(url('smtp:', 'smtps:'), 'smtp://host:25 or smtps://user:password@host:465'),
  MAIL_FROM: variable(sender, 'an address, such as grid@example.org or 安全网格 <grid@example.org>'),
  PUBLIC_URL: variable(url('http:', 'https:'), 'the address people use, such as https://grid.example.org'),
  OIDC_ISSUER: variable(url('http:', 'https:'), 'the address of the provider of single sign-on, such as https://id.example.org'),
  OIDC_CLIENT_ID: variable(() => true, 'the name under which the provider knows this product'),
  OIDC_CLIENT_SECRET: variable(() => true, 'the secret that the provider gave for it'),
  SIGNING_KEY_FILE: variable((text) => existsSync(text), 'the file of an Ed25519 key in PEM'),
  TEMPORAL_UI_URL: variable(url('http:', 'https:'), "the address of Temporal's own page, such as http://host:8233"),
  BANNER: variable(isLine, 'a line of at most 200 characters'),
  BANNER_EN: variable(isLine, 'a line of at most 200 characters'),
  REPORTER_KEY: variable((text) => readReporterKeys(text) !== null, rightReporterKey),
  TEMPORAL_CLI: variable((text) => existsSync(text), 'the path of the Temporal CLI'),
});

/** Reads the environment. Throws a SetupError of one line for each variable that is wrong: what it is, what would be right. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) =>
      path[0] === 'REPORTER_KEY'
        ? `REPORTER_KEY must be ${message}.`
        : `${String(path[0])} is "${withoutPassword(given[String(path[0])] ?? '')}", but must be ${message}.`,
    );
    throw new SetupError(lines.join('\n'));
  }
  const set = read.data;
  // The api itself reads them; half of them would be a button that leads nowhere.
  const signOn = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const missing = signOn.filter((name) => !set[name]);
  if (missing.length === 1 || missing.length === 2) throw new SetupError(`${missing.join(', ')} must be set as well, for single sign-on.`);
  return {
    ...(set.PORT && { port: Number(set.PORT) }),
    ...(set.WORKER_PORT && { workerPort: Number(set.WORKER_PORT) }),
    dataDir: resolve(checkout, set.DATA_DIR ?? 'data'),
    ...(set.DATABASE_URL && { databaseUrl: set.DATABASE_URL }),
    ...(set.TEMPORAL_ADDRESS && { temporalAddress: set.TEMPORAL_ADDRESS }),
    temporalNamespace: set.TEMPORAL_NAMESPACE ?? 'default',
    ...(set.SIGNING_KEY_FILE && { signingKeyFile: set.SIGNING_KEY_FILE }),
    ...(set.TEMPORAL_UI_URL && { temporalUiUrl: set.TEMPORAL_UI_URL }),
    ...(set.SMTP_URL && { smtpUrl: set.SMTP_URL }),
    mailFrom: set.MAIL_FROM ?? '安全网格 <grid@localhost>',
    ...(set.REPORTER_KEY && { reporterKey: set.REPORTER_KEY }),
    ...(set.PUBLIC_URL && { publicUrl: set.PUBLIC_URL.replace(/\/+$/, '') }),
  };
}

const withoutPassword = (text: string) => text.replace(/(\/\/[^:/@]*):[^@]*@/, '$1:***@');
