/** What this browser keeps. A browser that keeps nothing (private mode, full) still shows the pages. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`safety-grid/${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`safety-grid/${name}`, value);
  } catch {
    // Nothing to be done: the page goes on with what is on the screen.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(`safety-grid/${name}`);
  } catch {
    // As above.
  }
}
