import { z } from 'zod';
import { readReporterKeys, rightReporterKey } from '../ledger/tip-off/reporter-keys.ts';
import { logLevels } from '../observe/process-log.ts';
import { readEnvironment } from '../observe/read-environment.ts';

const environment = z.object({
  DATABASE_URL: z.url(),
  /** The address to listen on; in a container 0.0.0.0. */
  HOST: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** The addresses or subnets of the proxy whose word for the caller's address and https is taken, separated by commas. */
  TRUSTED_PROXY: z.string().default('loopback'),
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: z.url().optional(),
  /** The sender of the mails that hold a link for setting a password. */
  MAIL_FROM: z.string().default('安全网格 <grid@localhost>'),
  /** The address that people open: in such mails, on placards, and where the provider of single sign-on sends them back to. */
  PUBLIC_URL: z.url().optional(),
  /** Single sign-on by OpenID Connect; offered where all three are set. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What reports bounced mails without signing in. */
  BOUNCE_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
  /** The PEM file of the Ed25519 key that signs dossiers; unset: they are not signed. */
  SIGNING_KEY_FILE: z.string().optional(),
  /** 举报人密钥; unset: nobody can report without signing in. */
  REPORTER_KEY: z
    .string()
    .refine((text) => readReporterKeys(text) !== null, `must be ${rightReporterKey}`)
    .optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Temporal's own page, for links to the workflow of a case; unset: no links. */
  TEMPORAL_UI_URL: z.url().optional(),
  /** A line on top of every page, like 试运行：数据仅供练习; the second for the English pages, which show the first where it is not set. */
  BANNER: z.string().max(200).optional(),
  BANNER_EN: z.string().max(200).optional(),
});

const signOn = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const;

/** Half of it would be a button that leads nowhere. */
function signOnIsWhole(env: Pick<ApiConfig, (typeof signOn)[number]>, context: z.RefinementCtx): void {
  if (!env.OIDC_ISSUER && !env.OIDC_CLIENT_ID && !env.OIDC_CLIENT_SECRET) return;
  for (const name of signOn)
    if (!env[name])
      context.addIssue({ code: 'custom', path: [name], message: 'must be set for single sign-on, along with the other OIDC_ variables' });
}

export type ApiConfig = z.infer<typeof environment>;

/** The api's environment. */
export const readApiConfig = (env: NodeJS.ProcessEnv): ApiConfig =>
  readEnvironment(environment.superRefine(signOnIsWhole), Object.keys(environment.shape), env);
