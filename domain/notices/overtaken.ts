import { reachedBy } from '../escalation/climb.ts';
import type { Roster } from '../people/roster.ts';
import type { PersonId, Post } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import { asksForAct } from './notices-for.ts';
import type { NoticeFacts, NoticeKind } from './notices-for.ts';

/** A notice that waits to be sent, as far as it matters whether it would still be true. */
export type WaitingNotice = { person: PersonId; kind: NoticeKind } & Pick<NoticeFacts, 'obligation' | 'post' | 'zone'>;

/** What happened to its case since it was written. */
export type Since = {
  /** The obligation that is open now. */
  owed: number | null;
  /** 移交: who was told since then that he takes over what the notice asks for, and in which post. */
  handedTo: readonly { person: PersonId; post: Post }[];
};

/**
 * Whether a notice that asks for an act is not sent any more: what it asks for has ended, or its reader is none of those whom a notice to
 * the post reaches now, and one of these was told instead. Where nobody was told, it goes to whom it was written to: never to nobody.
 */
export function isOvertaken({ person, kind, ...asked }: WaitingNotice, { owed, handedTo }: Since, roster: Roster, now: Instant): boolean {
  if (!asksForAct.includes(kind)) return false;
  if (owed !== asked.obligation) return true;
  const reached = reachedBy(asked.post, asked.zone, roster, now).map((each) => each.person);
  if (reached.includes(person)) return false;
  return handedTo.some((told) => told.post === asked.post && reached.includes(told.person));
}
