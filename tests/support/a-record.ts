import type { CaseCore } from '../../domain/case/case-events.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { FollowUp, Moment } from '../../domain/case/decision.ts';
import type { Notice } from '../../domain/notices/notices-for.ts';
import { deciders } from '../../ledger/deciders.ts';

type AnyEvent = { type: string };
type Command = { type: string; [field: string]: unknown };
export type RecordedCase = { id: string; kind: CaseKind; partOf: string | null; state: CaseCore; events: readonly AnyEvent[] };
/** What one accepted command did to one case. */
type Change = { before: RecordedCase | null; after: RecordedCase; events: readonly AnyEvent[]; notices: Notice[] };

/** The ledger's promise without a database: a command and all that follows from it happen together, or not at all. */
export function aRecord() {
  const cases = new Map<string, RecordedCase>();

  /** The changes of an accepted command; null when it was refused or there was nothing to do. */
  function give(kind: CaseKind, id: string, command: Command, moment: Moment): Change[] | null {
    const changes = changesOf({ kind, id, partOf: null }, command, moment);
    if (changes === 'refused' || changes.length === 0) return null;
    for (const { after } of changes) cases.set(after.id, after);
    return changes;
  }

  function changesOf(of: Pick<RecordedCase, 'kind' | 'id' | 'partOf'>, command: Command, moment: Moment): Change[] | 'refused' {
    const decider = deciders[of.kind];
    const found = cases.get(of.id);
    const before = found?.kind === of.kind ? found : null;
    const decision = decider.decide(before?.state ?? null, command, moment);
    if (decision.kind === 'refused') return 'refused';
    if (decision.kind === 'ignored') return [];
    const events = [...(before?.events ?? []), ...decision.events];
    const state = decision.events.reduce<CaseCore | null>((folded, event) => decider.evolve(folded, event), before?.state ?? null);
    if (!state) throw new Error(`${command.type} was accepted without an event`);
    const after = { ...of, partOf: before?.partOf ?? of.partOf, state, events };
    const changes: Change[] = [
      { before, after, events: decision.events, notices: decider.noticesFor(state, decision.events, moment, before?.state ?? null) },
    ];
    for (const each of decision.then ?? []) {
      const asked = each.to === 'other' ? { ...each.command, from: of.id } : each.command;
      const followed = changesOf(caseOf(each, after), asked, moment);
      if (followed === 'refused') return 'refused';
      changes.push(...followed);
    }
    return changes;
  }

  return { cases, give };
}

function caseOf(asked: FollowUp, { id, partOf }: RecordedCase): Pick<RecordedCase, 'kind' | 'id' | 'partOf'> {
  const { kind } = asked;
  if (asked.to === 'part') return { kind, id: `${id}/${asked.part}`, partOf: id };
  return { kind, id: asked.to === 'whole' ? (partOf ?? 'nothing') : asked.caseId, partOf: null };
}
