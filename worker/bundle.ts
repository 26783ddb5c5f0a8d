import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

const workflowsPath = join(import.meta.dirname, '../workflows/index.ts');
export const bundleFile = join(import.meta.dirname, '../build/workflow-bundle.js');

/** Writes the workflows as one file of plain JavaScript, which workers load instead of bundling at every start. */
export async function buildBundle(file = bundleFile): Promise<void> {
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: quiet });
  await mkdir(dirname(file), { recursive: true });
  // Renamed into place: a worker that starts meanwhile never reads half of it.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, file);
}

/** The path of the built bundle; says what to do when it is missing. */
export function builtBundle(): string {
  if (!existsSync(bundleFile)) throw new Error('the workflow bundle is missing: run npm run build');
  return bundleFile;
}
