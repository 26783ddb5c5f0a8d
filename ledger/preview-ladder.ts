import { exampleLadder } from '../domain/escalation/example-ladder.ts';
import type { DutyKey, Policy } from '../domain/escalation/policy.ts';
import { faultsOfPolicy } from '../domain/escalation/policy-faults.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { WorkCalendar } from '../domain/time/work-calendar.ts';
import type { Ledger } from './ledger.ts';
import { DocumentRefused, refuseFaults } from './register.ts';

type Example = { duty: DutyKey; openedAt: Instant };

/** The ladder of a draft on the calendar as it is known now; nothing is written. Throws DocumentRefused with the faults of the draft. */
export async function previewLadder({ register, pool }: Ledger, draft: Omit<Policy, 'version'>, example: Example) {
  refuseFaults(faultsOfPolicy(draft));
  const { calendar } = await register.newest(pool);
  const { due, rungs, holidays, makeupWorkdays } = dated(draft, example, calendar);
  return {
    openedAt: example.openedAt,
    dueAt: due.at,
    provisional: due.certainty === 'provisional',
    rungs: rungs.map(({ key, at, rung: { nature, level = 0, tells } }) => ({ key, nature, level, at, tells })),
    holidays,
    makeupWorkdays,
  };
}

function dated(draft: Omit<Policy, 'version'>, { duty, openedAt }: Example, calendar: WorkCalendar) {
  try {
    return exampleLadder(draft, duty, openedAt, calendar);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentRefused([{ path: 'openedAt', code: 'BEYOND_CALENDAR', value: openedAt }]);
  }
}
