let aheadMs = 0;

/** Office machines' clocks are wrong by minutes: what is "now" on a page is the server's time, learned from each answer. */
export function learnServerTime(date: string | null): void {
  const serverMs = date === null ? Number.NaN : Date.parse(date);
  if (!Number.isNaN(serverMs)) aheadMs = serverMs - Date.now();
}

/** The server's time in milliseconds. */
export const serverNowMs = (): number => Date.now() + aheadMs;
