import pdfmake from 'pdfmake';
import type { Content, CustomTableLayout } from 'pdfmake';
import { CharactersMissing, faceOf, fontFiles, runsOf } from './fonts.ts';
import type { FontRole } from './fonts.ts';

export type ContentText = Extract<Content, { text: unknown }>;

pdfmake.setFonts(
  Object.fromEntries(
    Object.entries(fontFiles).map(([role, file]) => [role, { normal: file, bold: file, italics: file, bolditalics: file }]),
  ),
);
const allowed = new Set(Object.values(fontFiles));
pdfmake.setLocalAccessPolicy((path) => allowed.has(path));
pdfmake.setUrlAccessPolicy(() => false);

/** `pitch`: from line to line, in pt; null as the font has it. */
export type Words = (text: string, role?: FontRole, size?: number, more?: Partial<ContentText>, pitch?: number | null) => ContentText;

/** Text in the fonts that have its characters; what none has is gathered. */
export function wordsWith(missing: Set<string>, usual: { size: number; pitch: number | null }): Words {
  return (text, role = 'fangsong', size = usual.size, more = {}, pitch = usual.pitch) => {
    try {
      const runs = runsOf(printable(text), role).map((run) => ({
        text: run.text,
        font: run.role,
        lineHeight: pitch === null ? 1 : pitch / (size * faceOf(run.role).naturalLineHeight),
      }));
      return { text: runs, fontSize: size, ...more };
    } catch (error) {
      if (!(error instanceof CharactersMissing)) throw error;
      for (const character of error.characters) missing.add(character);
      return { text: '' };
    }
  };
}

/** Without what has no picture: control characters and marks of no width. */
const printable = (text: string) => text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)[\p{Cc}\p{Cf}]/gu, '');

/** Thin rules all around. */
export const ruled: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};
