import { useEffect, useSyncExternalStore } from 'react';
import { answerOf, api, Refused } from '../api/client.ts';
import { forgetWhatMayHaveChanged } from '../api/queries.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { uploadPhoto } from '../api/upload-photo.ts';
import { newKey } from '../draft.ts';
import { asReport } from '../report-draft.ts';
import { rememberZone } from '../recent-zones.ts';
import { dropReport, keepReport, keepSentShot, rekeyReport, reportOf, reportsOf, shotsOf } from './kept.ts';
import type { SentReport, WaitingReport } from './kept.ts';
import { rememberSent, sentToday } from './sent.ts';

/** 待提交: what was handed in without a network, in the order of its writing; what of it was sent today. */
type Tray = { owner: string | null; waiting: readonly WaitingReport[]; sending: string | null; sent: readonly SentReport[] };

/** It had arrived with other words. */
export const keyReused = 'KEY_REUSED';
export const tooLarge = 413;
/** Not signed in, too slow, too often. */
const curedByTime = [401, 408, 429];
/** Its author is not who is signed in: it waits for him. */
const otherPerson = 'OTHER_PERSON';
const againAfterMs = 30_000;
const empty: Tray = { owner: null, waiting: [], sending: null, sent: [] };
let tray = empty;
const listeners = new Set<() => void>();

function show(changes: Partial<Tray>): void {
  tray = { ...tray, ...changes };
  for (const heard of listeners) heard();
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

async function look(person: string): Promise<void> {
  const waiting = await reportsOf(person);
  if (tray.owner === person) show({ waiting });
}

/** What waits in this phone for the person, and what became of it: phones are shared. */
export function useTray(person: string): Tray {
  const shown = useSyncExternalStore(subscribe, () => tray);
  return shown.owner === person ? shown : empty;
}

/** Sends what waits as soon as there is a network: at once, when it comes back, when the page is looked at again, and now and then. */
export function useCarrier(person: string): void {
  useEffect(() => {
    if (tray.owner !== person) show({ ...empty, owner: person, sent: sentToday(person) });
    const carry = () => void sendWaiting(person);
    const seen = () => document.visibilityState === 'visible' && carry();
    carry();
    window.addEventListener('online', carry);
    document.addEventListener('visibilitychange', seen);
    const timer = setInterval(() => tray.waiting.length > 0 && carry(), againAfterMs);
    return () => {
      window.removeEventListener('online', carry);
      document.removeEventListener('visibilitychange', seen);
      clearInterval(timer);
    };
  }, [person]);
}

/** Lays a report into the tray, from which it goes by itself; throws where this browser keeps nothing. */
export async function handOver(report: Omit<WaitingReport, 'refused'>): Promise<void> {
  await layIn(report);
  void sendWaiting(report.person);
}

/** Sends what lies in the tray at once; done when that has been tried. Throws like `handOver`. */
export async function tryAgain(report: WaitingReport): Promise<void> {
  await layIn(report);
  await sendWaiting(report.person);
}

async function layIn(report: Omit<WaitingReport, 'refused'>): Promise<void> {
  await keepReport({ ...report, refused: null });
  await look(report.person);
}

/** The same words as another matter: what had arrived under the old key stays there. */
export async function sendAsNew(report: WaitingReport): Promise<void> {
  await rekeyReport(report.key, { ...report, key: newKey(), refused: null });
  await look(report.person);
  void sendWaiting(report.person);
}

/** Takes it out of the tray, with its pictures or, to go on writing, without. */
export async function takeOut({ key, person }: WaitingReport, withShots: boolean): Promise<void> {
  await dropReport(key, withShots);
  await look(person);
}

function changeSent(sent: readonly SentReport[]): void {
  show({ sent });
  if (tray.owner !== null) rememberSent(tray.owner, sent);
}

/** Its author has read of all that was sent so far. */
export function seeSent(): void {
  if (tray.sent.some(({ isSeen }) => !isSeen)) changeSent(tray.sent.map((each) => ({ ...each, isSeen: true })));
}

/** Its author wants to be reminded of it no longer. */
export const putAway = (key: string): void => changeSent(tray.sent.filter((each) => each.key !== key));

let isCarrying = false;
let askedFor: string | null = null;

/** One after the other, and in one window of the browser at a time. */
async function sendWaiting(person: string): Promise<void> {
  askedFor = person;
  if (isCarrying) return;
  isCarrying = true;
  const carryOf = (author: string) => async () => {
    await look(author).catch(() => undefined);
    for (const { key, refused } of tray.waiting) if (refused === null && !(await send(key, author))) break;
  };
  try {
    while (askedFor !== null) {
      const carry = carryOf(askedFor);
      askedFor = null;
      // Missing where the address is plain http: there a second window may send the same again, which is the same report.
      await ((navigator as Partial<Navigator>).locks?.request('safety-grid/tray', carry) ?? carry());
    }
  } finally {
    isCarrying = false;
  }
}

/** Whether its author is who is signed in now: another may have sat down, in this window or in another. */
const isAuthor = async (person: string) => (await answerOf(api.GET('/api/me'))).person.id === person;

/** False when there is no network, or its author is not signed in: the others need not be tried. */
async function send(key: string, person: string): Promise<boolean> {
  show({ sending: key });
  let current: WaitingReport | undefined;
  try {
    if (!(await isAuthor(person))) return false;
    current = await reportOf(key);
    // Deleted, or taken back to the page, while the ones before it were sent.
    if (!current) return true;
    for (const shot of await shotsOf(key)) {
      const photo = await uploadPhoto(shot.file, () => undefined, new AbortController().signal);
      current = { ...current, values: { ...current.values, photos: [...(current.values.photos ?? []), photo] } };
      await keepSentShot(current, shot.id);
    }
    const answer = await submit(current);
    await dropReport(key, true);
    rememberZone(person, answer.zone.code);
    changeSent([...tray.sent, { key, answer, at: new Date(serverNowMs()).toISOString(), isSeen: false }]);
    void forgetWhatMayHaveChanged();
    return true;
  } catch (error) {
    const refused = refusalIn(error);
    if (refused && current) await keepReport({ ...current, refused }).catch(() => undefined);
    return refused !== null;
  } finally {
    show({ sending: null });
    await look(person).catch(() => undefined);
  }
}

const submit = ({ key, person, values, handedInAt }: WaitingReport) =>
  answerOf(
    api.POST('/api/hazards', {
      params: { header: { 'Idempotency-Key': key } },
      body: { ...asReport(values), writtenAt: handedInAt, writtenBy: person },
    }),
  );

/** The words of a refusal, or its code or status where the page has words of its own; null for what time alone may cure. */
function refusalIn(error: unknown): string | null {
  if (!(error instanceof Refused) || error.status >= 500 || curedByTime.includes(error.status)) return null;
  const { problem, status } = error;
  if (!problem || status === tooLarge) return String(status);
  if (problem.code === otherPerson) return null;
  if (problem.code === keyReused) return keyReused;
  return [problem.detail, ...(problem.fields ?? []).map(({ message }) => message)].join(' ');
}
