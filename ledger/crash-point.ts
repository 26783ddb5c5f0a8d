/** Gaps in which a process may die; tests kill it there by naming the point in the variable SAFETY_GRID_CRASH_AT. */
export type CrashPoint =
  | 'transact:before-commit'
  | 'transact:after-commit'
  | 'adopt:before-commit'
  | 'dispatch:before-commit'
  | 'dispatch:asked'
  | 'deliver:after-accept'
  | 'relay:after-lease'
  | 'relay:after-send'
  | 'relay:before-mailbox';

const crashAt = process.env['SAFETY_GRID_CRASH_AT'];

export function crashPoint(point: CrashPoint): void {
  if (crashAt === point) process.kill(process.pid, 'SIGKILL');
}
