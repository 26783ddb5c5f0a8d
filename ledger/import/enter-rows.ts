import type { Refusal } from '../../domain/case/refusals.ts';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import type { HazardFacts } from '../../domain/hazard/hazard.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import type { Field } from '../../domain/import/findings.ts';
import { changesBetween } from '../../domain/import/fingerprint.ts';
import type { ImportedHazard } from '../../domain/import/understand-row.ts';
import type { UnderstoodFile } from '../../domain/import/understand-sheets.ts';
import { zoneFor } from '../../domain/import/zone-mapping.ts';
import type { ZoneMappingEntry } from '../../domain/import/zone-mapping.ts';
import type { PersonId, ZoneCode } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../case-id.ts';
import type { Ledger } from '../ledger.ts';
import type { Receipt } from '../receipt.ts';
import { transact } from '../transact.ts';

export type Entering = { by: PersonId; at: Instant; mapping: readonly ZoneMappingEntry[]; defaultZone: string | null };
export type Entered = {
  entered: number;
  known: number;
  refused: { sheet: string; row: number; reason: Refusal | 'NO_ZONE' }[];
};

/** A row as a case: entered, or in the ledger already. */
export type Entry = { kind: 'entered' | 'known'; id: string; number: string } | { kind: 'refused'; refusal: Refusal };

/** What was entered in the row's place before has other words. */
export type EnteredDifferently = { kind: 'differs'; id: string; number: string; fields: (Field | 'zone')[] };

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
      const entry = zone === null ? null : await enterRow(ledger, row, { by, at, zone });
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

type Row = { hazard: ImportedHazard; fingerprint: string };
type EnteringRow = { by: PersonId; at: Instant; zone: ZoneCode };

/** Enters one row; the same once more is known. */
async function enterRow(ledger: Ledger, row: Row, entering: EnteringRow): Promise<Entry> {
  const receipt = await importHazard(ledger, row, { ...entering, commandId: 'import' });
  if (receipt.outcome !== 'accepted') return knownOrRefused(ledger, row, receipt);
  return { kind: receipt.repeated ? 'known' : 'entered', id: receipt.caseId, number: receipt.number };
}

/**
 * Enters one row of a file under a key: sent again under it, it is answered the same, and where its words are others than those that were
 * entered, by what differs. Under another key it is known.
 */
export async function enterRowUnder(key: string, ledger: Ledger, row: Row, entering: EnteringRow): Promise<Entry | EnteredDifferently> {
  const { sourceSheet, sourceRow } = row.hazard;
  const commandId = `import/${entering.by}/${key}/${sourceRow}/${sourceSheet}`;
  const before = await enteredBy(ledger, commandId);
  if (before) return asEntered(before, row.hazard, entering.zone);
  const receipt = await importHazard(ledger, row, { ...entering, commandId });
  if (receipt.outcome !== 'accepted') return knownOrRefused(ledger, row, receipt);
  // Its twin was faster.
  if (receipt.repeated) return enterRowUnder(key, ledger, row, entering);
  return { kind: 'entered', id: receipt.caseId, number: receipt.number };
}

const importHazard = (
  ledger: Ledger,
  { hazard: row, fingerprint }: Row,
  { by, at, zone, commandId }: EnteringRow & { commandId: string },
) =>
  transact(ledger, hazardDecider, {
    caseId: caseIdOfRow(fingerprint),
    commandId,
    actor: { person: by },
    at,
    command: (number): HazardCommand => ({ type: 'ImportHazard', by, number, zone, facts: factsOf(row), row }),
  });

async function knownOrRefused(ledger: Ledger, { fingerprint }: Row, receipt: Exclude<Receipt, { outcome: 'accepted' }>): Promise<Entry> {
  const [known] = await rowsKnown(ledger, [fingerprint]);
  if (known) return { kind: 'known', id: known.id, number: known.number };
  return { kind: 'refused', refusal: receipt.outcome === 'refused' ? receipt.refusal : { code: 'KEY_REUSED', params: {} } };
}

type Before = { id: string; number: string; zone: ZoneCode; row: ImportedHazard };

async function enteredBy({ pool }: Ledger, commandId: string): Promise<Before | null> {
  const { rows } = await pool.query<Before>({
    name: 'entered-by',
    text: `select c.id, c.number, e.events->0->>'zone' as zone, e.events->0->'enteredLater' as row
      from entry e join cases c on c.id = e.case_id where e.command = 'ImportHazard' and e.command_id = $1`,
    values: [commandId],
  });
  return rows[0] ?? null;
}

function asEntered(before: Before, sent: ImportedHazard, zone: ZoneCode): Entry | EnteredDifferently {
  const { id, number } = before;
  const fields = [...changesBetween(before.row, sent), ...(before.zone === zone ? [] : ['zone' as const])];
  return fields.length === 0 ? { kind: 'entered', id, number } : { kind: 'differs', id, number, fields };
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
