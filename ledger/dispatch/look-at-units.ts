import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import { unitsOf } from '../../domain/organisation/organisation.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { GridCode } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { inTurn } from '../in-turn.ts';
import type { Ledger } from '../ledger.ts';
import { looking } from '../look-at-seats.ts';
import { transact } from '../transact.ts';
import { unitsToReport } from './open-month.ts';

type Collecting = { id: string; state: Month; changes: [unit: GridCode, command: MonthCommand][] };

/** What the units of that organisation change in the months whose reports are collected. */
export async function unitChanges({ pool }: Ledger, organisation: Organisation): Promise<Collecting[]> {
  const { rows } = await pool.query<{ id: string; state: Month }>(
    `select c.id, c.state from cases c join dispatch d on d.case_id = c.id where c.stage = 'collecting' and d.opened_at is not null order by c.id`,
  );
  const units = unitsOf(organisation).map(({ code, name }) => ({ unit: code, name }));
  return Promise.all(
    rows.map(async ({ id, state }) => {
      const added = await unitsToReport(
        pool,
        state.period,
        units.filter(({ unit }) => !(unit in state.reports)),
      );
      const renamed = units.filter(({ unit, name }) => unit in state.reports && state.names[unit] !== name);
      const removed = Object.keys(state.reports).filter((unit) => !units.some((each) => each.unit === unit));
      const changes: Collecting['changes'] = [
        ...added.map((each): [GridCode, MonthCommand] => [each.unit, { type: 'AddUnit', unit: each }]),
        ...renamed.map((each): [GridCode, MonthCommand] => [each.unit, { type: 'RenameUnit', ...each }]),
        ...removed.map((unit): [GridCode, MonthCommand] => [unit, { type: 'RemoveUnit', unit }]),
      ];
      return { id, state, changes };
    }),
  );
}

/**
 * Looks whether a unit came, went or got another name while the reports of a month are collected: a new one is asked for a report as well,
 * one that is gone is no longer waited for, and the office is told. Repeated it does no harm.
 */
export const lookAtUnits = (ledger: Ledger, now: Instant): Promise<void> => inTurn(ledger.pool, looking, () => look(ledger, now));

async function look(ledger: Ledger, now: Instant): Promise<void> {
  const known = await ledger.register.newestIfAny(ledger.pool);
  if (!known) return;
  for (const { id, changes } of await unitChanges(ledger, known.organisation))
    for (const [unit, command] of changes)
      await transact(ledger, monthDecider, {
        caseId: id,
        commandId: `${command.type}/${unit}/${known.versions.organisation}`,
        actor: { system: 'clock' },
        at: now,
        command,
      });
}
