/** What a form was filled from: a state of the organisation, and what it said of whom or what is changed. */
export type Read<Values> = { version: number; values: Values };

const isSame = (a: unknown, b: unknown) => JSON.stringify(a || null) === JSON.stringify(b || null);

/** What was filled in on the base of what was read, upon what somebody else has made of it meanwhile. `both`: the fields that both changed. */
export function rebased<Values extends object>(filled: Values, read: Values, newest: Values): { values: Values; both: (keyof Values)[] } {
  const fields = Object.keys({ ...read, ...newest, ...filled }) as (keyof Values)[];
  const isMine = (field: keyof Values) => !isSame(filled[field], read[field]);
  const isTheirs = (field: keyof Values) => !isSame(newest[field], read[field]) && !isSame(newest[field], filled[field]);
  return {
    values: Object.fromEntries(fields.map((field) => [field, isMine(field) ? filled[field] : newest[field]])) as Values,
    both: fields.filter((field) => isMine(field) && isTheirs(field)),
  };
}
