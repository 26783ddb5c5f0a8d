import { Refused } from './client.ts';

/** What is wrong with a draft: of which duty (null: of none) and where in its ladder, as `rungs[1].when`. */
export type Fault = { duty: string | null; place: string; message: string };

const quoted = /^(?:policy\.)?ladders\["([^"]+)"\]\.?(.*)$/;
const dotted = /^(?:policy\.)?ladders\.([\w.]+?)(?:\.((?:limit|rungs|tellsOnOpening|urgent)\b.*))?$/;

/** The faults of a draft that was refused; null for an error that is none of the draft. */
export function faultsIn(error: Error | null): Fault[] | null {
  const fields = error instanceof Refused && error.status === 422 ? error.problem?.fields : undefined;
  return (
    fields?.map(({ field, message }) => {
      const [, duty = null, place = field.replace(/^policy\./, '')] = quoted.exec(field) ?? dotted.exec(field) ?? [];
      return { duty, place, message };
    }) ?? null
  );
}

/** What is wrong at that place or within it. */
export const at = (faults: readonly Fault[], duty: string | null, place: string): string[] => [
  ...new Set(
    faults
      .filter(
        (fault) =>
          fault.duty === duty && (fault.place === place || fault.place.startsWith(`${place}.`) || fault.place.startsWith(`${place}[`)),
      )
      .map(({ message }) => message),
  ),
];
