// Applies prisma/migrations as `prisma migrate deploy` does: the same folders, the same _prisma_migrations rows, so that Prisma's own command can
// take over. It needs no engine to be downloaded: plain SQL to apply, the engine's WebAssembly build to compare with schema.prisma.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const migrations = join(import.meta.dirname, 'migrations');
const schema = join(import.meta.dirname, 'schema.prisma');

/** The key under which Prisma itself takes its lock. */
const prismaLock = 72_707_369;

const migrationTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Applies what the database lacks, each migration in one transaction, and returns their names. Throws, naming the migration, when one was
 * edited after it had been applied, or fails.
 */
export async function deploy(url: string, folder = migrations): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [prismaLock]);
    await client.query(migrationTable);
    const applied: string[] = [];
    const recorded = await recordedMigrations(client);
    for (const migration of migrationsIn(folder)) {
      const row = recorded.get(migration.name);
      if (row && !row.finished)
        throw new Error(`Migration ${migration.name} failed earlier: repair the database, then delete its row from _prisma_migrations.`);
      if (row && row.checksum !== migration.checksum)
        throw new Error(`Migration ${migration.name} was edited after it had been applied: restore it, and write a new one.`);
      if (row) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** The SQL that leads from what the migrations build to schema.prisma; '' when they agree. Needs the right to create a database. */
export async function missingMigration(url: string, folder = migrations, schemaFile = schema): Promise<string> {
  const { diffToSchema } = await import('./schema-engine.ts');
  const name = `scratch_${randomUUID().replaceAll('-', '')}`;
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  const admin = new pg.Client(url);
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0`);
    try {
      await deploy(scratch.href, folder);
      return await diffToSchema(scratch.href, schemaFile);
    } finally {
      await admin.query(`drop database ${name} with (force)`);
    }
  } finally {
    await admin.end();
  }
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

function migrationsIn(folder: string): Migration[] {
  const fileOf = (name: string) => join(folder, name, 'migration.sql');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(fileOf(name)))
    .sort()
    .map((name) => {
      const sql = readFileSync(fileOf(name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function recordedMigrations(client: pg.Client): Promise<Map<string, { checksum: string; finished: boolean }>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    'select migration_name as name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null',
  );
  return new Map(rows.map((row) => [row.name, row]));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const record = `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
    values ($1, $2, $3, clock_timestamp(), 1)`;
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(record, [randomUUID(), checksum, name]);
    await client.query('commit');
  } catch (error) {
    throw new Error(`Migration ${name} failed, and was undone: ${(error as Error).message}`, { cause: error });
  }
}

async function main([command, label]: string[]): Promise<void> {
  if (command === 'deploy') {
    const url = process.env.DATABASE_URL;
    if (!url) return fail('Set DATABASE_URL: the database to migrate. (The embedded one is migrated by npm start.)');
    const applied = await deploy(url);
    console.log(applied.length > 0 ? applied.map((name) => `applied ${name}`).join('\n') : 'nothing to apply');
  } else if (command === 'check') {
    const sql = await withScratchServer(missingMigration);
    if (sql) return fail(`schema.prisma is ahead of the migrations; npm run migrate -- new <name> would write:\n${sql}`);
    console.log('schema.prisma and the migrations agree');
  } else if (command === 'new' && label && /^[a-z0-9_]+$/.test(label)) {
    const sql = await withScratchServer(missingMigration);
    if (!sql) return console.log('nothing to migrate');
    const folder = join(migrations, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${label}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), sql);
    console.log(folder);
  } else {
    fail('usage: npm run migrate -- deploy | check | new <name_in_small_letters>');
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

/** The server of DATABASE_URL, else one that lives as long as the work. */
async function withScratchServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const { startEmbeddedPostgres } = await import('../stack/embedded-postgres.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'migrate-'));
  const server = await startEmbeddedPostgres({ dataDir, database: 'migrate', fast: true });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2)).catch((error: Error) => fail(error.message));
