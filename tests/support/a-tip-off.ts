import { randomBytes, randomUUID } from 'node:crypto';
import { instantFromMs, instantOf } from '../../domain/time/instant.ts';
import { formToken } from '../../ledger/tip-off/form-token.ts';
import { newReporterKey, readReporterKeys } from '../../ledger/tip-off/reporter-keys.ts';
import type { ReporterKeys } from '../../ledger/tip-off/reporter-keys.ts';
import type { TipOff } from '../../ledger/tip-off/tip-offs.ts';

/** Those keys, the newest first; made anew where none are named. */
export function reporterKeys(...lines: string[]): ReporterKeys {
  const keys = readReporterKeys((lines.length > 0 ? lines : [newReporterKey('k1')]).join(','));
  if (!keys) throw new Error('not a key');
  return keys;
}

/** What the tests of one file encrypt with. */
export const theReporterKeyText = newReporterKey('k1');
export const theReporterKeys = reporterKeys(theReporterKeyText);

const nobody = { name: null, phone: null, email: null };

export const aTipOff = (changes: Partial<TipOff> = {}): TipOff => ({
  zone: 'east',
  text: '3号楼外墙有瓷砖脱落，下面没有围挡。',
  place: '3号楼北侧',
  photos: [],
  reporter: nobody,
  language: 'zh',
  formKey: randomUUID(),
  ...changes,
});

/** The body of a form that has been open for a minute, or for so many seconds. */
export const aFilledForm = (changes: object = {}, { zone = 'east', openSeconds = 60 } = {}) => ({
  key: randomBytes(16).toString('hex'),
  form: formToken(theReporterKeys, zone, instantFromMs(Date.now() - openSeconds * 1000)),
  text: `有瓷砖脱落，下面没有围挡。${randomUUID()}`,
  ...changes,
});

export const at = instantOf('2026-09-29 09:10');
