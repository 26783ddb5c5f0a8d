import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { laterOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { crashPoint } from './crash-point.ts';
import { deciders } from './deciders.ts';
import { momentOf, versionColumns, versionsIn } from './moment.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { draftsOf } from './transact.ts';
import { storedCaseIn, writeDecisions } from './write-decisions.ts';
import type { Draft } from './write-decisions.ts';

/** `alarmAt`: the moment for which it climbed. */
export type Climbed = { kind: CaseKind; caseId: string; revision: number; level: number; alarmAt: string };

export type WallOutcome = { climbed: Climbed[]; failed: { caseId: string; cause: unknown }[] };

/**
 * Climbs the open cases whose alarm is due, up to `limit` in one transaction, passing over those that somebody else holds. A case whose
 * climb throws is reported and left, so that it never keeps the others from climbing.
 */
export async function climbWall(ledger: Ledger, now: Instant, limit = 200): Promise<WallOutcome> {
  return inTransaction(ledger.pool, async (client) => {
    const { rows } = await client.query({
      name: 'due-wall',
      text: `select id, kind, part_of, revision, state, head_hash, opened_at, alarm_at, ${versionColumns} from cases
        where not finished and alarm_at <= $1 order by alarm_at limit $2 for update skip locked`,
      values: [now, limit],
    });
    const drafts: Draft<CaseCore>[] = [];
    const others: Draft<CaseCore>[] = [];
    const climbed: Climbed[] = [];
    const failed: WallOutcome['failed'] = [];
    for (const row of rows) {
      const known = await ledger.register.at(versionsIn(row), client);
      const moment = momentOf(known, laterOf(now, row.alarm_at.toISOString()));
      const before = storedCaseIn<CaseCore>(row);
      try {
        const decider = deciders[row.kind as CaseKind];
        const command = { type: 'Climb' };
        const decision = decider.decide(before.state, command, moment);
        if (decision.kind !== 'accepted') continue;
        const commandId = `rung/${before.state?.obligation?.id ?? 0}/${before.revision}`;
        const act = { command, commandId, actor: { system: 'clock' } as const };
        const written = await draftsOf(ledger, client, { decider, before, decision, act, moment });
        others.push(...written.others);
        drafts.push(written.draft);
        const { caseId, revision, level } = written.draft.receipt;
        climbed.push({ kind: row.kind, caseId, revision, level, alarmAt: row.alarm_at.toISOString() });
      } catch (cause) {
        failed.push({ caseId: row.id, cause });
      }
    }
    if (drafts.length > 0) {
      await writeDecisions(client, [...drafts, ...others]);
      crashPoint('transact:before-commit');
    }
    return { climbed, failed };
  });
}
