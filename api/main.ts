import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { Register } from '../ledger/moment.ts';
import { createApp } from './app.ts';

const environment = z.object({ DATABASE_URL: z.url(), PORT: z.coerce.number().int().min(1).max(65535).default(3000) });
const read = environment.safeParse(process.env);
if (!read.success) {
  for (const issue of read.error.issues) process.stderr.write(`${issue.path.join('.')}: ${issue.message}\n`);
  process.exit(1);
}
const log = pino({ name: 'api' });
const pool = new pg.Pool({ connectionString: read.data.DATABASE_URL, max: 16 });
pool.on('error', (error) => log.warn({ reason: String(error) }, 'a database connection broke'));
const server = createApp({ pool, register: new Register() }, log).listen(read.data.PORT, '127.0.0.1', () => log.info({ port: read.data.PORT }, 'api ready'));
const stop = () => server.close(() => void pool.end());
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
