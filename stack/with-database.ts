import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { checkout } from './checkout.ts';
import { databaseName, readConfig } from './config.ts';
import { servingUrl } from './embedded-postgres.ts';
import { reporterKeyIn } from './reporter-key.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { servingAddress } from './temporal-server.ts';
import { signingKeyIn } from './signing-key.ts';
import { SetupError } from './setup-error.ts';

/** Runs one of the product's commands on the database and the Temporal server that the environment names, else on the embedded ones of DATA_DIR while they run. */
await runUntilEnded(async (signal) => {
  const [entry = '', ...args] = process.argv.slice(2);
  const { databaseUrl, dataDir, signingKeyFile, temporalAddress, temporalNamespace } = readConfig(process.env);
  const temporal = temporalAddress ?? servingAddress(dataDir);
  const url = databaseUrl ?? (await servingUrl(dataDir, databaseName));
  if (!url && !args.includes('--dry-run') && !args.includes('--help'))
    throw new SetupError(
      'DATABASE_URL 未设置，内置数据库也没有运行：请先 npm start，或指定数据库 · DATABASE_URL is not set and the embedded database does not run: npm start first, or name one.',
    );
  const reporterKey = process.env['REPORTER_KEY'] || reporterKeyIn(dataDir);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), `${checkout}/${entry}`, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      TZ: 'Asia/Shanghai',
      ...(url && { DATABASE_URL: url }),
      SIGNING_KEY_FILE: signingKeyFile ?? (databaseUrl ? '' : signingKeyIn(dataDir)),
      ...(reporterKey && { REPORTER_KEY: reporterKey }),
      ...(temporal && { TEMPORAL_ADDRESS: temporal, TEMPORAL_NAMESPACE: temporalNamespace }),
    },
  });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
});
