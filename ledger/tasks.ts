import { isDecision } from '../domain/case/own-acts.ts';
import { holderOf, isOffice, seatsOpenTo } from '../domain/people/roster.ts';
import { bureauWide, isLocal, sameSeat, seatFor } from '../domain/people/seat.ts';
import type { Seat, PersonId, Post } from '../domain/people/seat.ts';
import type { Actor } from '../domain/rights/actor.ts';
import { actingPerson, capacitiesOf } from '../domain/rights/capacity.ts';
import { may } from '../domain/rights/may.ts';
import { actions } from '../domain/rights/rules.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Moment } from '../domain/case/decision.ts';
import { itemOf, namesOf, seatsClimbedTo } from './case-item.ts';
import type { CaseItem, Names, PersonRef } from './case-item.ts';
import { storedColumns, storedItem } from './one-case.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { pressedAmong } from './pressing.ts';
import { sentBackAmong } from './sent-back.ts';

/** A seat in which somebody may act: his own, or that of whoever he stands in for. */
export type Hat = { post: Post; scope: string; scopeName: string; as: 'holder' | 'acting'; for: PersonRef | null };
/** `sentBack`: who returned what was handed in, and why, so that it is owed again. `pressed`: who pressed for it last since it is owed. */
export type Task = CaseItem & {
  hat: Hat;
  isDecision: boolean;
  sentBack: { by: PersonRef; reason: string } | null;
  pressed: { by: PersonRef; at: Instant; words: string } | null;
};
/** `reminded`: how often whoever owes it was reminded of it, by itself. */
export type ClimbedTask = Task & { reminded: number };

// More open tasks than that nobody can owe and see at a glance; the ledger lists them all.
const shownAtMost = 500;

/** What the person owes at that moment and what has climbed to him, by deadline, with the seat in which it concerns him. */
export async function tasksOf(ledger: Ledger, person: PersonId, now: Instant): Promise<{ owed: Task[]; climbed: ClimbedTask[] }> {
  const known = await ledger.register.newest(ledger.pool);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const hats = hatsOf(person, moment, names);
  const [owed, climbed] = await Promise.all([
    open(ledger, { OR: hats.map(({ post, scope }) => ({ owedByPost: post, ...inScope(post, scope) })) }),
    open(ledger, { level: { gt: 0 }, ...reachOf(hats) }),
  ]);
  const both = [...owed, ...climbed];
  const [sentBack, pressed] = await Promise.all([sentBackAmong(ledger, both), pressedAmong(ledger, both)]);
  const hatFor = (seats: readonly Seat[]) =>
    hats.find(({ post, scope }) => seats.some((seat) => seat.post === post && seat.scope === scope));
  const asTasks = (rows: typeof owed, seatsOf: (row: (typeof owed)[number]) => Seat[]): Task[] => {
    const tasks = rows.flatMap((row) => {
      const hat = hatFor(seatsOf(row));
      const { obligation } = row.state;
      const again = sentBack.get(row.id);
      const chased = pressed.get(row.id);
      return hat
        ? [
            {
              ...itemOf(row, moment, names),
              hat,
              isDecision: obligation !== null && isDecision(obligation.duty),
              sentBack: again ? { by: names.person(again.by), reason: again.reason } : null,
              pressed: chased ? { ...chased, by: names.person(chased.by) } : null,
            },
          ]
        : [];
    });
    return tasks.sort(byDeadline);
  };
  const climbedToHim = asTasks(climbed, (row) => seatsClimbedTo(row, moment));
  const reminders = await remindersOf(ledger, climbedToHim);
  return {
    owed: asTasks(owed, ({ state }) => (state.obligation ? [state.obligation.owedBy] : [])),
    climbed: climbedToHim.map((task) => ({ ...task, reminded: reminders.get(task.id) ?? 0 })),
  };
}

/** What is due at one moment, as the reports of a month, stands in the order of its numbers. */
const byDeadline = (a: Task, b: Task) =>
  (a.owes?.dueAt ?? '').localeCompare(b.owes?.dueAt ?? '') || a.number.localeCompare(b.number, 'en', { numeric: true });

/** How often each of these was reminded of, of what is owed now; what a late clock let one reminder stand for was not sent. */
async function remindersOf({ pool }: Ledger, cases: readonly { id: string }[]): Promise<ReadonlyMap<string, number>> {
  if (cases.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; times: number }>({
    name: 'reminders-of',
    text: `select c.id, count(distinct n.revision)::int as times from cases c join notice n on n.case_id = c.id
      where c.id = any($1) and n.kind = 'reminder' and n.status = 'sent' and (n.facts->>'obligation')::int = (c.state->'obligation'->>'id')::int
      group by c.id`,
    values: [cases.map(({ id }) => id)],
  });
  return new Map(rows.map(({ id, times }) => [id, times]));
}

/** Every seat in which the person may act at that moment; members of the office act in the office's seat. */
function hatsOf(person: PersonId, moment: Moment, names: Names): Hat[] {
  const { roster, now } = moment;
  const held = seatsOpenTo(roster, person, now);
  const ofOffice = seatFor('office', bureauWide);
  const asMember = isOffice(roster, person, now) && !held.some((seat) => sameSeat(seat, ofOffice)) ? [ofOffice] : [];
  return [...held, ...asMember].map((seat): Hat => {
    const holder = holderOf(roster, seat, now);
    const isActing = holder.kind === 'acting' && holder.person === person;
    const absent = isActing ? names.person(holder.copyTo) : null;
    return { ...seat, scopeName: names.scope(seat.scope), as: isActing ? 'acting' : 'holder', for: absent };
  });
}

/** The cases that can have climbed to somebody with these hats: of his zones; every one, when a hat of his is the bureau's. */
function reachOf(hats: readonly Hat[]): object {
  const scopes = hats.map(({ post, scope }) => inScope(post, scope));
  // An empty condition within OR finds nothing.
  return scopes.some(({ zone }) => zone === undefined) ? {} : { OR: scopes };
}

const inScope = (post: Post, scope: string): { zone?: string } => (isLocal(post) ? { zone: scope } : {});

async function open({ prisma }: Ledger, where: object) {
  const rows = await prisma.case.findMany({
    where: { finished: false, ...where },
    select: storedColumns,
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: shownAtMost,
  });
  return rows.map(storedItem);
}

/** Who the actor is, the seats in which he may act at that moment, what he may do there, and how much he owes. */
export async function meOf(ledger: Ledger, actor: Actor, now: Instant) {
  const person = actingPerson(actor);
  const known = await ledger.register.newest(ledger.pool);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const { owed, climbed } = await tasksOf(ledger, person, now);
  const overdue = owed.filter(({ owes }) => owes !== null && owes.dueAt < now);
  return {
    person: names.person(actor.person ?? actor.username),
    isInspector: capacitiesOf(actor, moment).has('inspector'),
    may: actions.filter((action) => may(actor, action, null, moment).kind === 'allowed'),
    isOffice: isOffice(moment.roster, person, now),
    seats: hatsOf(person, moment, names),
    counts: { owed: owed.length, overdue: overdue.length, climbed: climbed.length },
  };
}
