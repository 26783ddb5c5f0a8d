import type { CommandAnswer } from '../api/client.ts';
import type { ReportDraft } from '../report-draft.ts';

/** A picture that is not sent yet, of the draft with that key; its time of the shot is the file's own. */
export type Shot = { id: string; draft: string; file: File };

/** A report that was handed in without a network. `key`: the draft's, so that it is one report however often it is sent. */
export type WaitingReport = {
  key: string;
  person: string;
  values: ReportDraft;
  /** By the clock of this phone. */
  handedInAt: string;
  /** Why it was refused, for a person to look at; until then it is sent again by itself. */
  refused: string | null;
};

/** What became of a report, and when. `isSeen`: whether its author has been told. */
export type SentReport = { key: string; answer: CommandAnswer; at: string; isSeen: boolean };

const shots = 'shots';
const reports = 'reports';

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('safety-grid', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(shots, { keyPath: 'id' }).createIndex('draft', 'draft');
      request.result.createObjectStore(reports, { keyPath: 'key' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Done once it lies on the disk; throws where this browser keeps nothing. */
async function write(act: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
  const transaction = (await database()).transaction([shots, reports], 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
  try {
    act((name) => transaction.objectStore(name));
  } catch (error) {
    // Else what was asked before it would be done.
    transaction.abort();
    await done.catch(() => undefined);
    throw error;
  }
  return done;
}

async function read<Found>(name: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<Found> {
  const request = ask((await database()).transaction(name).objectStore(name));
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Found);
    request.onerror = () => reject(request.error);
  });
}

export const keepShot = (shot: Shot): Promise<void> => write((store) => store(shots).put(shot));
export const dropShot = (id: string): Promise<void> => write((store) => store(shots).delete(id));
/** In the order in which they were taken. */
export const shotsOf = (draft: string): Promise<Shot[]> => read(shots, (store) => store.index('draft').getAll(draft));

export const keepReport = (report: WaitingReport): Promise<void> => write((store) => store(reports).put(report));
/** One of its pictures was sent: both at once, lest it be sent twice. */
export const keepSentShot = (report: WaitingReport, shot: string): Promise<void> =>
  write((store) => {
    store(reports).put(report);
    store(shots).delete(shot);
  });
/** Its pictures stay, unless it is `withShots`. */
export const dropReport = (key: string, withShots: boolean): Promise<void> =>
  write((store) => {
    store(reports).delete(key);
    if (withShots) forEachShot(store(shots), key, (found) => found.delete());
  });
/** The report of the old key under the one that it has now, with its pictures: all at once, lest it be lost or be there twice. */
export const rekeyReport = (oldKey: string, report: WaitingReport): Promise<void> =>
  write((store) => {
    store(reports).delete(oldKey);
    store(reports).put(report);
    forEachShot(store(shots), oldKey, (found) => found.update({ ...(found.value as Shot), draft: report.key }));
  });

function forEachShot(store: IDBObjectStore, draft: string, act: (found: IDBCursorWithValue) => void): void {
  const asked = store.index('draft').openCursor(draft);
  asked.onsuccess = () => {
    if (!asked.result) return;
    act(asked.result);
    asked.result.continue();
  };
}

/** As it is kept now; undefined once it was sent, deleted or taken back. */
export const reportOf = (key: string): Promise<WaitingReport | undefined> => read(reports, (store) => store.get(key));
/** In the order in which they were handed in. */
export const reportsOf = async (person: string): Promise<WaitingReport[]> =>
  (await read<WaitingReport[]>(reports, (store) => store.getAll()))
    .filter((each) => each.person === person)
    .sort((a, b) => (a.handedInAt < b.handedInAt ? -1 : 1));
