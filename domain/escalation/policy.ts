import type { Post } from '../people/seat.ts';
import type { Allowance } from '../time/allowance.ts';
import { dateIn } from '../time/instant.ts';
import type { Instant, LocalDate, Weekday } from '../time/instant.ts';

/** What can be owed; DOMAIN's table of ladders has a line for each. */
export type DutyKey =
  | 'hazard.assign'
  | 'hazard.rectify.general'
  | 'hazard.rectify.immediate'
  | 'hazard.rectify.major'
  | 'hazard.verify.general'
  | 'hazard.verify.major'
  | 'hazard.review'
  | 'hazard.recheck'
  | 'request.decide.supervising'
  | 'request.decide.first'
  | 'request.decide.officeDirector'
  | 'supervision.decide'
  | 'supervision.register'
  | 'supervision.review'
  | 'supervision.lift'
  | 'vacancy.fill'
  | 'call.make'
  | 'calendar.publish'
  | 'report.submit'
  | 'report.accept'
  | 'dispatch.collect'
  | 'dispatch.compile'
  | 'dispatch.hear'
  | 'dispatch.sign'
  | 'statistics.issue'
  | 'suggestion.answer';

/** One step of a ladder 升级阶梯: when it falls, whom it tells, and whether the case climbs a level by it. */
export type Rung = {
  key: string;
  nature: 'reminder' | 'escalation';
  /** `afterOpening` and `fraction` count from the opening, `beforeDue` and `afterDue` from the deadline. */
  when: { fraction: number } | { afterOpening: Allowance } | { beforeDue: Allowance } | { afterDue: Allowance };
  /** Reminders repeat until the deadline, escalations until the obligation ends. */
  repeat?: Allowance | { weekly: Weekday } | undefined;
  /** The level that an escalation lifts the case to: 1, 2 … */
  level?: number | undefined;
  tells: Post[];
  /** The rung falls away once this has happened. */
  unless?: 'acknowledged' | undefined;
  also?: 'agenda' | 'draftListedSupervision' | undefined;
};

/** `tellsOnOpening`: told besides whoever owes, at the moment the obligation opens. `urgent` notices go out at any hour. */
export type Ladder = { limit: Allowance; urgent?: boolean | undefined; tellsOnOpening?: Post[] | undefined; rungs: Rung[] };

/** A versioned policy document, which the ledger numbered; an obligation keeps the version that it was opened with, until another is adopted. */
export type Policy = {
  version: number;
  name: string;
  validFrom: LocalDate;
  /** When ordinary notices may go out; urgent ones always do. */
  ordinaryNotices: 'workingHours' | 'anyTime';
  ladders: Record<DutyKey, Ladder>;
  /** 延期: how many may be granted, and by how many calendar days in all; whether the escalation level falls back when one is. */
  extensions: { most: number; daysInAll: number; levelFallsBack: boolean };
  /** 挂账: the review lies at most so many calendar days ahead. */
  suspension: { reviewWithinDays: number };
  /**
   * A message that has not come through after so many minutes goes out by the person's next channel; who gets more than so many messages a day is shown
   * to the office.
   */
  delivery: { nextChannelAfterMinutes: { ordinary: number; urgent: number }; mostADay: number };
  /** 举报: who reported is forgotten so many days after the case has ended. */
  tipOffs: { forgetAfterDays: number };
  /** 每月调度 opens by itself on that day of the month, or on the last workday before it. */
  dispatch: { opensOnDay: number };
};

/** The number of a draft: no policy of the ledger has it, they count from 1. */
export const draftVersion = 0;

/** The policy for what is opened at that moment: the newest version that is valid by then. Null when none is. */
export function policyInForce(policies: Iterable<Policy>, at: Instant): Policy | null {
  const valid = [...policies].filter(({ validFrom }) => validFrom <= dateIn(at));
  return valid.reduce<Policy | null>((newest, each) => (newest && newest.version > each.version ? newest : each), null);
}
