import { Command } from 'commander';
import pg from 'pg';
import { backUp, restore } from './backup.ts';
import { databaseName, readConfig } from './config.ts';
import { servingUrl, startEmbeddedPostgres } from './embedded-postgres.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { SetupError } from './setup-error.ts';

/** npm run backup, npm run restore: on the database that DATABASE_URL names, else on the embedded one of DATA_DIR. */
await runUntilEnded(async () => {
  const { databaseUrl, dataDir } = readConfig(process.env);
  const embedded = () => startEmbeddedPostgres({ dataDir, database: databaseName });
  const program = new Command().name('npm run backup | restore --');
  program.command('backup <file>').action(async (file: string) => {
    const url = databaseUrl ?? (await servingUrl(dataDir, databaseName));
    await (url ? backUp(url, file) : using(embedded(), ({ url: its }) => backUp(its, file)));
    console.log(file);
  });
  program.command('restore <file>').action(async (file: string) => {
    if (!databaseUrl && (await servingUrl(dataDir, databaseName)))
      throw new SetupError('请先结束 npm start · end npm start first: it works on the database that is to be restored.');
    const into = async (url: string) => {
      await mustBeEmpty(url);
      await restore(url, file);
    };
    await (databaseUrl ? into(databaseUrl) : using(embedded(), ({ url }) => into(url)));
    console.log('已恢复 · restored. 下一步 · next: npm run audit:verify, npm run wake（docs/operations.md）');
  });
  await program.parseAsync();
});

async function using<T extends { stop(): Promise<void> }>(starting: Promise<T>, use: (it: T) => Promise<void>): Promise<void> {
  const it = await starting;
  try {
    await use(it);
  } finally {
    await it.stop();
  }
}

async function mustBeEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(`select from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1`);
  await client.end();
  if (rowCount)
    throw new SetupError('该数据库不是空的：只恢复到空数据库 · The database is not empty: a backup is restored into an empty one only.');
}
