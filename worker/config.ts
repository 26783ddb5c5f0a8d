import { z } from 'zod';

const environment = z.object({
  DATABASE_URL: z.url(),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  PUBLIC_URL: z.url(),
});

export type WorkerConfig = z.infer<typeof environment>;

/** The worker's environment; ends the process with one clear line when a value is missing or wrong. */
export function readWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const read = environment.safeParse(env);
  if (read.success) return read.data;
  for (const issue of read.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}
