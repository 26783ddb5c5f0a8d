import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** A client over a pool of yours: `$disconnect` leaves the pool open, so end it yourself. */
export function createPrisma(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) }) });
}

const namedStatements = new Map<string, string>();

/** Each connection keeps every named statement until it ends. */
const mostNamedStatements = 300;

/**
 * A name lets PostgreSQL parse a statement once per connection, which doubles the throughput of ours. Those that Prisma generates, told by their
 * qualified tables, get none ('' to pg): their texts change with every list of values.
 */
function statementName(sql: string): string {
  const known = namedStatements.get(sql);
  if (known !== undefined) return known;
  if (sql.includes('"public"."') || namedStatements.size >= mostNamedStatements) return '';
  const name = createHash('sha256').update(sql).digest('hex').slice(0, 32);
  namedStatements.set(sql, name);
  return name;
}
