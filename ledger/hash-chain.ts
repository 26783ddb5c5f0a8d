import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

/** What an entry's hash covers: everything that it says, and through `prevHash` everything said of the case before. */
export type HashedEntry = {
  caseId: string;
  revision: number;
  commandId: string;
  command: string;
  actor: unknown;
  at: string;
  events: unknown;
};

export const firstHash = '0'.repeat(64);

/** SHA-256 over the previous hash and the entry as JSON with sorted keys; hexadecimal. */
export function hashOf(prevHash: string, entry: HashedEntry): string {
  const { caseId, revision, commandId, command, actor, at, events } = entry;
  return createHash('sha256')
    .update(prevHash)
    .update(stringify({ caseId, revision, commandId, command, actor, at, events }) ?? '')
    .digest('hex');
}
