import type pg from 'pg';
import type { Actor } from '../domain/case/actor.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { Decider } from '../domain/case/decider.ts';
import { dateIn, yearOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { crashPoint } from './crash-point.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import type { Moment } from '../domain/case/decision.ts';
import { momentOf, versionColumns } from './moment.ts';
import type { Known } from './moment.ts';
import type { Receipt } from './receipt.ts';
import { draftOf, standingOf, writeDecisions } from './write-decisions.ts';
import type { StoredCase } from './write-decisions.ts';

/**
 * A command and who gave it when. `at` is stamped once, at the door. `commandId` makes a repetition recognisable within its case;
 * `expectedRevision` refuses a command that was given in view of an older state.
 */
export type Act<Command> = {
  caseId: string;
  commandId: string;
  actor: Actor;
  at: Instant;
  /** The command, once a first one has been given its number. */
  command: Command | ((number: string) => Command);
  expectedRevision?: number | undefined;
};

/** The case as it stands after the command, with what its rules knew; null when the command was refused, or is a repetition. */
export type After<State> = { id: string; revision: number; openedAt: Instant; state: State; known: Known; moment: Moment } | null;
type Done<State> = { receipt: Receipt; after: After<State> };

/**
 * One command, one transaction: load with a row lock, decide, fold, append event, state, notices and wake-up. Answers with the receipt;
 * the same command twice, in parallel or after a crash, is done once. Throws only when the database fails.
 */
export async function transact<State extends CaseCore, Command extends { type: string }, Event>(
  ledger: Ledger,
  decider: Decider<State, Command, Event>,
  act: Act<Command>,
): Promise<Receipt> {
  return (await transactAndShow(ledger, decider, act)).receipt;
}

/** `transact` for a caller who shows what became of the case: spares him reading it again. */
export async function transactAndShow<State extends CaseCore, Command extends { type: string }, Event>(
  ledger: Ledger,
  decider: Decider<State, Command, Event>,
  act: Act<Command>,
): Promise<Done<State>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(ledger.pool, async (client) => {
        const done = await attemptOnce(ledger, client, decider, act);
        // Whoever waited for the lock saw the case moved on by his own command's twin, but not yet the twin's receipt.
        const twin = done.receipt.outcome === 'accepted' ? null : await receiptOf(client, act);
        return twin ? { receipt: { ...twin, repeated: true }, after: null } : done;
      });
    } catch (error) {
      // Somebody else gave the same first command at the same moment: the second look finds it in the ledger.
      if (attempt < 3 && isUniqueViolation(error)) continue;
      throw error;
    }
  }
}

async function attemptOnce<State extends CaseCore, Command extends { type: string }, Event>(
  ledger: Ledger,
  client: pg.PoolClient,
  decider: Decider<State, Command, Event>,
  act: Act<Command>,
): Promise<Done<State>> {
  const { caseId, commandId, actor, at } = act;
  const loaded = await load<State>(client, caseId, commandId);
  if (loaded?.repeated) return { receipt: { ...loaded.repeated, repeated: true }, after: null };
  const versions = loaded?.versions ?? (await versionsNow(client));
  const known = await ledger.register.at(versions, client);
  const moment = momentOf(known, at);
  const before: StoredCase<State> = loaded?.stored ?? { id: caseId, revision: 0, state: null, headHash: '', openedAt: at };
  if (act.expectedRevision !== undefined && act.expectedRevision !== before.revision)
    return refused('STALE_REVISION', { expected: act.expectedRevision, actual: before.revision });

  const command = typeof act.command === 'function' ? act.command(loaded ? '' : await nextNumber(client, at)) : act.command;
  const decision = decider.decide(before.state, command, moment);
  if (decision.kind === 'refused') return { receipt: { outcome: 'refused', refusal: decision.refusal }, after: null };
  const { revision, state, openedAt } = before;
  if (decision.kind === 'ignored') {
    if (!state) return refused('CASE_UNKNOWN', {});
    const receipt = { outcome: 'ignored' as const, reason: decision.reason, ...standingOf(decider, caseId, revision, state, moment) };
    return { receipt, after: { id: caseId, revision, openedAt, state, known, moment } };
  }
  const draft = draftOf(decider, before, { command, commandId, actor, events: decision.events }, moment);
  await writeDecisions(client, [draft]);
  crashPoint('transact:before-commit');
  const after = { id: caseId, revision: draft.receipt.revision, openedAt, state: draft.state, known, moment };
  return { receipt: draft.receipt, after };
}

const refused = (code: 'STALE_REVISION' | 'CASE_UNKNOWN', params: Record<string, number>) => ({
  receipt: { outcome: 'refused' as const, refusal: { code, params } },
  after: null,
});

const isUniqueViolation = (error: unknown) => (error as { code?: unknown }).code === '23505';

async function load<State>(client: pg.PoolClient, caseId: string, commandId: string) {
  const { rows } = await client.query({
    name: 'load-case',
    text: `select c.revision, c.state, c.head_hash, c.opened_at, ${versionColumns},
      (select receipt from entry e where e.case_id = c.id and e.command_id = $2) as repeated
      from cases c where c.id = $1 for update`,
    values: [caseId, commandId],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    stored: {
      id: caseId,
      revision: row.revision,
      state: row.state,
      headHash: row.head_hash,
      openedAt: row.opened_at.toISOString(),
    } as StoredCase<State>,
    versions: { organisation: row.organisation_version, policy: row.policy_version },
    repeated: row.repeated as Extract<Receipt, { outcome: 'accepted' }> | null,
  };
}

async function receiptOf(client: pg.PoolClient, { caseId, commandId }: Pick<Act<unknown>, 'caseId' | 'commandId'>) {
  const { rows } = await client.query<{ receipt: Extract<Receipt, { outcome: 'accepted' }> }>({
    name: 'receipt-of',
    text: 'select receipt from entry where case_id = $1 and command_id = $2',
    values: [caseId, commandId],
  });
  return rows[0]?.receipt ?? null;
}

async function versionsNow(client: pg.PoolClient) {
  const { rows } = await client.query({ name: 'versions', text: `select ${versionColumns}` });
  return { organisation: rows[0].organisation_version, policy: rows[0].policy_version };
}

/** 案件编号 like AQ-2026-00123, from the series of the year in Shanghai. */
async function nextNumber(client: pg.PoolClient, at: Instant): Promise<string> {
  const year = String(yearOf(dateIn(at)));
  const { rows } = await client.query({ name: 'next-number', text: 'select next_case_number($1) as number', values: [year] });
  return `AQ-${year}-${String(rows[0].number).padStart(5, '0')}`;
}
