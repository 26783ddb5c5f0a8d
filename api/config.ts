import { z } from 'zod';
import { logLevels } from '../observe/process-log.ts';

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
  /** What reports bounced mails without signing in. */
  BOUNCE_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Temporal's own page, for links to the workflow of a case; unset: no links. */
  TEMPORAL_UI_URL: z.url().optional(),
});

export type ApiConfig = z.infer<typeof environment>;

/** The api's environment; ends the process with one clear line for each value that is missing or wrong. */
export function readApiConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const read = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (read.success) return read.data;
  for (const issue of read.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}
