/** Gaps in which a process may die; tests kill it there by naming the point in the variable SAFETY_GRID_CRASH_AT. */
export type CrashPoint =
  | 'transact:before-write'
  | 'transact:before-commit'
  | 'transact:after-commit'
  | 'climb:after-wall'
  | 'climb:before-settle'
  | 'bell:after-wall'
  | 'seats:before-seen'
  | 'adopt:before-commit'
  | 'dispatch:before-commit'
  | 'dispatch:counted'
  | 'dispatch:frozen'
  | 'dispatch:opened'
  | 'dispatch:asked'
  | 'dispatch:noted'
  | 'deliver:before-commit'
  | 'deliver:before-send'
  | 'deliver:after-accept'
  | 'deliver:after-settle'
  | 'deliver:at-rest'
  | 'relay:before-expect'
  | 'relay:after-lease'
  | 'relay:after-send'
  | 'relay:half-settled'
  | 'relay:before-mailbox'
  | 'relay:after-mailbox'
  | 'relay:after-adoption'
  | 'relay:after-month';

const crashAt = process.env['SAFETY_GRID_CRASH_AT'];

export function crashPoint(point: CrashPoint): void {
  if (crashAt === point) process.kill(process.pid, 'SIGKILL');
}
