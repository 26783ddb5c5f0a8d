import type pg from 'pg';
import type { Actor } from '../domain/case/actor.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { Decider } from '../domain/case/decider.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Decision, FollowUp, Moment } from '../domain/case/decision.ts';
import type { Refusal } from '../domain/case/refusals.ts';
import { dateIn, yearOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { caseIdMadeOf } from './case-id.ts';
import { crashPoint } from './crash-point.ts';
import { deciders } from './deciders.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf, versionColumns, versionsIn } from './moment.ts';
import type { Known } from './moment.ts';
import type { Receipt } from './receipt.ts';
import { draftOf, standingOf, storedCaseIn, writeDecisions } from './write-decisions.ts';
import type { Draft, StoredCase } from './write-decisions.ts';

/**
 * A command and who gave it when. `at` is stamped once, at the door. `commandId` makes a repetition recognisable within its case;
 * `said`, the digest of what the caller wrote, refuses it with other words. `expectedRevision` refuses a command that was given in view of an older state.
 */
export type Act<Command> = {
  caseId: string;
  commandId: string;
  said?: string;
  actor: Actor;
  at: Instant;
  /** The command, once a first one has been given its number; or what the ledger makes of it, read while the case is locked. */
  command: Command | ((number: string, client: pg.ClientBase) => Command | Promise<Command>);
  expectedRevision?: number | undefined;
  /** What else is written in the same transaction, once the command was accepted. */
  also?: (client: pg.ClientBase) => Promise<void>;
};

/** The case as it stands after the command, with what its rules knew; null when the command was refused, or is a repetition. */
export type After<State> = {
  id: string;
  kind: CaseKind;
  partOf: string | null;
  revision: number;
  openedAt: Instant;
  state: State;
  known: Known;
  moment: Moment;
} | null;
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
        const twin = done.receipt.outcome === 'accepted' ? null : await earlierOf(client, act);
        return twin ? repeated(twin, act) : done;
      });
    } catch (error) {
      if (isNumberTaken(error))
        return { receipt: { outcome: 'refused', refusal: { code: 'PAPER_NUMBER_TAKEN', params: {} } }, after: null };
      if (error instanceof FollowUpRefused) return { receipt: { outcome: 'refused', refusal: error.refusal }, after: null };
      // Somebody else gave the same first command at the same moment: the second look finds it in the ledger. Or two commands met on two
      // cases from opposite ends: each merged into the other.
      if (attempt < 5 && (isUniqueViolation(error) || isDeadlock(error))) continue;
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
  const { caseId, commandId, said, actor, at } = act;
  const loaded = await load<State>(client, decider.kind, caseId, commandId);
  if (loaded?.earlier) return repeated(loaded.earlier, act);
  const versions = loaded?.versions ?? (await versionsNow(client));
  const known = await ledger.register.at(versions, client);
  const moment = momentOf(known, at);
  const before: StoredCase<State> = loaded?.stored ?? newCase<State>(caseId, null, at);
  if (act.expectedRevision !== undefined && act.expectedRevision !== before.revision)
    return refused('STALE_REVISION', { expected: act.expectedRevision, actual: before.revision });

  const numbered = async () => (loaded ? '' : nextNumber(client, decider.kind, at));
  const command = typeof act.command === 'function' ? await act.command(await numbered(), client) : act.command;
  const decision = decider.decide(before.state, command, moment);
  if (decision.kind === 'refused') return { receipt: { outcome: 'refused', refusal: decision.refusal }, after: null };
  const { revision, state, openedAt, partOf } = before;
  const shown = { id: caseId, kind: decider.kind, partOf, openedAt, known, moment };
  if (decision.kind === 'ignored') {
    if (!state) return refused('CASE_UNKNOWN', {});
    const receipt = { outcome: 'ignored' as const, reason: decision.reason, ...standingOf(decider, caseId, revision, state, moment) };
    return { receipt, after: { ...shown, revision, state } };
  }
  const { draft, others } = await draftsOf(ledger, client, { decider, before, decision, act: { command, commandId, said, actor }, moment });
  crashPoint('transact:before-write');
  await writeDecisions(client, [draft, ...others]);
  await act.also?.(client);
  crashPoint('transact:before-commit');
  return { receipt: draft.receipt, after: { ...shown, revision: draft.receipt.revision, state: draft.state } };
}

const newCase = <State>(id: string, partOf: string | null, openedAt: Instant): StoredCase<State> => ({
  id,
  partOf,
  revision: 0,
  state: null,
  headHash: '',
  openedAt,
});

/** Another case refused what this command asked of it: nothing happens at all. */
class FollowUpRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

type Accepted<Event> = Extract<Decision<Event>, { kind: 'accepted' }>;

/** What an accepted command writes: of its own case, and of every other that it asks something of. Nothing is written yet; throws when one refuses. */
export async function draftsOf<State extends CaseCore, Command extends { type: string }, Event>(
  ledger: Ledger,
  client: pg.PoolClient,
  accepted: {
    decider: Decider<State, Command, Event>;
    before: StoredCase<State>;
    decision: Accepted<Event>;
    act: { command: Command; commandId: string; said?: string | undefined; actor: Actor };
    moment: Moment;
  },
): Promise<{ draft: Draft<State>; others: Draft<CaseCore>[] }> {
  const { decider, before, decision, act, moment } = accepted;
  const draft = draftOf(decider, before, { ...act, events: decision.events }, moment);
  const follows = { actor: act.actor, commandId: `follows/${before.id}/${draft.receipt.revision}` };
  return { draft, others: await followUps(ledger, client, decision.then ?? [], { before, act: follows, moment }) };
}

/** What the command asks of its parts, its whole and others, decided in the same transaction, and what these ask in turn. */
async function followUps(
  ledger: Ledger,
  client: pg.PoolClient,
  asked: FollowUp[],
  from: { before: StoredCase<unknown>; act: { actor: Actor; commandId: string }; moment: Moment },
): Promise<Draft<CaseCore>[]> {
  const drafts: Draft<CaseCore>[] = [];
  const { before: asking, act, moment } = from;
  for (const each of asked) {
    const id = idOfAsked(each, asking);
    const command = each.to === 'other' ? { ...each.command, from: asking.id } : each.command;
    const decider = deciders[each.kind];
    const loaded = await load<CaseCore>(client, each.kind, id, act.commandId);
    const before = loaded?.stored ?? newCase<CaseCore>(id, asking.id, moment.now);
    const decision = decider.decide(before.state, command, moment);
    if (decision.kind === 'refused') throw new FollowUpRefused(decision.refusal);
    if (decision.kind === 'ignored') continue;
    drafts.push(draftOf(decider, before, { command, ...act, events: decision.events }, moment));
    drafts.push(...(await followUps(ledger, client, decision.then ?? [], { ...from, before })));
  }
  return drafts;
}

/** Which case is asked by a command of that one. */
export function idOfAsked(asked: FollowUp, { id, partOf }: Pick<StoredCase<unknown>, 'id' | 'partOf'>): string {
  if (asked.to === 'other') return asked.caseId;
  if (asked.to === 'part') return caseIdMadeOf(id, asked.part);
  if (partOf === null) throw new Error(`${id} is a part of nothing`);
  return partOf;
}

type Earlier = { receipt: Extract<Receipt, { outcome: 'accepted' }>; said: string | null };

/** The answer to a command whose id has come before: that of its first time, unless it said something else then. */
const repeated = ({ receipt, said }: Earlier, act: Pick<Act<unknown>, 'said'>) =>
  said !== null && act.said !== undefined && said !== act.said
    ? refused('KEY_REUSED', {})
    : { receipt: { ...receipt, repeated: true }, after: null };

const refused = (code: 'STALE_REVISION' | 'CASE_UNKNOWN' | 'KEY_REUSED', params: Record<string, number>) => ({
  receipt: { outcome: 'refused' as const, refusal: { code, params } },
  after: null,
});

const isDeadlock = (error: unknown) => (error as { code?: unknown }).code === '40P01';
// The database knows every number, whichever case has it; a rule sees its own case only.
const isNumberTaken = (error: unknown) => (error as { constraint?: unknown }).constraint === 'registered_paper_number_key';
const isUniqueViolation = (error: unknown) => (error as { code?: unknown }).code === '23505';

async function load<State>(client: pg.PoolClient, kind: CaseKind, caseId: string, commandId: string) {
  const { rows } = await client.query({
    name: 'load-case',
    // The whole is locked before its part, so that two commands which meet on both never wait for each other.
    text: `with whole as (select id from cases where id = (select part_of from cases where id = $1) for update)
      select c.revision, c.state, c.head_hash, c.opened_at, c.part_of, ${versionColumns},
      (select jsonb_build_object('receipt', receipt, 'said', said) from entry e where e.case_id = c.id and e.command_id = $2) as earlier
      from cases c left join whole on true where c.id = $1 and c.kind = $3 for update of c`,
    values: [caseId, commandId, kind],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    stored: storedCaseIn<State>({ id: caseId, ...row }),
    versions: versionsIn(row),
    earlier: row.earlier as Earlier | null,
  };
}

async function earlierOf(client: pg.PoolClient, { caseId, commandId }: Pick<Act<unknown>, 'caseId' | 'commandId'>) {
  const { rows } = await client.query<Earlier>({
    name: 'earlier-of',
    text: 'select receipt, said from entry where case_id = $1 and command_id = $2',
    values: [caseId, commandId],
  });
  return rows[0] ?? null;
}

async function versionsNow(client: pg.PoolClient) {
  const { rows } = await client.query({ name: 'versions', text: `select ${versionColumns}` });
  return versionsIn(rows[0]);
}

/** 案件编号 like AQ-2026-00123, or YJ-2026-00004 for a suggestion, each from its series of the year in Shanghai. */
async function nextNumber(client: pg.PoolClient, kind: CaseKind, at: Instant): Promise<string> {
  const year = String(yearOf(dateIn(at)));
  const [prefix, series] = kind === 'suggestion' ? ['YJ', `yj_${year}`] : ['AQ', year];
  const { rows } = await client.query({ name: 'next-number', text: 'select next_case_number($1) as number', values: [series] });
  return `${prefix}-${year}-${String(rows[0].number).padStart(5, '0')}`;
}
