import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory that is deleted when the test ends, after everything that was started in it later. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'stack-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Ends `it` when the test ends, whatever happened. */
export function endingWithTest<T extends { stop(): Promise<void> }>(it: T): T {
  onTestFinished(() => it.stop());
  return it;
}
