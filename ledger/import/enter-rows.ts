import type { Refusal } from '../../domain/case/refusals.ts';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import type { HazardFacts } from '../../domain/hazard/hazard.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import type { ImportedHazard } from '../../domain/import/understand-row.ts';
import type { UnderstoodFile } from '../../domain/import/understand-sheets.ts';
import { zoneFor } from '../../domain/import/zone-mapping.ts';
import type { ZoneMappingEntry } from '../../domain/import/zone-mapping.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../case-id.ts';
import type { Ledger } from '../ledger.ts';
import { transact } from '../transact.ts';

export type Entering = { by: PersonId; at: Instant; mapping: readonly ZoneMappingEntry[]; defaultZone: string | null };
export type Entered = {
  entered: number;
  known: number;
  refused: { sheet: string; row: number; reason: Refusal | 'NO_ZONE' }[];
};

const titleLength = 40;

/**
 * Enters the understood rows as cases (补录), one command a row. The case's id is made of the row's content, so that the same file twice adds
 * nothing and a run that was cut off is completed by the next. `onRow` hears of the progress.
 */
export async function enterRows(ledger: Ledger, file: UnderstoodFile, entering: Entering, onRow: (done: number) => void): Promise<Entered> {
  const outcome: Entered = { entered: 0, known: 0, refused: [] };
  let done = 0;
  for (const sheet of file.sheets)
    for (const row of sheet.rows) {
      if (row.kind !== 'understood') continue;
      const receipt = await enterRow(ledger, row.hazard, row.fingerprint, entering);
      if (receipt === 'NO_ZONE') outcome.refused.push({ sheet: sheet.name, row: row.row, reason: 'NO_ZONE' });
      else if (receipt.outcome === 'refused') outcome.refused.push({ sheet: sheet.name, row: row.row, reason: receipt.refusal });
      else if (receipt.outcome === 'accepted' && !receipt.repeated) outcome.entered += 1;
      else outcome.known += 1;
      done += 1;
      onRow(done);
    }
  return outcome;
}

async function enterRow(ledger: Ledger, row: ImportedHazard, fingerprint: string, { by, at, mapping, defaultZone }: Entering) {
  const zone = zoneFor(row, mapping, defaultZone);
  if (zone === null) return 'NO_ZONE';
  const facts = factsOf(row);
  return transact(ledger, hazardDecider, {
    caseId: caseIdMadeOf('import', fingerprint),
    commandId: 'import',
    actor: { person: by },
    at,
    command: (number): HazardCommand => ({ type: 'ImportHazard', by, number, zone, facts, row }),
  });
}

function factsOf(row: ImportedHazard): HazardFacts {
  const line = row.description.replace(/\s+/g, ' ').trim();
  return {
    title: line.length > titleLength ? `${line.slice(0, titleLength)}…` : line,
    description: row.description,
    place: row.place,
    category: row.category,
    class: row.class,
    criterion: null,
    mode: 'timeLimited',
    source: 'imported',
    project: row.project ?? row.unit,
  };
}
