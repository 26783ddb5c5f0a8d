import type pg from 'pg';
import type { Hazard, HazardEvent } from '../domain/hazard/hazard.ts';
import { preview } from '../domain/escalation/dated-ladder.ts';
import { holderOf } from '../domain/people/roster.ts';
import type { Instant } from '../domain/time/instant.ts';
import { momentOf } from './moment.ts';
import type { Ledger } from './transact.ts';

export type HazardFilter = { stage?: string | undefined; zone?: string | undefined; overdue?: boolean | undefined; page: number; pageSize: number };

/** One page of the ledger, newest first, with the number of all that match. */
export async function listHazards(pool: pg.Pool, { stage, zone, overdue, page, pageSize }: HazardFilter) {
  const { rows } = await pool.query({
    name: 'list-hazards',
    text: `select id, number, title, zone, class, stage, duty, due_at, provisional, level, opened_at, count(*) over ()::int as total from cases
      where kind = 'hazard' and ($1::text is null or stage = $1) and ($2::text is null or zone = $2)
        and ($3::boolean is null or $3 = (not finished and coalesce(due_at < now(), false)))
      order by opened_at desc, id limit $4 offset $5`,
    values: [stage ?? null, zone ?? null, overdue ?? null, pageSize, (page - 1) * pageSize],
  });
  const items = rows.map(({ total: _, due_at, opened_at, ...row }) => ({ ...row, dueAt: due_at, openedAt: opened_at }));
  return { items, total: (rows[0]?.total as number | undefined) ?? 0, page, pageSize };
}

/** One hazard with what is owed, its dated ladder, its history and who was told what; null when there is none. */
export async function hazardById(ledger: Ledger, id: string, now: Instant) {
  const { rows } = await ledger.pool.query(`select revision, state from cases where id = $1 and kind = 'hazard'`, [id]);
  if (!rows[0]) return null;
  const moment = momentOf(await ledger.register.newest(ledger.pool), now);
  const { number, stage, zone, facts, obligation, reworks } = rows[0].state as Hazard;
  const entries = await ledger.pool.query('select revision, command, actor, at, events from entry where case_id = $1 order by revision', [id]);
  const notices = await ledger.pool.query(
    'select n.person, n.kind, n.status, n.send_after, d.sent_at, d.answer from notice n left join delivery d on d.id = n.delivery_id where case_id = $1 order by n.id',
    [id],
  );
  const timeline = entries.rows as { revision: number; command: string; actor: unknown; at: Date; events: HazardEvent[] }[];
  const firedAt = new Map(
    timeline.flatMap(({ at, events }) => events.flatMap((event) => (event.type === 'RungFired' && event.obligation === obligation?.id ? [[event.key, at] as const] : []))),
  );
  const holder = obligation && holderOf(moment.roster, obligation.owedBy, now);
  return {
    id,
    revision: rows[0].revision as number,
    number,
    stage,
    zone,
    ...facts,
    reworks,
    owes: obligation && {
      duty: obligation.duty,
      post: obligation.owedBy.post,
      person: holder && holder.kind !== 'vacant' ? holder.person : null,
      since: obligation.openedAt,
      dueAt: obligation.due.at,
      provisional: obligation.due.certainty === 'provisional',
      level: obligation.level,
    },
    ladder: obligation
      ? preview(obligation, moment).map(({ key, at, rung }) => ({ key, at, nature: rung.nature, level: rung.level ?? 0, tells: rung.tells, firedAt: firedAt.get(key) ?? null }))
      : [],
    timeline,
    notices: notices.rows,
  };
}
