import { useState } from 'react';
import { forget, recall, remember } from './remembered.ts';

/** What somebody is writing, kept in this browser from the first letter; `key` makes its submission recognisable however often it is sent. */
export type Draft<Values> = {
  values: Values;
  key: string;
  /** Whether anything was written. */
  isTouched: boolean;
  write(values: Values): void;
  /** It was accepted, or is given up: the next draft has a key of its own. */
  finish(): void;
  /** The same words as another matter. */
  renewKey(): string;
  /** When it was written, where it was found here from another time, by this machine's clock. */
  restoredAt: string | null;
};

type Kept<Values> = { key: string; values: Values; writtenAt?: string };

/** A key that makes a repetition recognisable. Not crypto.randomUUID: it is missing where the intranet's address is plain http. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is kept under that name; null when nothing is, or nothing that can be read. */
export function keptDraft<Values>(name: string): Kept<Values> | null {
  try {
    return JSON.parse(recall(`draft/${name}`) ?? 'null') as Kept<Values> | null;
  } catch {
    return null;
  }
}

/** The name for the draft of what a case owes, until it owes something else. */
export const draftOfDuty = (person: string, { id }: { id: string }, act: string, { since }: { since: string }): string =>
  `${person}/${id}/${act}/${since}`;

/** Whether something was written under that name and is not submitted. */
export const isDrafted = (name: string): boolean =>
  Object.values(keptDraft<object>(name)?.values ?? {}).some((value) => value !== null && value !== '');

/**
 * `name` must not change while the component stands: give it as the component's key too. It names the person, as machines are shared. Null:
 * nothing is kept in the browser.
 */
export function useDraft<Values extends object>(name: string | null, empty: Values): Draft<Values> {
  const [found] = useState(() => (name === null ? null : keptDraft<Values>(name)));
  const [draft, setDraft] = useState<Kept<Values>>(() => found ?? { key: newKey(), values: empty });
  const put = (next: Kept<Values>) => {
    if (name !== null) putDraft(name, { ...next, writtenAt: new Date().toISOString() });
    setDraft(next);
  };
  return {
    key: draft.key,
    values: draft.values,
    restoredAt: found?.writtenAt ?? null,
    isTouched: JSON.stringify({ ...empty, ...draft.values }) !== JSON.stringify(empty),
    write: (values) => put({ ...draft, values }),
    finish() {
      if (name !== null) dropDraft(name);
      setDraft({ key: newKey(), values: empty });
    },
    renewKey() {
      const key = newKey();
      put({ ...draft, key });
      return key;
    },
  };
}

/** Puts it back where it was written, under the key with which it was born. Whether it is kept. */
export const putDraft = <Values>(name: string, { key, values, writtenAt }: Kept<Values>): boolean =>
  remember(`draft/${name}`, JSON.stringify({ key, values, writtenAt }));

export const dropDraft = (name: string): void => forget(`draft/${name}`);
