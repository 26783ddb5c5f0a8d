import { pino } from 'pino';
import { z } from 'zod';
import { openLedger } from '../ledger/ledger.ts';
import { createApp } from './app.ts';

const environment = z.object({
  DATABASE_URL: z.url(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: z.url().optional(),
});
const read = environment.safeParse(process.env);
if (!read.success) {
  for (const issue of read.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}
const { DATABASE_URL, PORT, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, SMTP_URL } = read.data;
const log = pino({ name: 'api' });
const ledger = openLedger(DATABASE_URL, {
  connections: 16,
  onBroken: (error) => log.warn({ reason: String(error) }, 'a database connection broke'),
});
const app = createApp(ledger, log, { temporalAddress: TEMPORAL_ADDRESS, temporalNamespace: TEMPORAL_NAMESPACE, smtpUrl: SMTP_URL });
const server = app.listen(PORT, '127.0.0.1', () => log.info({ port: PORT }, 'api ready'));
const stop = () => server.close(() => void ledger.close());
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
