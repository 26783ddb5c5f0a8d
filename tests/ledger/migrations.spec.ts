import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { deploy, missingMigration } from '../../prisma/migrate.ts';

const migrations = join(import.meta.dirname, '../../prisma/migrations');

describe('the migrations', () => {
  it('build exactly what schema.prisma says', async () => {
    expect(await missingMigration(inject('templateUrl'))).toBe('');
  });

  it('keep how far the adoption of a year had come, in the name of whoever put it', async () => {
    const name = `migrated_${randomUUID().replaceAll('-', '')}`;
    const url = new URL(`/${name}`, inject('templateUrl')).href;
    const admin = new pg.Client(new URL('/postgres', url).href);
    await admin.connect();
    await admin.query(`create database ${name} template template0`);
    await admin.end();
    const before = mkdtempSync(join(tmpdir(), 'safety-grid-migrations-'));
    for (const each of readdirSync(migrations))
      if (each < '20261125210000') cpSync(join(migrations, each), join(before, each), { recursive: true });
    await deploy(url, before);
    const client = new pg.Client(url);
    await client.connect();
    await client.query(
      `insert into calendar_year values (1, 2027, '{}', 'zhao', '2026-11-20'), (2, 2027, '{}', 'sun', '2026-11-25');
       insert into calendar_adoption (version, recomputed, moved, finished_at) values (1, 9, 3, '2026-11-20');
       insert into calendar_adoption (version, reached) values (2, '00000000-0000-4000-8000-000000000007')`,
    );
    await deploy(url);
    const { rows } = await client.query(
      'select id, calendar_version, actor, recomputed, moved, reached, finished_at is null as open from adoption',
    );
    expect(rows).toEqual([
      { id: 'calendar/2027/1', calendar_version: 1, actor: { person: 'zhao' }, recomputed: 9, moved: 3, reached: null, open: false },
      {
        ...{ id: 'calendar/2027/2', calendar_version: 2, actor: { person: 'sun' }, recomputed: 0, moved: 0 },
        ...{ reached: '00000000-0000-4000-8000-000000000007', open: true },
      },
    ]);
    await client.end();
    rmSync(before, { recursive: true });
  });
});
