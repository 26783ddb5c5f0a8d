import type { Hazard } from '../domain/hazard/hazard.ts';
import type { Closing } from '../domain/metrics/plausibility.ts';
import type { Obligation } from '../domain/escalation/obligation.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';

/** Every closed hazard with the last deadline of its repair and the moment of its closing; typed-in ones with the paper's dates. */
export async function closings({ pool }: Ledger): Promise<Closing[]> {
  const { rows } = await pool.query<{ id: string; number: string; state: Hazard; closed_at: Date; due: Obligation | null }>(
    `select c.id, c.number, jsonb_build_object('enteredLater', c.state->'enteredLater') as state,
       (select max(e.at) from entry e where e.case_id = c.id and e.events @> '[{"type": "HazardClosed"}]') as closed_at,
       (select ev->'obligation' from entry e, jsonb_array_elements(e.events) ev
         where e.case_id = c.id and ev->>'type' = 'ObligationOpened' and ev->'obligation'->>'duty' like 'hazard.rectify%'
         order by e.revision desc limit 1) as due
     from cases c where c.kind = 'hazard' and c.stage = 'closed' order by c.number`,
  );
  return rows.map(({ id, number, state: { enteredLater }, closed_at, due }): Closing => {
    if (enteredLater?.status === 'closed') {
      const { dueOn, closedOn, verifiedOn, rectifiedOn } = enteredLater;
      return { id, number, typedIn: true, dueOn, closedOn: closedOn ?? verifiedOn ?? rectifiedOn };
    }
    return { id, number, typedIn: false, dueAt: due?.due.at ?? null, closedAt: closed_at.toISOString() as Instant };
  });
}
