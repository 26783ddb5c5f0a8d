import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import { unitsOf } from '../../domain/organisation/organisation.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { transact } from '../transact.ts';
import { unitsToReport } from './open-month.ts';

/**
 * Looks whether a unit came, went or got another name while the reports of a month are collected: a new one is asked for a report as well,
 * one that is gone is no longer waited for, and the office is told. Repeated it does no harm.
 */
export async function lookAtUnits(ledger: Ledger, now: Instant): Promise<void> {
  const { rows } = await ledger.pool.query<{ id: string; state: Month }>(
    `select c.id, c.state from cases c join dispatch d on d.case_id = c.id where c.stage = 'collecting' and d.opened_at is not null`,
  );
  if (rows.length === 0) return;
  const known = await ledger.register.newest(ledger.pool);
  const units = unitsOf(known.organisation).map(({ code, name }) => ({ unit: code, name }));
  for (const { id, state } of rows) {
    const added = await unitsToReport(
      ledger.pool,
      state.period,
      units.filter(({ unit }) => !(unit in state.reports)),
    );
    const commands: MonthCommand[] = [
      ...added.map((unit): MonthCommand => ({ type: 'AddUnit', unit })),
      ...units
        .filter(({ unit, name }) => unit in state.reports && state.names[unit] !== name)
        .map((unit): MonthCommand => ({ type: 'RenameUnit', ...unit })),
      ...Object.keys(state.reports).flatMap((unit): MonthCommand[] =>
        units.some((each) => each.unit === unit) ? [] : [{ type: 'RemoveUnit', unit }],
      ),
    ];
    for (const command of commands)
      await transact(ledger, monthDecider, {
        caseId: id,
        commandId: `units/${known.versions.organisation}/${JSON.stringify(command).slice(0, 100)}`,
        actor: { system: 'clock' },
        at: now,
        command,
      });
  }
}
