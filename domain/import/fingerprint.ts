import { folded } from './cells.ts';
import type { Field } from './findings.ts';
import type { ImportedHazard } from './understand-row.ts';

const plain = (text: string | null): string => folded(text ?? '');

/**
 * What makes a row the same hazard wherever it is copied: when and where it was found and what it is. Its number, its sheet, and how far it
 * has got are left out, so that a copied sheet, the same file twice, and next month's edition of the file add nothing. The ledger hashes this text.
 */
export const fingerprintOf = ({ foundOn, project, unit, place, description }: ImportedHazard): string =>
  JSON.stringify(['imported-hazard/1', foundOn ?? '', ...[project, unit, place, description].map(plain)]);

const identifying = ['foundOn', 'project', 'unit', 'place', 'description'] as const satisfies Field[];

/** Fields in which a row that was entered differs from what is sent in its place. */
export const changesBetween = (entered: ImportedHazard, sent: ImportedHazard): Field[] => [
  ...identifying.filter((field) => plain(entered[field]) !== plain(sent[field])),
  ...differencesBetween(entered, sent),
];

/** Fields in which two rows about the same hazard disagree. */
export const differencesBetween = (one: ImportedHazard, other: ImportedHazard): Field[] => {
  const compared: [Field, (hazard: ImportedHazard) => unknown][] = [
    ['category', ({ category }) => category],
    ['grade', ({ class: hazardClass }) => hazardClass],
    ['inspectors', ({ inspectors }) => inspectors],
    ['dueOn', ({ dueOn }) => dueOn],
    ['status', ({ status }) => status],
    ['rectifiedOn', ({ rectifiedOn }) => rectifiedOn],
    ['verifiedOn', ({ verifiedOn }) => verifiedOn],
    ['closedOn', ({ closedOn }) => closedOn],
    ['measures', ({ measures }) => plain(measures)],
    ['funds', ({ fundsWan }) => fundsWan],
    ['responsibleUnit', ({ responsibleUnits }) => responsibleUnits],
    ['responsiblePerson', ({ responsiblePerson }) => plain(responsiblePerson)],
    ['remark', ({ remark }) => plain(remark)],
  ];
  return compared.filter(([, of]) => JSON.stringify(of(one)) !== JSON.stringify(of(other))).map(([field]) => field);
};
