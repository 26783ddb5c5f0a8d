import type { PersonId } from '../../domain/people/seat.ts';
import type { Ledger } from '../ledger.ts';
import type { FoundStuck } from './find-stuck.ts';

/** Of these cases, to whom an escalation of what is owed now was sent, the first told in front. */
export async function toldAbove({ pool }: Ledger, found: readonly FoundStuck[]): Promise<ReadonlyMap<string, PersonId[]>> {
  const climbed = found.filter(({ state: { obligation } }) => obligation && obligation.level > 0);
  if (climbed.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; people: PersonId[] }>({
    name: 'told-above',
    text: `select id, array_agg(person order by first) as people from (
        select c.id, n.person, min(n.id) as first from cases c join notice n on n.case_id = c.id
        where c.id = any($1) and n.kind = 'escalation' and n.status = 'sent'
          and (n.facts->>'obligation')::int = (c.state->'obligation'->>'id')::int
        group by 1, 2
      ) told group by 1`,
    values: [climbed.map(({ id }) => id)],
  });
  return new Map(rows.map(({ id, people }) => [id, people]));
}
