import type { DutyKey, Rung } from '../escalation/policy.ts';
import type { PersonId, Post, Seat } from '../people/seat.ts';
import type { MakeupMarks } from '../time/days-between.ts';
import type { Instant } from '../time/instant.ts';
import type { StuckReason } from './why-stuck.ts';

/** What a sentence of the board is made of besides the reason. Names are looked up when it is written. */
export type StuckSubject = MakeupMarks & {
  duty: DutyKey;
  owedBy: Seat;
  /** Who owes at that moment: the holder or acting person; null while the seat is vacant. */
  person: PersonId | null;
  /** To whom the escalations were sent. */
  toldAbove?: readonly PersonId[];
  /** Whether that is who reads it. */
  isReader: boolean;
  dueAt: Instant;
  /** What happens by itself if nobody acts; null at the end of the ladder. */
  next: { at: Instant; nature: Rung['nature']; tells: Post[] } | null;
  /** Whether it is a hazard that is being rectified: can be given more time. */
  canBeExtended: boolean;
  /** Whether the reader may hand it to another zone. */
  mayReassign: boolean;
};

export type StuckNames = { person(id: PersonId): string; scope(code: string): string };

/** What a language has to say on the board. */
export type StuckWording = (reason: StuckReason, subject: StuckSubject, names: StuckNames) => string;
