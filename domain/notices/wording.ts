import type { DutyKey } from '../escalation/policy.ts';
import type { PersonId, Post, ZoneCode } from '../people/seat.ts';
import type { MakeupMarks } from '../time/days-between.ts';
import type { Instant } from '../time/instant.ts';
import type { NoticeFacts, NoticeKind } from './notices-for.ts';

/** Names that the wording may print; codes are turned into names only when a mail is written. */
export type Names = { person(id: PersonId): string; zone(code: ZoneCode): string };

/** One notice as people read it: its class, of what it speaks, with and without the number; the subject of a mail about it alone; then sentences. */
export type Worded = { tag: string; about: string; heading: string; subject: string; lines: string[] };

/** What every mail says besides its notices; the rest of the words a mail is drawn with. */
export type MailWords = { product: string; open: string; look: string; signIn: string; automatic: string };

const mostInSubject = 30;

/** A subject of at most thirty characters: the title gives way first, then the number. */
export function subjectWithin({ before, title, number }: { before: string; title: string; number: string }): string {
  const after = [...before].length + [...number].length + 8 <= mostInSubject ? number : '';
  const room = mostInSubject - [...before].length - [...after].length;
  const letters = [...title];
  return before + (letters.length <= room ? title : `${letters.slice(0, Math.max(0, room - 1)).join('')}…`) + after;
}

/** Whether what is owed is owed for a hazard, not for a zone or a unit as such. */
export const isOfHazard = (duty: DutyKey): boolean => /^(hazard|supervision|request)\./.test(duty);

/** Told to somebody for whom nothing follows: no word on what happens next. */
export const isOver: readonly NoticeKind[] = [
  'reassigned',
  'unsound',
  'notListed',
  'lifted',
  'criticised',
  'unitChanged',
  'reportRecalled',
  'published',
  'answered',
  'appointed',
  'ended',
  'board',
  'anchored',
];

/** What a language has to say; one implementation a language. */
export type Wording = {
  post: Record<Post, string>;
  duty: Record<DutyKey, string>;
  notice(kind: NoticeKind, facts: NoticeFacts, names: Names): Worded;
  /** The subject of a mail with several notices, of which it names the first. */
  several(count: number, first: Pick<Worded, 'tag' | 'about'>): string;
  mail: MailWords;
  /** A line for a robot in a group, or a text message: which case and by when, without names and without what it is about. */
  brief(tag: string, facts: NoticeFacts): string;
  /** A day in Shanghai, without its year. */
  day(at: Instant): string;
  /** Shanghai time, with the weekday. */
  moment(at: Instant, marked: MakeupMarks): string;
  /** That there are more than fit. */
  andMore(count: number): string;
};
