import { changed, isFault } from '../../domain/organisation/change.ts';
import type { OrganisationCommand } from '../../domain/organisation/commands.ts';
import { faultsOf } from '../../domain/organisation/organisation.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { lookAtUnits } from '../dispatch/look-at-units.ts';
import type { Ledger } from '../ledger.ts';
import { lookAtSeats } from '../look-at-seats.ts';
import { DocumentMoved, DocumentRefused, putOrganisation, refuseFaults } from '../register.ts';

/** Who changes it when and why; `expected`: only in view of that version. */
export type Changing = { by: string; at: Instant; expected?: number | undefined; reason?: string | undefined };

/** The document as the command would make it. Throws DocumentRefused, with the field, when that can't be. */
export function documentAfter(document: Organisation, command: OrganisationCommand, now: Instant): Organisation {
  const after = changed(document, command, now);
  if (isFault(after)) throw new DocumentRefused([after]);
  refuseFaults(faultsOf(after));
  return after;
}

const triesAtMost = 5;
/** No version that there is: whatever was seen is not the newest. */
export const outdated = -1;

/**
 * Makes one change and answers with the version. In view of an older version it is refused (OrganisationMoved); where none is named, it is
 * made upon what others have changed meanwhile. The same again changes nothing. Throws DocumentRefused, with the field, when it can't be.
 */
export async function changeOrganisation(ledger: Ledger, command: OrganisationCommand, changing: Changing): Promise<number> {
  const { at, expected, ...by } = changing;
  for (let tries = 1; ; tries += 1) {
    const { organisation, versions } = await ledger.register.newest(ledger.pool);
    const seen = expected === undefined || expected === versions.organisation ? versions.organisation : outdated;
    try {
      return await putAndLook(ledger, documentAfter(organisation, command, at), {
        ...by,
        at,
        expected: seen,
        command: command.type,
      });
    } catch (error) {
      if (!(error instanceof DocumentMoved) || expected !== undefined || tries === triesAtMost) throw error;
    }
  }
}

// A page waits for twenty seconds.
const toldWithinMs = 5_000;

/**
 * Puts the whole document, once what fell due by the former one is told, so that what follows is of this change. Whoever takes over, and
 * whoever must fill a vacancy, hears of it now and not only when the bell rings; but what is saved is answered for, however many are still
 * to be told, and though telling them fails: the bell looks again every minute.
 */
export async function putAndLook(ledger: Ledger, document: Organisation, put: Changing & { command?: string }): Promise<number> {
  const { by, at, expected, reason, command } = put;
  const detail = { ...(command && { command }), ...(reason && { reason }) };
  if (await ledger.register.newestIfAny(ledger.pool)) await lookAtSeats(ledger, at);
  const version = await putOrganisation(ledger.pool, document, { by, at, expected, detail });
  await within(toldWithinMs, tellAll(ledger, at));
  return version;
}

async function tellAll(ledger: Ledger, at: Instant): Promise<void> {
  await Promise.allSettled([lookAtSeats(ledger, at)]);
  await Promise.allSettled([lookAtUnits(ledger, at)]);
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((over) => {
    timer = setTimeout(over, ms);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
