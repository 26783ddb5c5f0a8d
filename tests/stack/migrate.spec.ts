import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { deploy, missingMigration } from '../../prisma/migrate.ts';
import { startEmbeddedPostgres } from '../../stack/embedded-postgres.ts';
import { endingWithTest, temporaryDirectory } from './temporary.ts';

async function emptyDatabase(): Promise<string> {
  return endingWithTest(await startEmbeddedPostgres({ dataDir: temporaryDirectory(), database: 'migrated', fast: true })).url;
}

function migrations(sqlByName: Record<string, string>): string {
  const folder = temporaryDirectory();
  for (const [name, sql] of Object.entries(sqlByName)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const zones = 'create table zone (id integer primary key, name text not null);';
const withBody = `create function touch() returns trigger language plpgsql as $$ begin new.name := trim(new.name); return new; end $$;
  create trigger touch before insert on zone for each row execute function touch();`;

describe('migrating', () => {
  it('applies the folders in the order of their names; a second time does no harm', async () => {
    const url = await emptyDatabase();
    const folder = migrations({ '20260102000000_touch': withBody, '20260101000000_zones': zones });
    expect(await deploy(url, folder)).toEqual(['20260101000000_zones', '20260102000000_touch']);
    expect(await deploy(url, folder)).toEqual([]);
  });

  it('is done once when two start it together', async () => {
    const url = await emptyDatabase();
    const folder = migrations({ '20260101000000_zones': zones });
    const applied = await Promise.all([deploy(url, folder), deploy(url, folder)]);
    expect(applied.flat()).toEqual(['20260101000000_zones']);
  });

  it('refuses a migration that was edited after it had been applied, and names it', async () => {
    const url = await emptyDatabase();
    const folder = migrations({ '20260101000000_zones': zones });
    await deploy(url, folder);
    appendFileSync(join(folder, '20260101000000_zones', 'migration.sql'), '-- one more thought');
    await expect(deploy(url, folder)).rejects.toThrow('20260101000000_zones was edited');
  });

  it('leaves nothing of a migration that fails half-way, so that it can be mended', async () => {
    const url = await emptyDatabase();
    const folder = migrations({ '20260101000000_zones': `${zones} select no_such_function();` });
    await expect(deploy(url, folder)).rejects.toThrow('20260101000000_zones failed');
    expect(await rows(url, `select to_regclass('zone') as zone`)).toEqual([{ zone: null }]);
    writeFileSync(join(folder, '20260101000000_zones', 'migration.sql'), zones);
    expect(await deploy(url, folder)).toEqual(['20260101000000_zones']);
  });
});

describe('comparing with schema.prisma', () => {
  const schema = (model: string) => {
    const file = join(temporaryDirectory(), 'schema.prisma');
    writeFileSync(file, `datasource db {\n  provider = "postgresql"\n}\nmodel zone {\n  id Int @id\n  name String\n${model}\n}\n`);
    return file;
  };

  it('finds them in step, triggers, functions and checks notwithstanding', async () => {
    const url = await emptyDatabase();
    const folder = migrations({ '1_zones': zones, '2_touch': withBody, '3_check': `alter table zone add check (name <> '')` });
    expect(await missingMigration(url, folder, schema(''))).toBe('');
  });

  it('writes what is missing, and leaves no scratch database', async () => {
    const url = await emptyDatabase();
    const sql = await missingMigration(url, migrations({ '1_zones': zones }), schema('  code String?'));
    expect(sql).toContain('ALTER TABLE "zone" ADD COLUMN     "code" TEXT');
    expect(await rows(url, `select datname from pg_database where datname like 'scratch%'`)).toEqual([]);
  });
});
