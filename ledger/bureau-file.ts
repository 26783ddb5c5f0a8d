import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { writeAudit } from './audit.ts';
import { inTransaction } from './in-transaction.ts';
import { instantFromMs } from '../domain/time/instant.ts';

/**
 * A whole bureau in one file, to be read by another installation: gzipped lines of JSON (docs/operations.md). The first line says what it is,
 * then comes a line for each row, `[table, row]`, and in the end the manifest: of each table how many rows, and the SHA-256 over their lines.
 */
type Head = { format: 'safety-grid-bureau'; version: 1; bureau: string; exportedAt: string; migration: string; withReporters: boolean };
type Manifest = { manifest: Record<string, { rows: number; sha256: string }> };

/** In the order in which they can be read: what is referred to comes first. Accounts, sessions and clocks belong to an installation. */
const tables: readonly { name: string; order: string }[] = [
  { name: 'organisation', order: 'version' },
  { name: 'policy_version', order: 'version' },
  { name: 'calendar_year', order: 'version' },
  { name: 'adoption', order: 'id' },
  { name: 'cases', order: '' },
  { name: 'entry', order: 'case_id, revision' },
  { name: 'delivery', order: 'id' },
  { name: 'notice', order: 'id' },
  { name: 'preference', order: 'person' },
  { name: 'photo_original', order: 'sha256' },
  { name: 'photo', order: 'id' },
  { name: 'scan', order: 'id' },
  { name: 'registered_paper', order: 'case_id, use' },
  { name: 'seat_holder', order: 'post, scope' },
  { name: 'dispatch', order: 'period' },
  { name: 'dispatch_mark', order: 'period, case_id' },
  { name: 'dispatch_zone', order: 'period, zone' },
  { name: 'dispatch_read', order: 'period, person' },
  { name: 'report_draft', order: 'case_id' },
  { name: 'tip_off', order: 'id' },
  { name: 'audit', order: 'id' },
  { name: 'anchor', order: 'day' },
  { name: 'anchor_file', order: 'day' },
];
/** A case after the one that it is a part of. */
const casesInOrder = `with recursive placed as (
  select id, 0 as depth from cases where part_of is null
  union all select c.id, p.depth + 1 from cases c join placed p on c.part_of = p.id
) select to_jsonb(t) as row from cases t join placed using (id) order by depth, id`;
/** A tip-off of which nobody is known any more: it is followed by its code, and no letter is due. */
const nobodysTipOff = `to_jsonb(t) || jsonb_build_object('identity', null, 'key_id', null, 'has_email', false, 'letters_due', t.letters_sent)`;
const serials = ['notice', 'delivery', 'audit'];
/** Case numbers go on where they stood: a row for each series. */
const series = 'case_number';

// A row of originals may hold twenty megabytes: few of them at once.
const rowsAtOnce = (table: string) => (table === 'photo_original' || table === 'photo' || table === 'anchor_file' ? 4 : 500);

class Sums {
  readonly #sums = new Map<string, { rows: number; hash: Hash }>();
  add(table: string, line: string): void {
    const sum = this.#sums.get(table) ?? { rows: 0, hash: createHash('sha256') };
    sum.rows += 1;
    sum.hash.update(`${line}\n`);
    this.#sums.set(table, sum);
  }
  manifest(): Manifest['manifest'] {
    return Object.fromEntries([...this.#sums].map(([table, { rows, hash }]) => [table, { rows, sha256: hash.digest('hex') }]));
  }
}

export type Carried = { bureau: string; rows: Record<string, number> };
const carried = (bureau: string, manifest: Manifest['manifest']): Carried => ({
  bureau,
  rows: Object.fromEntries(Object.entries(manifest).map(([table, { rows }]) => [table, rows])),
});

/**
 * Writes everything of the bureau into a file that is not there yet, as it stood at one moment; people may go on working. The reporters'
 * encrypted identities only `withReporters`. There is never half a file.
 */
export async function exportBureau(pool: pg.Pool, file: string, { withReporters }: { withReporters: boolean }): Promise<Carried> {
  const part = `${file}.part`;
  const client = await pool.connect();
  let done: Carried = { bureau: '', rows: {} };
  async function* lines(): AsyncGenerator<string> {
    const bureau = await bureauName(client);
    const head: Head = {
      format: 'safety-grid-bureau',
      version: 1,
      bureau,
      exportedAt: instantFromMs(Date.now()),
      migration: await newestMigration(client),
      withReporters,
    };
    yield `${JSON.stringify(head)}\n`;
    const sums = new Sums();
    for (const { table, row } of await seriesRows(client)) {
      const line = JSON.stringify([table, row]);
      sums.add(table, line);
      yield `${line}\n`;
    }
    for (const { name, order } of tables) {
      const row = name === 'tip_off' && !withReporters ? nobodysTipOff : 'to_jsonb(t)';
      const query = name === 'cases' ? casesInOrder : `select ${row} as row from ${name} t order by ${order}`;
      await client.query(`declare exported no scroll cursor for ${query}`);
      for (;;) {
        const { rows } = await client.query<{ row: unknown }>(`fetch ${rowsAtOnce(name)} from exported`);
        for (const each of rows) {
          const line = JSON.stringify([name, each.row]);
          sums.add(name, line);
          yield `${line}\n`;
        }
        if (rows.length === 0) break;
      }
      await client.query('close exported');
    }
    const manifest = sums.manifest();
    done = carried(bureau, manifest);
    yield `${JSON.stringify({ manifest } satisfies Manifest)}\n`;
  }
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    await client.query('commit');
    await writeAudit(pool, {
      at: instantFromMs(Date.now()),
      actor: null,
      action: 'bureauExported',
      detail: { ...done.rows, withReporters },
    });
    await rename(part, file);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if ((error as { code?: unknown }).code !== 'EEXIST') await rm(part, { force: true });
    throw error;
  } finally {
    client.release();
  }
  return done;
}

/**
 * Reads such a file into an empty, migrated database: all of it, or nothing. Throws RangeError when the file is none, is not whole, comes from
 * another version of the product, or the database is not empty.
 */
export async function importBureau(pool: pg.Pool, file: string): Promise<Carried> {
  return inTransaction(pool, async (client) => {
    await client.query(`set local idle_in_transaction_session_timeout = 0`);
    if ((await client.query('select from cases union all select from organisation union all select from audit limit 1')).rowCount)
      throw new RangeError('the database is not empty: a bureau is read into an empty one only');
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY });
    const sums = new Sums();
    let head: Head | null = null;
    let manifest: Manifest['manifest'] | null = null;
    let waiting: { table: string; rows: unknown[] } = { table: '', rows: [] };
    const flush = async () => {
      if (waiting.rows.length > 0) await insert(client, waiting.table, waiting.rows);
      waiting = { table: '', rows: [] };
    };
    for await (const line of lines) {
      if (!head) {
        head = readHead(line, await newestMigration(client));
        continue;
      }
      if (manifest) throw new RangeError('there are lines after the manifest');
      const read = JSON.parse(line) as [string, unknown] | Manifest;
      if (!Array.isArray(read)) {
        manifest = read.manifest;
        continue;
      }
      const [table, row] = read;
      sums.add(table, line);
      if (table !== waiting.table || waiting.rows.length >= rowsAtOnce(table)) await flush();
      waiting.table = table;
      waiting.rows.push(row);
    }
    await flush();
    if (!head || !manifest) throw new RangeError('the file is not whole: its manifest is missing');
    const found = sums.manifest();
    for (const table of new Set([...Object.keys(found), ...Object.keys(manifest)]))
      if (found[table]?.sha256 !== manifest[table]?.sha256)
        throw new RangeError(`the file was altered: ${table} is not what its manifest says`);
    for (const table of serials)
      await client.query(`select setval(pg_get_serial_sequence($1, 'id'), (select coalesce(max(id), 0) + 1 from ${table}), false)`, [
        table,
      ]);
    const done = carried(head.bureau, manifest);
    await writeAudit(client, {
      at: instantFromMs(Date.now()),
      actor: null,
      action: 'bureauImported',
      subject: head.exportedAt,
      detail: done.rows,
    });
    return done;
  });
}

function readHead(line: string, migration: string): Head {
  let head: Head;
  try {
    head = JSON.parse(line) as Head;
  } catch {
    throw new RangeError('not an exported bureau');
  }
  if (head.format !== 'safety-grid-bureau' || head.version !== 1) throw new RangeError('not an exported bureau of version 1');
  if (head.migration !== migration)
    throw new RangeError(`it was exported at ${head.migration}, this database is at ${migration}: install the same version on both`);
  return head;
}

async function insert(client: pg.ClientBase, table: string, rows: readonly unknown[]): Promise<void> {
  if (table === series) {
    for (const { name, value } of rows as { name: string; value: string }[]) {
      if (!/^case_number_(yj_)?\d{4}$/.test(name)) throw new RangeError(`unknown series ${name}`);
      await client.query(`create sequence if not exists ${name}`);
      await client.query('select setval($1, $2)', [name, value]);
    }
    return;
  }
  if (!tables.some(({ name }) => name === table)) throw new RangeError(`unknown table ${table}`);
  await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)]);
}

async function seriesRows(client: pg.ClientBase): Promise<{ table: string; row: unknown }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select sequencename as name, last_value as value from pg_sequences
     where schemaname = current_schema() and sequencename ~ '^case_number_(yj_)?[0-9]{4}$' and last_value is not null order by 1`,
  );
  return rows.map((row) => ({ table: series, row }));
}

async function newestMigration(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select max(migration_name) as name from _prisma_migrations');
  return rows[0]?.name ?? '';
}

async function bureauName(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select document->'bureau'->>'name' as name from organisation order by version desc limit 1`,
  );
  return rows[0]?.name ?? '';
}
