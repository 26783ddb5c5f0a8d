import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface LogFile {
  /** For a child's stdout and stderr; close it when the child has started. */
  readonly fd: number;
  /** The last lines written since it was opened: why a part did not start. */
  tail(): string;
}

const largeBytes = 20 * 1024 * 1024;
const tailLines = 12;

/** Opens DATA_DIR/logs/<name>.log for appending; one that has grown large is put aside as `<name>.log.1`. */
export function openLog(dataDir: string, name: string): LogFile {
  const file = join(dataDir, 'logs', `${name}.log`);
  mkdirSync(dirname(file), { recursive: true });
  let fd = openSync(file, 'a');
  if (fstatSync(fd).size > largeBytes) {
    closeSync(fd);
    renameSync(file, `${file}.1`);
    fd = openSync(file, 'a');
  }
  const begin = fstatSync(fd).size;
  return { fd, tail: () => readFileSync(file).subarray(begin).toString().trimEnd().split('\n').slice(-tailLines).join('\n') };
}
