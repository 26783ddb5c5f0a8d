import { preview } from '../domain/escalation/dated-ladder.ts';
import type { Hazard, HazardEvent } from '../domain/hazard/hazard.ts';
import { holderOf } from '../domain/people/roster.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';

export type HazardFilter = {
  stage?: string | undefined;
  zone?: string | undefined;
  overdue?: boolean | undefined;
  page: number;
  pageSize: number;
};

/** One page of the ledger, newest first, with the number of all that match. */
export async function listHazards({ prisma }: Ledger, { stage, zone, overdue, page, pageSize }: HazardFilter, now: Instant) {
  const late = { finished: false, dueAt: { lt: now } };
  const where = {
    kind: 'hazard',
    ...(stage === undefined ? {} : { stage }),
    ...(zone === undefined ? {} : { zone }),
    ...(overdue === undefined ? {} : overdue ? late : { NOT: late }),
  };
  const shown = {
    id: true,
    number: true,
    title: true,
    zone: true,
    class: true,
    stage: true,
    duty: true,
    dueAt: true,
    provisional: true,
    level: true,
    openedAt: true,
  };
  const [items, total] = await Promise.all([
    prisma.case.findMany({
      where,
      select: shown,
      orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
      take: pageSize,
      skip: (page - 1) * pageSize,
    }),
    prisma.case.count({ where }),
  ]);
  return { items, total, page, pageSize };
}

/** What a command answers with: the stage, who owes what by when, and the dated ladder with what has rung. Null when there is none. */
export async function hazardStanding(ledger: Ledger, id: string, now: Instant) {
  const row = await ledger.prisma.case.findUnique({
    where: { id, kind: 'hazard' },
    select: { revision: true, state: true, entries: { where: { command: 'Climb' }, select: { at: true, events: true } } },
  });
  return (
    row && standing(ledger, { id, revision: row.revision, state: row.state as Hazard, entries: row.entries as unknown as RungEntry[] }, now)
  );
}

/** One hazard whole: its standing, its facts, its history and who was told what, delivered when. Null when there is none. */
export async function hazardById(ledger: Ledger, id: string, now: Instant) {
  const row = await ledger.prisma.case.findUnique({
    where: { id, kind: 'hazard' },
    include: {
      entries: { orderBy: { revision: 'asc' }, select: { revision: true, command: true, actor: true, at: true, events: true } },
      notices: {
        orderBy: { id: 'asc' },
        select: { person: true, kind: true, status: true, sendAfter: true, delivery: { select: { sentAt: true, answer: true } } },
      },
    },
  });
  if (!row) return null;
  const state = row.state as Hazard;
  return {
    ...(await standing(ledger, { id, revision: row.revision, state, entries: row.entries as unknown as RungEntry[] }, now)),
    zone: state.zone,
    ...state.facts,
    reworks: state.reworks,
    timeline: row.entries,
    notices: row.notices,
  };
}

type RungEntry = { at: Date; events: HazardEvent[] };

async function standing(ledger: Ledger, found: { id: string; revision: number; state: Hazard; entries: RungEntry[] }, now: Instant) {
  const { id, revision, state, entries } = found;
  const { number, stage, obligation } = state;
  if (!obligation) return { id, revision, number, stage, owes: null, ladder: [] };
  const moment = momentOf(await ledger.register.newest(ledger.pool), now);
  const holder = holderOf(moment.roster, obligation.owedBy, now);
  const firedAt = new Map(
    entries.flatMap(({ at, events }) =>
      events.flatMap((event) =>
        event.type === 'RungFired' && event.obligation === obligation.id
          ? [...event.covers, event.key].map((key) => [key, at] as const)
          : [],
      ),
    ),
  );
  return {
    id,
    revision,
    number,
    stage,
    owes: {
      duty: obligation.duty,
      post: obligation.owedBy.post,
      person: holder.kind === 'vacant' ? null : holder.person,
      since: obligation.openedAt,
      dueAt: obligation.due.at,
      provisional: obligation.due.certainty === 'provisional',
      level: obligation.level,
    },
    ladder: preview(obligation, moment).map(({ key, at, rung }) => ({
      key,
      at,
      nature: rung.nature,
      level: rung.level ?? 0,
      tells: rung.tells,
      firedAt: firedAt.get(key) ?? null,
    })),
  };
}
