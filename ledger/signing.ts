import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type Signature = { algorithm: 'Ed25519'; publicKey: string; value: string };

/** Signs with the installation's key. */
export type Signer = { publicKey: string; sign(text: string): Signature };

const inBase64 = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

/** The Ed25519 key in a PEM file (PKCS 8). Throws with the file's name when it is none. */
export function signerOf(file: string): Signer {
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(file));
  } catch (cause) {
    throw new Error(`${file} is no private key in PEM`, { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is no Ed25519 key`);
  const publicKey = inBase64(key);
  return { publicKey, sign: (text) => ({ algorithm: 'Ed25519', publicKey, value: sign(null, Buffer.from(text), key).toString('base64') }) };
}

/** Whether that key signed the text. */
export function isSigned(text: string, { publicKey, value }: Signature): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(text), key, Buffer.from(value, 'base64'));
  } catch {
    return false;
  }
}
