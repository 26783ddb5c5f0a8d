/** How a form came back: what stood in the field that people do not see, how long it was open, what was written. */
export type FormFilled = { trap: string; openMs: number; text: string };

/** The shortest time in which a person fills in the form, in ms. */
export const leastOpenMs = 4_000;
/** As long as a form may be open; the page asks for another one by itself, in ms. */
export const mostOpenMs = 24 * 3_600_000;

const mostLinks = 2;

/** Why the form does not look as if a person had filled it in; null when it does. No puzzles: they keep out the old before the machines (UX §2). */
export function whySpam({ trap, openMs, text }: FormFilled): 'TRAP' | 'TOO_FAST' | 'LINKS' | 'NO_WORDS' | null {
  if (trap !== '') return 'TRAP';
  if (openMs < leastOpenMs) return 'TOO_FAST';
  if ((text.match(/https?:\/\/|www\./gi) ?? []).length > mostLinks) return 'LINKS';
  const letters = text.match(/\p{L}/gu) ?? [];
  if (new Set(letters).size < 2) return 'NO_WORDS';
  return null;
}

/** The words of a tip-off by which a second one with the same words is recognised: without spaces and marks, in small letters. */
export const sameWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
