/** A column that a ledger of hazards may have; what is outside this list is shown as not understood. */
export const fields = [
  'number',
  'project',
  'unit',
  'inspectingUnit',
  'place',
  'description',
  'category',
  'grade',
  'foundOn',
  'inspectors',
  'measures',
  'funds',
  'dueOn',
  'responsibleUnit',
  'responsiblePerson',
  'rectifiedOn',
  'verifiedOn',
  'closedOn',
  'status',
  'remark',
] as const;
export type Field = (typeof fields)[number];

/** The row is taken in, but a person should look at this. */
export type DoubtCode =
  | 'DATE_NOT_UNDERSTOOD'
  | 'YEAR_ASSUMED'
  | 'DATE_FROM_SERIAL'
  | 'FOUND_DATE_MISSING'
  | 'DUE_BEFORE_FOUND'
  | 'STATUS_IN_DATE_COLUMN'
  | 'STATUS_NOT_UNDERSTOOD'
  | 'STATUS_FROM_DATES'
  | 'STATUS_CONTRADICTS_DATES'
  | 'RECTIFIED_DATE_MISSING'
  | 'CLOSED_WITHOUT_DATE'
  | 'GRADE_MISSING'
  | 'GRADE_NOT_UNDERSTOOD'
  | 'GRADE_TAKEN_AS_GENERAL'
  | 'CATEGORY_GUESSED'
  | 'CATEGORY_UNKNOWN'
  | 'INSPECTOR_NOT_A_NAME'
  | 'DATE_IN_UNIT_COLUMN'
  | 'FUNDS_NOT_UNDERSTOOD';

/** The row is not taken in. */
export type RefusalCode =
  | 'NO_DESCRIPTION'
  | 'MERGED_WITH_ROW_ABOVE'
  | 'DATE_IN_FUTURE'
  | 'COMPLETED_BEFORE_FOUND'
  | 'VERIFIED_BEFORE_COMPLETED'
  | 'DUPLICATE_OF_ROW'
  | 'CONFLICTS_WITH_ROW'
  | 'NO_ZONE'
  | 'ENTERED_DIFFERENTLY';

/** The sheet as a whole is not taken in. */
export type SheetRefusalCode = 'EMPTY_SHEET' | 'NO_HEADER' | 'HEADER_WITHOUT_DESCRIPTION';

export type Finding<Code extends string> = {
  code: Code;
  field: Field | null;
  /** What stands in the cell. */
  value: string;
  params: Record<string, string | number>;
};
export type Doubt = Finding<DoubtCode>;
export type Refusal = Finding<RefusalCode>;
export type SheetRefusal = Finding<SheetRefusalCode>;
