import type { Policy } from '../domain/escalation/policy.ts';
import { faultsOfPolicy } from '../domain/escalation/policy-faults.ts';
import { closedOnPaper, servedOnPaper } from '../domain/rehearsal/served-on-paper.ts';
import { servedIn } from '../domain/rehearsal/past-case.ts';
import type { PastCase } from '../domain/rehearsal/past-case.ts';
import { nothingRehearsed, rehearse } from '../domain/rehearsal/rehearse.ts';
import type { Rehearsal } from '../domain/rehearsal/rehearse.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Moment } from '../domain/case/decision.ts';
import type { Instant } from '../domain/time/instant.ts';
import { deciders } from './deciders.ts';
import type { Ledger } from './ledger.ts';
import { momentNow } from './moment.ts';
import { refuseFaults } from './register.ts';

const batch = 200;

/**
 * What the draft would have made of every case that was opened from `since` on, and before `until`. Batch by batch, so that whoever else
 * asks meanwhile is answered. Throws DocumentRefused when the draft has faults.
 */
export async function rehearsePolicy(
  ledger: Ledger,
  draft: Omit<Policy, 'version'>,
  { since, until }: { since: Instant; until?: Instant },
  now: Instant,
): Promise<Rehearsal> {
  refuseFaults(faultsOfPolicy(draft));
  const moment = await momentNow(ledger, now);
  let rehearsal = nothingRehearsed;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const past = await pastCases(ledger, { since, until: until ?? null }, after, moment);
    rehearsal = rehearse(past, draft, moment, rehearsal);
    if (past.length < batch) return rehearsal;
    after = past.at(-1)?.id ?? after;
  }
}

type Row = { id: string; kind: CaseKind; number: string; title: string; entries: { at: string; events: { type: string }[] }[] };

async function pastCases(
  { pool }: Ledger,
  { since, until }: { since: Instant; until: Instant | null },
  after: string,
  moment: Moment,
): Promise<PastCase[]> {
  const { rows } = await pool.query<Row>({
    name: 'past-cases',
    text: `select c.id, c.kind, c.number, c.title,
        jsonb_agg(jsonb_build_object('at', e.at, 'events', e.events) order by e.revision) as entries
      from (select * from cases where opened_at >= $1 and ($3::timestamptz is null or opened_at < $3) and id > $2 order by id limit ${batch}) c join entry e on e.case_id = c.id
      group by c.id, c.kind, c.number, c.title order by c.id`,
    values: [since, after, until],
  });
  return rows.map(({ entries, ...row }) => {
    const history = entries.map(({ at, events }) => ({ at: new Date(at).toISOString() as Instant, events }));
    const first = history[0]?.events[0];
    if (closedOnPaper(first)) return { ...row, ...servedOnPaper(first, moment) };
    return { ...row, served: servedIn(history, deciders[row.kind].evolve), isWhole: true };
  });
}
