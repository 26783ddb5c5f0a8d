import stringify from 'safe-stable-stringify';
import type pg from 'pg';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { deciders } from './deciders.ts';
import { firstHash, hashOf } from './hash-chain.ts';

export type ChainFault = { caseId: string; revision: number; fault: 'GAP' | 'BROKEN_CHAIN' | 'ALTERED' | 'HEAD_DIFFERS' | 'STATE_DIFFERS' };

const batchSize = 500;

/** Reads every case with its entries and says where the record was altered, cut or no longer folds to the stored state. */
export async function verifyChain(pool: pg.Pool): Promise<{ cases: number; entries: number; faults: ChainFault[] }> {
  const faults: ChainFault[] = [];
  let cases = 0;
  let entries = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query(
      `select c.id, c.kind, c.revision, c.state, c.head_hash, coalesce(jsonb_agg(to_jsonb(e) order by e.revision) filter (where e.revision is not null), '[]') as entries
       from (select * from cases where id > $1 order by id limit ${batchSize}) c left join entry e on e.case_id = c.id
       group by c.id, c.kind, c.revision, c.state, c.head_hash order by c.id`,
      [after],
    );
    if (rows.length === 0) return { cases, entries, faults };
    for (const row of rows) {
      cases += 1;
      entries += row.entries.length;
      faults.push(...faultsOfCase(row));
      after = row.id;
    }
  }
}

type CaseRow = {
  id: string;
  kind: CaseKind;
  revision: number;
  state: unknown;
  head_hash: string;
  entries: {
    revision: number;
    command_id: string;
    command: string;
    actor: unknown;
    at: string;
    events: { type: string }[];
    prev_hash: string;
    hash: string;
  }[];
};

function faultsOfCase({ id, kind, revision, state, head_hash, entries }: CaseRow): ChainFault[] {
  let prevHash = firstHash;
  let folded: CaseCore | null = null;
  for (const [i, entry] of entries.entries()) {
    const fault = (what: ChainFault['fault']): ChainFault[] => [{ caseId: id, revision: entry.revision, fault: what }];
    if (entry.revision !== i + 1) return fault('GAP');
    if (entry.prev_hash !== prevHash) return fault('BROKEN_CHAIN');
    const at = new Date(entry.at).toISOString();
    const { command_id: commandId, command, actor, events } = entry;
    if (hashOf(prevHash, { caseId: id, revision: entry.revision, commandId, command, actor, at, events }) !== entry.hash)
      return fault('ALTERED');
    folded = events.reduce<CaseCore | null>((before, event) => deciders[kind].evolve(before, event), folded);
    prevHash = entry.hash;
  }
  if (entries.length !== revision || prevHash !== head_hash) return [{ caseId: id, revision, fault: 'HEAD_DIFFERS' }];
  if (stringify(folded) !== stringify(state)) return [{ caseId: id, revision, fault: 'STATE_DIFFERS' }];
  return [];
}
