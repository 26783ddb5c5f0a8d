import type { DutyKey } from '../escalation/policy.ts';
import type { PersonId, Post, ZoneCode } from '../people/seat.ts';
import type { NoticeFacts, NoticeKind } from './notices-for.ts';

/** Names that the wording may print; codes are turned into names only when a mail is written. */
export type Names = { person(id: PersonId): string; zone(code: ZoneCode): string };

/** One notice as people read it: subject without the digest's count, then sentences. */
export type Worded = { subject: string; lines: string[] };

/** Whether what is owed is owed for a hazard, not for a zone or a unit as such. */
export const isOfHazard = (duty: DutyKey): boolean => /^(hazard|supervision|request)\./.test(duty);

/** Told to somebody for whom nothing follows: no word on what happens next. */
export const isOver: readonly NoticeKind[] = ['reassigned', 'unsound', 'notListed', 'lifted', 'criticised', 'unitChanged', 'published'];

/** What a language has to say; one implementation a language. */
export type Wording = {
  post: Record<Post, string>;
  duty: Record<DutyKey, string>;
  notice(kind: NoticeKind, facts: NoticeFacts, names: Names): Worded;
  digest(count: number): string;
  moment(at: string): string;
};
