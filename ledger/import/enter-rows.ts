import stringify from 'safe-stable-stringify';
import type { Refusal } from '../../domain/case/refusals.ts';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import type { HazardEvent, HazardFacts } from '../../domain/hazard/hazard.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import type { ImportedHazard } from '../../domain/import/understand-row.ts';
import type { UnderstoodFile } from '../../domain/import/understand-sheets.ts';
import { zoneFor } from '../../domain/import/zone-mapping.ts';
import type { ZoneMappingEntry } from '../../domain/import/zone-mapping.ts';
import type { PersonId, ZoneCode } from '../../domain/people/seat.ts';
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

/** A row as a case: entered, or in the ledger already. */
export type Entry = { kind: 'entered' | 'known'; id: string; number: string } | { kind: 'refused'; refusal: Refusal };

const titleLength = 40;

/**
 * Enters the understood rows as cases (补录), one command a row. The case's id is made of the row's content, so that the same file twice adds
 * nothing and a run that was cut off is completed by the next. `onRow` hears of the progress.
 */
export async function enterRows(ledger: Ledger, file: UnderstoodFile, entering: Entering, onRow: (done: number) => void): Promise<Entered> {
  const { by, at, mapping, defaultZone } = entering;
  const outcome: Entered = { entered: 0, known: 0, refused: [] };
  let done = 0;
  for (const sheet of file.sheets)
    for (const row of sheet.rows) {
      if (row.kind !== 'understood') continue;
      const zone = zoneFor(row.hazard, mapping, defaultZone);
      const entry = zone === null ? null : await enterRow(ledger, row, { by, at, zone, key: null });
      if (entry === null) outcome.refused.push({ sheet: sheet.name, row: row.row, reason: 'NO_ZONE' });
      else if (entry.kind === 'refused') outcome.refused.push({ sheet: sheet.name, row: row.row, reason: entry.refusal });
      else outcome[entry.kind] += 1;
      done += 1;
      onRow(done);
    }
  return outcome;
}

/** The case that a row is entered as. */
export const caseIdOfRow = (fingerprint: string): string => caseIdMadeOf('import', fingerprint);

/**
 * Enters one row. With a `key` the same row under the same key is entered once and answered the same; under another one, without, or with other
 * words, it is known already.
 */
export async function enterRow(
  ledger: Ledger,
  { hazard: row, fingerprint }: { hazard: ImportedHazard; fingerprint: string },
  { by, at, zone, key }: { by: PersonId; at: Instant; zone: ZoneCode; key: string | null },
): Promise<Entry> {
  const facts = factsOf(row);
  const commandId = key === null ? 'import' : `import/${by}/${key}`;
  const receipt = await transact(ledger, hazardDecider, {
    caseId: caseIdOfRow(fingerprint),
    commandId,
    actor: { person: by },
    at,
    command: (number): HazardCommand => ({ type: 'ImportHazard', by, number, zone, facts, row }),
  });
  if (receipt.outcome === 'accepted') {
    const { caseId: id, number } = receipt;
    const isAsAnswered = !receipt.repeated || (key !== null && (await wasEnteredAs(ledger, { id, commandId }, { zone, facts, row })));
    return { kind: isAsAnswered ? 'entered' : 'known', id, number };
  }
  const [known] = await rowsKnown(ledger, [fingerprint]);
  if (known) return { kind: 'known', id: known.id, number: known.number };
  return { kind: 'refused', refusal: receipt.outcome === 'refused' ? receipt.refusal : { code: 'KEY_REUSED', params: {} } };
}

/** Whether what the command entered then says the same as what is asked now. */
async function wasEnteredAs(
  { pool }: Ledger,
  { id, commandId }: { id: string; commandId: string },
  { zone, facts, row }: { zone: ZoneCode; facts: HazardFacts; row: ImportedHazard },
): Promise<boolean> {
  const { rows } = await pool.query<{ reported: Extract<HazardEvent, { type: 'HazardReported' }> }>(
    'select events->0 as reported from entry where case_id = $1 and command_id = $2',
    [id, commandId],
  );
  const before = rows[0]?.reported;
  return before !== undefined && stringify([before.zone, before.facts, before.enteredLater]) === stringify([zone, facts, row]);
}

/** Which of these rows are in the ledger already, as which case. */
export async function rowsKnown({ pool }: Ledger, fingerprints: readonly string[]): Promise<{ id: string; number: string }[]> {
  const { rows } = await pool.query<{ id: string; number: string }>('select id, number from cases where id = any($1::uuid[])', [
    fingerprints.map(caseIdOfRow),
  ]);
  return rows;
}

function factsOf(row: ImportedHazard): HazardFacts {
  const line = [...row.description.replace(/\s+/g, ' ').trim()];
  return {
    title: line.length > titleLength ? `${line.slice(0, titleLength).join('')}…` : line.join(''),
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
