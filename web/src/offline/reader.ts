import type { Me } from '../api/client.ts';
import { newKey } from '../draft.ts';
import { forget, recall, remember } from '../remembered.ts';

const answers = 'answers';

/** Whether the pages start without a network here: not where the address is plain http. */
export const startsOffline = 'serviceWorker' in navigator;

/** Keeps of whoever may report what the page for reporting needs to know of him: his name. */
export function keepReader(me: Me): void {
  if (!me.may.includes('hazard.report')) return forget('reader');
  const kept: Me = { ...me, seats: [], counts: { ...me.counts, owed: 0, climbed: 0 }, may: ['hazard.report'] };
  remember('reader', JSON.stringify(kept));
}

/** Whoever was signed in here last and did not sign out; he may do nothing but report. */
export function keptReader(): Me | null {
  try {
    return JSON.parse(recall('reader') ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

/** Another one after each sign-out, in this window or in another: what was asked before it is no longer true. */
export const signOutMark = (): string | null => recall('signed-out');

/** Nobody is signed in any more: neither he nor what was kept for him stays. What he wrote does, until he comes back. */
export function forgetReader(): void {
  remember('signed-out', newKey());
  forget('reader');
  forget('sent');
  if ('caches' in window) void caches.delete(answers).catch(() => undefined);
}

/** Lets the pages be opened without a network. */
export function startOffline(): void {
  if (startsOffline && import.meta.env.PROD) navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
