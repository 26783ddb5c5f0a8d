import { createHash } from 'node:crypto';

/** The id of the case that these words mean: the same words, the same case, so that a first command given twice finds itself. */
export function caseIdMadeOf(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
