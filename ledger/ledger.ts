import pg from 'pg';
import { createPrisma } from '../prisma/client.ts';
import { Register } from './moment.ts';

/** The open record. `pool` serves the few hot statements, `prisma` everything else; both use the same connections. */
export type Ledger = { pool: pg.Pool; prisma: ReturnType<typeof createPrisma>; register: Register };

/** As what PostgreSQL lists a worker's connections: they end with it at once. */
export const workerConnection = 'safety-grid worker';

// A router that forgets a connection tells neither end: without these a query would wait for ever, and a case stay locked by whoever is gone.
const neverForEver = {
  connectionTimeoutMillis: 20_000,
  query_timeout: 30_000,
  idle_in_transaction_session_timeout: 20_000,
  keepAlive: true,
};

/**
 * Opens the ledger at a PostgreSQL address. `onBroken` hears of idle connections that broke; they are replaced by themselves. `name`: what
 * PostgreSQL lists its connections as.
 */
export function openLedger(
  url: string,
  options: { connections: number; onBroken: (error: Error) => void; name?: string },
): Ledger & { close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    pipeline: true,
    application_name: options.name ?? 'safety-grid',
    ...neverForEver,
  });
  pool.on('error', options.onBroken);
  // A connection that breaks in use fails its statement and is not used again. It also says so itself, perhaps just while it passes from one who
  // has his answer to the next and nobody listens: unheard, that ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = createPrisma(pool);
  return {
    pool,
    prisma,
    register: new Register(),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
