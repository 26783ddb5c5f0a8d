/** What this browser keeps. A browser that keeps nothing (private mode, full) still shows the pages. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`safety-grid/${name}`);
  } catch {
    return null;
  }
}

/** Whether it is kept; where it is not, the page goes on with what is on the screen. */
export function remember(name: string, value: string): boolean {
  try {
    localStorage.setItem(`safety-grid/${name}`, value);
    return true;
  } catch {
    return false;
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(`safety-grid/${name}`);
  } catch {
    // Nothing is kept there.
  }
}
