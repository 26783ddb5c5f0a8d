import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { Refusal } from '../domain/case/refusals.ts';

/** OWASP ASVS 2.1.1 and 2.1.2. */
const leastLength = 12;
const mostLength = 128;

/** Below this many guesses a list of common passwords, dates and runs of keys finds it (3 of 4 on zxcvbn's scale). */
const leastScore = 3;
const commonHere = ['woaini', 'anquan', 'anquanshengchan', 'shengchan', 'jianshe', 'zhufang', 'wangge', 'bangongshi', 'admin', 'mima'];

const guesser = new ZxcvbnFactory({ dictionary: { ...dictionary, here: commonHere }, graphs: adjacencyGraphs });

export const hashOf = (password: string): Promise<string> => hash(password);

let nobodysHash: Promise<string> | undefined;

/** Takes as long where there is no account or no password as where there is one, so that the time does not tell. */
export async function isPasswordOf(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hash(randomUUID());
  const fits = await verify(passwordHash ?? (await nobodysHash), password);
  return fits && Boolean(passwordHash);
}

/** Why the password can't be taken: only its length and how soon it would be guessed count, not of what kinds of characters it is. */
export function passwordRefusal(password: string, { username, names }: { username: string; names: readonly string[] }): Refusal | null {
  const length = [...password].length;
  if (length < leastLength) return { code: 'PASSWORD_SHORT', params: { least: leastLength } };
  if (length > mostLength) return { code: 'PASSWORD_LONG', params: { most: mostLength } };
  if (password.toLowerCase().includes(username.toLowerCase())) return { code: 'PASSWORD_NAMES_YOU', params: {} };
  const { score } = guesser.check(password, [username, ...names]);
  return score < leastScore ? { code: 'PASSWORD_COMMON', params: {} } : null;
}
