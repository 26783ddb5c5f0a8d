import type { Standing } from '../domain/case/standing.ts';

/** All that api and worker may know of the workflows: ids, queue, signals, activity ports. Plain JSON, codes and times, never a name. */
export const taskQueue = 'safety-grid';

/** Registered with the server before any workflow starts: an unknown attribute would make its task fail for ever. */
export const searchAttributes = {
  Duty: 'Keyword',
  WaitingOn: 'Keyword',
  Zone: 'Keyword',
  DueAt: 'Datetime',
  EscalationLevel: 'Int',
} as const;

/** How a case stands after a revision: what its clock waits for. */
export type Moved = Standing;

/** What Temporal can list and count cases by; given at the start, changed by the clock. */
export function attributesOf({ duty, waitingOn, zone, level, dueAt }: Moved) {
  return {
    Duty: duty ? [duty] : [],
    WaitingOn: waitingOn ? [waitingOn] : [],
    Zone: [zone],
    EscalationLevel: [level],
    DueAt: dueAt ? [new Date(dueAt)] : [],
  };
}

/** Mail is due for a person from that moment on. */
export type MailDue = { person: string; at: string };

export const movedSignalName = 'moved';
export const mailDueSignalName = 'mailDue';
/** hazardLifecycle, yearWatchLifecycle. */
export const workflowTypeOf = (kind: string) => `${kind.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Lifecycle`;
/** The workflow id of a month's dispatch: dispatch/2026-10. */
export const monthTarget = (period: string) => `dispatch/${period}`;
/** The workflow id of a case's clock; that of a month is called by its period, which its number ends with. */
export const caseTarget = (kind: string, { caseId, number }: { caseId: string; number: string }) =>
  kind === 'dispatch' ? monthTarget(number.slice('DD-'.length)) : `${kind}/${caseId}`;
export const mailboxTarget = (person: string) => `mailbox/${person}`;
/** One adopted version of a year's days off: codes for `calendar/2027/3`, the id of the adoption and of its workflow. */
export type CalendarAdoption = { year: number; version: number };
export const calendarTarget = ({ year, version }: CalendarAdoption) => `calendar/${year}/${version}`;
/** A policy that running cases adopt by choice: the id of the adoption and of its workflow, `policy/<uuid>`. */
export type PolicyAdoption = { id: string };
export const bellId = 'bell';
/** The Schedule that looks each morning whether the day of the monthly dispatch has come. */
export const monthOpeningId = 'dispatch-opening';

export type ClockActivities = {
  /** Climbs the case that rang, then whatever else on the wall is due. `now` is the workflow's time. */
  climb(input: { caseId: string; revision: number; alarmAt: string; now: string }): Promise<Moved>;
};

export type MailboxActivities = {
  /** Sends what is due for the person; answers when the next notice is due, null when none waits. Throws while the server can't be had. */
  deliver(input: { person: string; now: string }): Promise<{ nextAt: string | null }>;
};

/** A letter to whoever reported something without signing in: codes for the ledger, which alone knows who he is. */
export type LetterToSend = { tipOff: string; letter: number };
export const letterTarget = ({ tipOff, letter }: LetterToSend) => `letter/${tipOff}/${letter}`;

export type LetterActivities = {
  /** Sends the letter unless it was sent. Throws while the mail server can't be had. */
  sendLetter(input: LetterToSend): Promise<void>;
  /** Nobody takes the letter: the next one has its turn, and the office sees that it did not go out. */
  giveUpLetter(input: LetterToSend): Promise<void>;
};

export type AdoptionActivities = {
  /**
   * Carries an adoption to the next open cases. `now` is the workflow's time. Who was asked before adoptions had ids is told the version of
   * the calendar.
   */
  adoptNext(
    input: ({ id: string } | { version: number }) & { now: string },
  ): Promise<{ recomputed: number; moved: number; failed: number; isFinished: boolean }>;
};

/** A month whose figures are to be frozen and whose units are to be asked. */
export type MonthToOpen = { period: string };

export type MonthActivities = {
  /** The next step of opening the month: some zones counted, or some units asked; `standing` once all is done. `now` is the workflow's time. */
  openNext(input: { period: string; now: string }): Promise<{ zonesCounted: number; unitsAsked: number; standing: Moved | null }>;
  /** Asks for the dispatch of the month whose day has come, unless it was asked for. */
  openDueMonth(input: { now: string }): Promise<boolean>;
};

export type ReconcileActivities = {
  /** Holds the ledger's open cases against the running workflows, and repairs what is safe: how many clocks were armed again, how many ended. */
  reconcile(input: { now: string }): Promise<{ rearmed: number; ended: number }>;
};

export type BellActivities = {
  /** The net beneath the clocks: climbs every due case, and asks for next year's days off when it is time. */
  ringBell(input: { now: string }): Promise<{ climbed: number; failed: number }>;
};
