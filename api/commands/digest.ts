import { createHash } from 'node:crypto';

/** What somebody said, so that the same can be recognised and something else told from it. */
export const digestOf = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');
