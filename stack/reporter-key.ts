import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newReporterKey } from '../ledger/tip-off/reporter-keys.ts';

const fileIn = (dataDir: string) => join(dataDir, 'reporter.key');

/** The key of DATA_DIR, for commands on its database; undefined where there is none. */
export const reporterKeyIn = (dataDir: string): string | undefined =>
  existsSync(fileIn(dataDir))
    ? readFileSync(fileIn(dataDir), 'utf8')
        .trim()
        .replaceAll(/\s*\n\s*/g, ',')
    : undefined;

/** The key of DATA_DIR, made on the first start. Whoever has this file and the database can read who reported: keep a copy of it elsewhere. */
export function reporterKeyOf(dataDir: string): string {
  if (!existsSync(fileIn(dataDir))) writeFileSync(fileIn(dataDir), `${newReporterKey('k1')}\n`, { mode: 0o600, flag: 'wx' });
  return reporterKeyIn(dataDir) ?? '';
}
