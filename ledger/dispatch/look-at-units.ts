import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import { unitsOf } from '../../domain/organisation/organisation.ts';
import type { GridCode } from '../../domain/people/seat.ts';
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
    const renamed = units.filter(({ unit, name }) => unit in state.reports && state.names[unit] !== name);
    const removed = Object.keys(state.reports).filter((unit) => !units.some((each) => each.unit === unit));
    const changes: [unit: GridCode, MonthCommand][] = [
      ...added.map((each): [GridCode, MonthCommand] => [each.unit, { type: 'AddUnit', unit: each }]),
      ...renamed.map((each): [GridCode, MonthCommand] => [each.unit, { type: 'RenameUnit', ...each }]),
      ...removed.map((unit): [GridCode, MonthCommand] => [unit, { type: 'RemoveUnit', unit }]),
    ];
    for (const [unit, command] of changes)
      await transact(ledger, monthDecider, {
        caseId: id,
        commandId: `${command.type}/${unit}/${known.versions.organisation}`,
        actor: { system: 'clock' },
        at: now,
        command,
      });
  }
}
