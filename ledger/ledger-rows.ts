import { criteria } from '../domain/hazard/criteria.ts';
import type { Hazard, HazardEvent } from '../domain/hazard/hazard.ts';
import { ledgerRowOf } from '../domain/hazard/ledger-row.ts';
import type { LedgerRow, NamedHolder, NamedLedgerRow } from '../domain/hazard/ledger-row.ts';
import { holderOf } from '../domain/people/roster.ts';
import { seatFor } from '../domain/people/seat.ts';
import type { Post } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';

const atOnce = 500;
type Row = { id: string; state: Hazard; history: { at: Instant; events: HazardEvent[] }[] };

/** These hazards as rows of the 台账, in this order, read some hundred at a time. */
export async function* ledgerRows(ledger: Ledger, ids: readonly string[], now: Instant): AsyncGenerator<NamedLedgerRow & { id: string }> {
  const known = await ledger.register.newest(ledger.pool);
  const { roster, calendar } = momentOf(known, now);
  const names = namesOf(known);
  const gridOf = new Map(known.organisation.zones.map(({ code, grid }) => [code, names.grid(grid).name]));
  for (let from = 0; from < ids.length; from += atOnce) {
    const { rows } = await ledger.pool.query<Row>({
      name: 'ledger-rows',
      text: `select c.id, c.state, e.history from unnest($1::uuid[]) with ordinality as asked (id, n) join cases c using (id)
        cross join lateral (select jsonb_agg(jsonb_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'events', events)
          order by revision) as history from entry where case_id = c.id) e order by asked.n`,
      values: [ids.slice(from, from + atOnce)],
    });
    for (const { id, state, history } of rows) {
      const row = ledgerRowOf(state, history, now, calendar);
      const inZone = (post: Post): NamedHolder | null => {
        const holder = holderOf(roster, seatFor(post, row.zone), row.heldAt);
        if (holder.kind === 'vacant') return null;
        const { name } = names.person(holder.person);
        return holder.kind === 'acting' ? { name: names.person(holder.copyTo).name, acting: name } : { name, acting: null };
      };
      yield {
        ...row,
        id,
        grid: gridOf.get(row.zone) ?? '',
        zone: names.zone(row.zone).name,
        criterion: criteria.find(({ code }) => code === row.criterion)?.name.zh ?? null,
        inspectors: inspectorsOf(row, (person) => names.person(person).name),
        specific: inZone('specific'),
        supervising: inZone('supervising'),
        verifiedBy: row.verifiedBy && names.person(row.verifiedBy).name,
      };
    }
  }
}

function inspectorsOf({ inspectors }: LedgerRow, nameOf: (person: string) => string): string | null {
  if (inspectors === null) return null;
  return 'written' in inspectors ? inspectors.written.join('、') : nameOf(inspectors.person);
}
