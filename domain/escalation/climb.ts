import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { accepted, ignored } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { holderOf } from '../people/roster.ts';
import type { Roster } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, Post, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import { rungsDue } from './dated-ladder.ts';
import type { DatedRung } from './dated-ladder.ts';

/**
 * Whom a notice to a post reaches at that moment: the holder or acting person; an acting one with a copy to the absent;
 * for a vacant seat, or one whose holder is away with nobody acting, the office as well (DOMAIN, ladders).
 */
export function reachedBy(
  post: Post,
  zone: ZoneCode,
  roster: Roster,
  now: Instant,
): { person: PersonId; as: 'holder' | 'acting' | 'copy' | 'officeForVacant' | 'officeForAbsent' }[] {
  const holder = holderOf(roster, seatFor(post, zone), now);
  const office = () => {
    const stand =
      post === 'office' ? holderOf(roster, seatFor('officeDirector', zone), now) : holderOf(roster, seatFor('office', zone), now);
    return stand.kind === 'vacant' ? [] : [stand.person];
  };
  switch (holder.kind) {
    case 'held':
      return [{ person: holder.person, as: 'holder' }];
    case 'acting':
      return [
        { person: holder.person, as: 'acting' },
        { person: holder.copyTo, as: 'copy' },
      ];
    case 'absent':
      return [{ person: holder.person, as: 'holder' as const }, ...office().map((person) => ({ person, as: 'officeForAbsent' as const }))];
    case 'vacant':
      return office().map((person) => ({ person, as: 'officeForVacant' as const }));
  }
}

/**
 * The alarm rang: every rung that is due fires. Escalations fire one by one, so that each level is told; of several late reminders only
 * the last one is sent and stands for the earlier ones.
 */
export function climb(state: CaseCore & { zone: ZoneCode }, moment: Moment): Decision<CaseEvent> {
  const { obligation } = state;
  if (!obligation) return ignored('CASE_ENDED');
  const due = rungsDue(obligation, moment.now, moment);
  if (due.length === 0) return ignored('NOTHING_DUE');
  const isLate = (rung: DatedRung, index: number) =>
    due
      .slice(index + 1)
      .some((later) => later.rung.nature === rung.rung.nature && (rung.rung.nature === 'reminder' || later.rung.key === rung.rung.key));
  const covered = (rung: DatedRung) => rung.rung.nature === 'reminder' || rung.rung.repeat !== undefined;
  const events: CaseEvent[] = [];
  let covers: string[] = [];
  due.forEach((dated, index) => {
    if (covered(dated) && isLate(dated, index)) {
      covers.push(dated.key);
      return;
    }
    const told = dated.rung.tells.flatMap((post) => reachedBy(post, state.zone, moment.roster, moment.now).map(({ person }) => person));
    events.push({
      type: 'RungFired',
      obligation: obligation.id,
      key: dated.key,
      covers,
      nature: dated.rung.nature,
      level: dated.rung.level ?? 0,
      dueSince: dated.at,
      told: [...new Set(told)],
    });
    covers = [];
  });
  return accepted(...events);
}
