import { existsSync } from 'node:fs';
import { Command } from 'commander';
import pg from 'pg';
import { exportBureau, importBureau } from './bureau-file.ts';
import type { Carried } from './bureau-file.ts';

/** npm run export, npm run import:bureau: a whole bureau in one file that another installation reads. */
const refuse = (why: string): never => {
  process.stderr.write(`${why}\n`);
  process.exit(1);
};
const program = new Command().name('npm run export | import:bureau --');
const said = ({ bureau, rows }: Carried) =>
  process.stdout.write(`${bureau}: ${rows['cases'] ?? 0} cases, ${rows['entry'] ?? 0} entries, ${rows['photo_original'] ?? 0} pictures\n`);

async function onDatabase(work: (pool: pg.Pool) => Promise<Carried>): Promise<void> {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? refuse('DATABASE_URL: name the database'), max: 2 });
  try {
    said(await work(pool));
  } catch (error) {
    refuse((error as Error).message);
  } finally {
    await pool.end();
  }
}

program
  .command('export <file>')
  .description('把本单位的全部数据写入一个文件 · writes everything of the bureau into a file; no accounts, passwords or sessions')
  .option('--with-reporters', '含举报人的加密身份 · with the encrypted identities of reporters; their key is not in it')
  .action(async (file: string, { withReporters = false }: { withReporters?: boolean }) => {
    if (existsSync(file)) refuse(`${file} 已存在 · exists already`);
    await onDatabase((pool) => exportBureau(pool, file, { withReporters }));
  });
program
  .command('import <file>')
  .description('读入空数据库 · reads such a file into an empty, migrated database')
  .action(async (file: string) => {
    if (!existsSync(file)) refuse(`没有文件 ${file} · there is no such file`);
    await onDatabase((pool) => importBureau(pool, file));
    process.stdout.write('已读入 · read. 下一步 · next: npm run audit:verify, npm run wake, npm run account\n');
  });
await program.parseAsync();
