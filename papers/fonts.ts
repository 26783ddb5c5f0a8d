import { createRequire } from 'node:module';
import { openSync } from 'fontkit';

/** What a font is for in an official paper (GB/T 9704): 仿宋 of the body, 小标宋 of marks and titles, 黑体 and 楷体 of headings, 宋体 of page numbers. */
export type FontRole = 'fangsong' | 'xiaobiaosong' | 'heiti' | 'kaiti' | 'songti';

/**
 * The free font that stands in for each: no free 仿宋, 小标宋 or 楷体 that prints every name comes by `npm ci`
 * (docs/adr/0004-templates-for-word-fonts-for-pdf.md).
 */
const serif = '@expo-google-fonts/noto-serif-sc';
const sans = '@expo-google-fonts/noto-sans-sc';
const files: Record<FontRole, string> = {
  fangsong: `${serif}/400Regular/NotoSerifSC_400Regular.ttf`,
  xiaobiaosong: `${serif}/900Black/NotoSerifSC_900Black.ttf`,
  heiti: `${sans}/500Medium/NotoSansSC_500Medium.ttf`,
  kaiti: `${serif}/500Medium/NotoSerifSC_500Medium.ttf`,
  songti: `${serif}/400Regular/NotoSerifSC_400Regular.ttf`,
};
/** Where the font of a role lacks a character, these are asked in turn. */
const fallbacks: readonly FontRole[] = ['fangsong', 'heiti'];

const { resolve } = createRequire(import.meta.url);
export const fontFiles = Object.fromEntries(Object.entries(files).map(([role, file]) => [role, resolve(file)])) as Record<FontRole, string>;

type Face = { name: string; characters: ReadonlySet<number>; naturalLineHeight: number };

const faces = new Map<string, Face>();

/** The font itself, read once. */
export function faceOf(role: FontRole): Face {
  const file = fontFiles[role];
  const known = faces.get(file);
  if (known) return known;
  const font = openSync(file);
  if (!('characterSet' in font)) throw new Error(`${files[role]} holds more than one font`);
  const { ascent, descent, lineGap, unitsPerEm } = font;
  const face: Face = {
    name: font.postscriptName ?? role,
    characters: new Set(font.characterSet),
    naturalLineHeight: (ascent - descent + lineGap) / unitsPerEm,
  };
  faces.set(file, face);
  return face;
}

/** A paper that would print □: `characters` are the ones that no font has. */
export class CharactersMissing extends Error {
  readonly characters: string;
  constructor(characters: Iterable<string>) {
    super(`no font has ${[...characters].join(' ')}`);
    this.characters = [...characters].join('');
  }
}

/** The text in runs of one font each: the role's own, else the first that has the character. Throws CharactersMissing. */
export function runsOf(text: string, role: FontRole): { text: string; role: FontRole }[] {
  const runs: { text: string; role: FontRole }[] = [];
  const missing = new Set<string>();
  for (const character of text) {
    const has = (each: FontRole) => faceOf(each).characters.has(character.codePointAt(0) ?? 0);
    const found = character === '\n' ? role : [role, ...fallbacks].find(has);
    if (!found) missing.add(character);
    else if (runs.at(-1)?.role === found) runs.push({ text: (runs.pop()?.text ?? '') + character, role: found });
    else runs.push({ text: character, role: found });
  }
  if (missing.size > 0) throw new CharactersMissing(missing);
  return runs;
}
