import type pg from 'pg';
import type { Actor } from '../domain/case/actor.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { Decider } from '../domain/case/decider.ts';
import type { Moment } from '../domain/case/decision.ts';
import { nextRung } from '../domain/escalation/dated-ladder.ts';
import { topLevelOf } from '../domain/stuck/why-stuck.ts';
import type { Instant } from '../domain/time/instant.ts';
import { plusMs } from '../domain/time/instant.ts';
import { firstHash, hashOf } from './hash-chain.ts';
import type { Standing } from '../domain/case/standing.ts';
import type { Receipt } from './receipt.ts';

/** A case as stored, before the command; revision 0 and state null before its first one. */
export type StoredCase<State> = {
  id: string;
  partOf: string | null;
  revision: number;
  state: State | null;
  headHash: string;
  openedAt: Instant;
};

/** The case in a row of the case table. */
export const storedCaseIn = <State>(row: {
  id: string;
  part_of: string | null;
  revision: number;
  state: State;
  head_hash: string;
  opened_at: Date;
}): StoredCase<State> => ({
  id: row.id,
  partOf: row.part_of,
  revision: row.revision,
  state: row.state,
  headHash: row.head_hash,
  openedAt: row.opened_at.toISOString() as Instant,
});

// A clock is started only after this long, so that cases which move on at once spare Temporal a workflow.
const clockStartDelayMs = 1_000;
// A clock that rang takes its new alarm from the climb itself; only one that did not ring by then must be told.
const clockRingsWithinMs = 60_000;

const statement = `
with given as (
  select * from jsonb_to_recordset($1::jsonb) as c(id uuid, kind text, number text, revision int, stage text, zone text, title text, class text,
    state jsonb, duty text, owed_by_post text, due_at timestamptz, provisional boolean, level int, top_level int, alarm_at timestamptz, opened_at timestamptz,
    finished boolean, head_hash text, part_of uuid, command_id text, said text, command text, actor jsonb, at timestamptz, events jsonb, receipt jsonb, prev_hash text,
    send_after timestamptz)
), saved as (
  insert into cases (id, kind, number, revision, stage, zone, title, class, state, duty, owed_by_post, due_at, provisional, level, top_level, alarm_at,
    opened_at, finished, head_hash, part_of)
  select id, kind, number, revision, stage, zone, title, class, state, duty, owed_by_post, due_at, provisional, level, top_level, alarm_at,
    opened_at, finished, head_hash, part_of from given
  on conflict (id) do update set revision = excluded.revision, stage = excluded.stage, zone = excluded.zone, title = excluded.title,
    class = excluded.class, state = excluded.state, duty = excluded.duty, owed_by_post = excluded.owed_by_post, due_at = excluded.due_at,
    provisional = excluded.provisional, level = excluded.level, top_level = excluded.top_level, alarm_at = excluded.alarm_at, finished = excluded.finished,
    head_hash = excluded.head_hash
), entered as (
  insert into entry (case_id, revision, command_id, said, command, actor, at, events, receipt, prev_hash, hash)
  select id, revision, command_id, said, command, actor, at, events, receipt, prev_hash, head_hash from given
), answered as (
  update tip_off t set letters_due = 1 + jsonb_array_length(g.state->'answers') from given g
  where t.case_id = g.id and t.has_email and g.state ? 'answers'
), woken as (
  insert into wake (case_id, revision, moved, alarm_at, finished, send_after)
  select id, revision, receipt, alarm_at, finished, send_after from given
  on conflict (case_id) do update set revision = excluded.revision, moved = excluded.moved, alarm_at = excluded.alarm_at,
    finished = excluded.finished, send_after = least(wake.send_after, excluded.send_after)
  where wake.revision < excluded.revision
)
insert into notice (key, case_id, revision, person, kind, urgent, facts, created_at, send_after)
select * from jsonb_to_recordset($2::jsonb) as n(key text, case_id uuid, revision int, person text, kind text, urgent boolean, facts jsonb,
  created_at timestamptz, send_after timestamptz)`;

export type Draft<State> = { state: State; receipt: Extract<Receipt, { outcome: 'accepted' }>; row: object; notices: object[] };

/** What an accepted command writes: the case, the entry, the notices and the wake-up; nothing is written yet. */
export function draftOf<State extends CaseCore, Command extends { type: string }, Event>(
  decider: Decider<State, Command, Event>,
  before: StoredCase<State>,
  act: { command: Command; commandId: string; said?: string | undefined; actor: Actor; events: Event[] },
  moment: Moment,
): Draft<State> {
  const { command, commandId, said = null, actor, events } = act;
  const state = events.reduce<State | null>((folded, event) => decider.evolve(folded, event), before.state);
  if (!state) throw new Error(`${command.type} was accepted without an event`);
  const revision = before.revision + 1;
  const summary = decider.summaryOf(state);
  const standing = standingOf(decider, before.id, revision, state, moment);
  const { obligation } = state;
  const prevHash = before.revision === 0 ? firstHash : before.headHash;
  const entry = { caseId: before.id, revision, commandId, command: command.type, actor, at: moment.now, events };
  const receipt = { outcome: 'accepted' as const, repeated: false, ...standing };
  return {
    state,
    receipt,
    row: {
      id: before.id,
      kind: decider.kind,
      ...summary,
      revision,
      state,
      duty: obligation?.duty ?? null,
      owed_by_post: obligation?.owedBy.post ?? null,
      due_at: obligation?.due.at ?? null,
      provisional: obligation?.due.certainty === 'provisional',
      level: obligation?.level ?? 0,
      top_level: obligation ? topLevelOf(obligation, moment) : 0,
      alarm_at: standing.nextAlarm?.at ?? null,
      opened_at: before.revision === 0 ? moment.now : before.openedAt,
      head_hash: hashOf(prevHash, entry),
      part_of: before.partOf,
      prev_hash: prevHash,
      command_id: commandId,
      said,
      command: command.type,
      actor,
      at: moment.now,
      events,
      receipt,
      send_after: plusMs(moment.now, 'system' in actor ? clockRingsWithinMs : clockStartDelayMs),
    },
    notices: decider.noticesFor(state, events, moment, before.state).map((notice, i) => ({
      key: `${before.id}/${revision}/${i}/${notice.person}`,
      case_id: before.id,
      revision,
      person: notice.person,
      kind: notice.kind,
      urgent: notice.urgent,
      facts: notice.facts,
      created_at: moment.now,
      send_after: notice.sendAfter,
    })),
  };
}

/** How the case stands at that revision. */
export function standingOf<State extends CaseCore>(
  decider: Pick<Decider<State, never, never>, 'summaryOf'>,
  caseId: string,
  revision: number,
  state: State,
  moment: Moment,
): Standing {
  const { number, stage, zone, finished } = decider.summaryOf(state);
  const { obligation } = state;
  const next = obligation && nextRung(obligation, moment);
  return {
    caseId,
    number,
    revision,
    stage,
    zone,
    duty: obligation?.duty ?? null,
    waitingOn: obligation?.owedBy.post ?? null,
    dueAt: obligation?.due.at ?? null,
    level: obligation?.level ?? 0,
    nextAlarm: next && { key: next.key, at: next.at },
    finished,
  };
}

/** Writes drafts in one statement, so that state, entry, notices and wake-up of a command stand or fall together. */
export async function writeDecisions(client: pg.ClientBase, drafts: readonly Pick<Draft<unknown>, 'row' | 'notices'>[]): Promise<void> {
  await client.query({
    name: 'write-decisions',
    text: statement,
    values: [JSON.stringify(drafts.map(({ row }) => row)), JSON.stringify(drafts.flatMap(({ notices }) => notices))],
  });
}
