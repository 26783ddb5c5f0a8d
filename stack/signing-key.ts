import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file of the key that signs dossiers: in DATA_DIR, made when it is not there yet, readable by its owner alone. */
export function signingKeyIn(dataDir: string): string {
  const file = join(dataDir, 'signing-key.pem');
  if (existsSync(file)) return file;
  mkdirSync(dataDir, { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return file;
}
