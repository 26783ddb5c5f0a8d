import { z } from 'zod';
import { logLevels } from '../observe/process-log.ts';

const environment = z.object({
  DATABASE_URL: z.url(),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  PUBLIC_URL: z.url(),
  /** Where this process shows /healthz, /readyz and /metrics; unset: nowhere. */
  WORKER_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** The address to show them on; in a container 0.0.0.0. */
  WORKER_HOST: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').default('127.0.0.1'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

export type WorkerConfig = z.infer<typeof environment>;

/** The worker's environment; ends the process with one clear line when a value is missing or wrong. */
export function readWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const read = environment.safeParse(env);
  if (read.success) return read.data;
  for (const issue of read.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}
