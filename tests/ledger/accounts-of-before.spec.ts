import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { actorOfSession, tokenHashOf } from '../../ledger/account-sessions.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { deploy } from '../../prisma/migrate.ts';
import { signsIn } from '../support/signs-in.ts';

const migrations = join(import.meta.dirname, '../../prisma/migrations');

describe('a database with accounts and sessions of before there were roles', () => {
  it('goes on: whoever was signed in still is, and the password still opens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'safety-grid-migrations-'));
    const older = readdirSync(migrations).filter((name) => name < '20261126040000');
    expect(older.length).toBeGreaterThan(10);
    for (const name of older) cpSync(join(migrations, name), join(folder, name), { recursive: true });
    const name = `before_${randomUUID().replaceAll('-', '')}`;
    const url = new URL(`/${name}`, inject('templateUrl')).href;
    const admin = new pg.Pool({ connectionString: new URL('/postgres', url).href, max: 1 });
    await admin.query(`create database ${name} template template0`);
    await admin.end();
    await deploy(url, folder);
    rmSync(folder, { recursive: true });

    const ledger = openLedger(url, { connections: 2, onBroken: () => undefined });
    await ledger.pool.query('insert into account (username, person, password_hash) values ($1, $2, $3)', [
      'li',
      'li',
      await hash('chosen long ago'),
    ]);
    await ledger.pool.query(`insert into session (token_hash, username, expires_at) values ($1, 'li', now() + interval '3 hours')`, [
      tokenHashOf('signed-in-before'),
    ]);
    expect(await deploy(url)).toEqual(expect.arrayContaining(['20261126040000_actor', '20261126040100_sign_in']));

    const li = { username: 'li', person: 'li', role: 'staff' };
    expect(await actorOfSession(ledger, 'signed-in-before')).toEqual(li);
    expect(await actorOfSession(ledger, (await signsIn(ledger, 'li', 'chosen long ago')) ?? '')).toEqual(li);
    const ends = `select round(extract(epoch from ends_at - now()) / 3600)::int as hours from session where token_hash = $1`;
    expect((await ledger.pool.query(ends, [tokenHashOf('signed-in-before')])).rows).toEqual([{ hours: 3 }]);
    await ledger.close();
  });
});
