const mostCharacters = 30;

/** The title of a case that a citizen reported: his first sentence, or as much of it as a title holds. */
export function titleOf(text: string): string {
  const [first = ''] = text.trim().split(/[。！？!?；;\n]|\.\s/);
  const letters = [...first.trim()];
  return letters.length <= mostCharacters ? letters.join('') : `${letters.slice(0, mostCharacters - 1).join('')}…`;
}
