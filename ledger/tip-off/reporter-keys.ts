import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** 举报人密钥: the first one encrypts, every one decrypts what was encrypted under its id. */
export type ReporterKeys = { current: ReporterKey; all: ReadonlyMap<string, ReporterKey> };
type ReporterKey = { id: string; secret: Buffer };

/** What REPORTER_KEY should look like. */
export const rightReporterKey = 'id:base64 of 32 random bytes, several separated by commas with the newest first';

/** The keys in the text of REPORTER_KEY; null where it is not of that form, or an id stands twice. */
export function readReporterKeys(text: string): ReporterKeys | null {
  const keys = text.split(',').map((each): ReporterKey | null => {
    const [, id, encoded] = /^\s*([\w.-]{1,30}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(each) ?? [];
    const secret = Buffer.from(encoded ?? '', 'base64');
    return id && secret.length === 32 ? { id, secret } : null;
  });
  const [current] = keys;
  if (!current || keys.includes(null)) return null;
  const all = new Map(keys.flatMap((key) => (key ? [[key.id, key]] : [])));
  return all.size === keys.length ? { current, all } : null;
}

/** A new key as REPORTER_KEY writes it. */
export const newReporterKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Nonce, tag, text; bound to the row it stands in, so that it can't be moved to another. */
export function seal({ current }: ReporterKeys, row: string, text: string): { keyId: string; sealed: Buffer } {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, current.secret, nonce);
  cipher.setAAD(Buffer.from(row));
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { keyId: current.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), content]) };
}

/** The environment lacks the key under which something was encrypted. */
export class ReporterKeyMissing extends Error {
  constructor(keyId: string) {
    super(`REPORTER_KEY lacks the key ${keyId}`);
  }
}

/** What was sealed for that row. Throws ReporterKeyMissing, and when it was altered. */
export function unseal({ all }: ReporterKeys, row: string, { keyId, sealed }: { keyId: string; sealed: Buffer }): string {
  const key = all.get(keyId);
  if (!key) throw new ReporterKeyMissing(keyId);
  const decipher = createDecipheriv(algorithm, key.secret, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(row));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
}

/** A digest for one purpose that nobody can make without the key; of an older key with its id. */
export function keyedDigest(keys: ReporterKeys, purpose: string, text: string, keyId = keys.current.id): Buffer {
  const { secret } = keys.all.get(keyId) ?? keys.current;
  return createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)))
    .update(text)
    .digest();
}
