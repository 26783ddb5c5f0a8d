/** Every reason for which a command is refused, as a citizen would say it; the wording stands in wording.zh.ts and wording.en.ts. */
const refusalCodes = [
  'CASE_UNKNOWN',
  'STALE_REVISION',
  'WRONG_STAGE',
  'NOT_YOURS',
  'OFFICE_ONLY',
  'REASON_REQUIRED',
  'ZONE_UNKNOWN',
  'SEAT_VACANT',
  'VERIFIER_IS_RECTIFIER',
  'VERIFIER_OWNS_ZONE',
  'SAME_ZONE',
  'SAME_CLASS',
  'CRITERION_REQUIRED',
  'CRITERION_UNKNOWN',
  'NOT_MAJOR',
  'PLAN_REQUIRED',
  'PLAN_TOO_LATE',
  'DATE_PAST',
  'DATE_AHEAD',
  'INTO_ITSELF',
  'OTHER_ENDED',
  'MAY_NOT_CHASE',
  'CHASED_LATELY',
  'YOURS_TO_DO',
  'KEY_REUSED',
  'PHOTO_UNKNOWN',
  'PHOTO_EXPECTED',
  'REQUEST_PENDING',
  'NO_REQUEST',
  'EXTENSION_LIMIT',
  'EXTENSION_TOO_LONG',
  'NOT_LATER',
  'REVIEW_TOO_FAR',
  'ASKER_DECIDES',
  'POLICY_UNKNOWN',
  'POLICY_AHEAD',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Params are codes, names of fields or instants, never free text. */
export type Refusal = { code: RefusalCode; params: Record<string, string | number> };
