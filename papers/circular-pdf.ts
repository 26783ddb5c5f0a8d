import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { MonthlyReport } from '../domain/dispatch/monthly-report.ts';
import { dateIn } from '../domain/time/instant.ts';
import { circularOf } from './circular.ts';
import type { Annex, Circular } from './circular.ts';
import { CharactersMissing, faceOf, fontFiles } from './fonts.ts';
import type { FontRole } from './fonts.ts';
import { ruled, wordsWith } from './pdf-words.ts';
import type { ContentText, Words } from './pdf-words.ts';

type Definition = Parameters<typeof pdfmake.createPdf>[0];

const mm = (millimetres: number) => (millimetres * 72) / 25.4;

// GB/T 9704 (PAPERS §2): 37, 28, 35, 26 mm; 22 lines of 28 characters on a page, for which the pitch is a little under 16 pt.
const portrait: [number, number, number, number] = [mm(28), mm(37), mm(26), mm(35)];
/** Turned by a quarter: what is bound on the left stands at the top. */
const landscape: [number, number, number, number] = [mm(35), mm(28), mm(37), mm(26)];
const blockWidth = mm(156);
const linesAPage = 22;
const linePitch = mm(225) / linesAPage - 0.01;
/**
 * 3号 is 16 pt, of which 28 are 158 mm. pdfmake sets each Chinese character as a word and spaces within words only, so that the size itself
 * is the pitch.
 */
const characterPitch = 15.79;
const sizes = { body: characterPitch, title: 22, small: 14, cell: 10 };
const titlePitch = 32;
/** What a line keeps free above its characters, in parts of their size. */
const overCharacters = 0.27;
const red = '#ff0000';

/**
 * 调度通报 as PDF with embedded fonts, a draft with its watermark. Throws CharactersMissing, with every character that no font has, rather
 * than to print □.
 */
export async function circularPdf(report: MonthlyReport): Promise<Buffer> {
  const circular = circularOf(report);
  const missing = new Set<string>();
  const words = wordsWith(missing, { size: sizes.body, pitch: linePitch });
  const definition = definitionOf(circular, words);
  if (missing.size > 0) throw new CharactersMissing(missing);
  const madeOn = new Date(`${report.published?.on ?? dateIn(report.span.to)}T00:00:00Z`);
  const roles = Object.keys(fontFiles) as FontRole[];
  return pdfmake
    .createPdf({
      ...definition,
      info: {
        title: circular.title.join(''),
        author: circular.issuer,
        subject: circular.number,
        keywords: roles.map((role) => `${role}=${faceOf(role).name}`).join('; '),
        creationDate: madeOn,
      },
    })
    .getBuffer();
}

function definitionOf(circular: Circular, words: Words): Definition {
  const folio = folioOf(circular, words);
  const section = (content: Content, isWide = false): Content => ({
    section: content,
    pageSize: 'A4',
    pageOrientation: isWide ? 'landscape' : 'portrait',
    pageMargins: isWide ? landscape : portrait,
    footer: folio(isWide),
  });
  return {
    pageSize: 'A4',
    pageMargins: portrait,
    language: 'zh-CN',
    defaultStyle: { font: 'fangsong', fontSize: sizes.body },
    content: [
      section(bodyOf(circular, words)),
      ...circular.annexes.map((annex) => section(annexOf(annex, words), true)),
      section(colophonOf(circular, words)),
    ],
    ...(circular.draft
      ? { watermark: { text: circular.draft.mark, font: 'heiti', fontSize: 150, color: '#808080', opacity: 0.18, angle: -45 } }
      : {}),
    // A heading is not left alone at the foot of a page: it needs as many lines beneath it.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel !== undefined && startPosition.verticalRatio > 1 - (headlineLevel + 0.5) / linesAPage,
  };
}

/** — 1 —, 7 mm beneath the block, one 字 in; odd pages at the right, even ones at the left. */
function folioOf({ draft }: Circular, words: Words) {
  return (isWide: boolean) => (page: number) => {
    const [left, , right] = isWide ? landscape : portrait;
    const isOdd = page % 2 === 1;
    const number: Content = words(`— ${page} —`, 'songti', sizes.small, { alignment: isOdd ? 'right' : 'left' }, null);
    const said: Content = words(draft?.note ?? '', 'songti', 9, { alignment: isOdd ? 'left' : 'right' });
    return {
      margin: [left + sizes.small, mm(7) - 5, right + sizes.small, 0] as [number, number, number, number],
      columns: isOdd
        ? [
            { width: '*', ...said },
            { width: 80, ...number },
          ]
        : [
            { width: 80, ...number },
            { width: '*', ...said },
          ],
    };
  };
}

const lines = (n: number): [number, number, number, number] => [0, n * linePitch, 0, 0];

function bodyOf(circular: Circular, words: Words): Content[] {
  const { headings } = circular;
  const paragraph = (text: string, more: Partial<ContentText> = {}) =>
    words(text, 'fangsong', sizes.body, { leadingIndent: 2 * characterPitch, alignment: 'justify', ...more });
  const heading = (text: string, role: FontRole, headlineLevel: number | undefined) =>
    words(text, role, sizes.body, { leadingIndent: 2 * characterPitch, ...(headlineLevel !== undefined && { headlineLevel }) });
  const markSize = Math.min(40, blockWidth / Math.max(...circular.mark.map((line) => line.length)));
  const items = (list: Circular['criticisms'], none: string): Content[] => [
    ...list.flatMap(({ ordinal, text, evidence, answer }): Content[] => {
      const first = [words(ordinal, 'kaiti'), words(text)];
      return [
        { text: first, leadingIndent: 2 * characterPitch, alignment: 'justify' },
        ...[evidence, answer].filter((each) => each !== '').map((each) => paragraph(each)),
      ];
    }),
    ...(none === '' ? [] : [paragraph(none)]),
  ];
  const right = (n: number): Partial<ContentText> => ({ alignment: 'right', margin: [0, 0, n * characterPitch, 0] });
  return [
    ...circular.mark.map((line, i) =>
      words(
        line,
        'xiaobiaosong',
        markSize,
        { alignment: 'center', color: red, ...(i === 0 && { margin: [0, mm(35) - overCharacters * markSize, 0, 0] }) },
        markSize * 1.4,
      ),
    ),
    words(circular.number || ' ', 'fangsong', sizes.body, { alignment: 'center', margin: lines(2) }),
    { canvas: [{ type: 'line', x1: 0, y1: mm(4), x2: blockWidth, y2: mm(4), lineWidth: 2, lineColor: red }] },
    ...circular.title.map((line, i) =>
      words(line, 'xiaobiaosong', sizes.title, { alignment: 'center', ...(i === 0 && { margin: lines(2) }) }, titlePitch),
    ),
    words(circular.addressee, 'fangsong', sizes.body, { margin: lines(1) }),
    paragraph(circular.opening),
    heading(headings.state, 'heiti', 3),
    heading(headings.review, 'kaiti', 2),
    ...circular.summary.map((text) => paragraph(text)),
    heading(headings.figures, 'kaiti', 2),
    ...circular.figures.map((text) => paragraph(text)),
    heading(headings.practice, 'heiti', 2),
    ...items(circular.commendations, circular.noCommendations),
    heading(headings.problems, 'heiti', 2),
    ...items(circular.criticisms, circular.noCriticisms),
    ...togetherIfShort(circular, (isTogether) => [
      // What is kept whole moves as a whole: a break before its heading would leave it out.
      heading(headings.requirements, 'heiti', isTogether ? undefined : 3),
      circular.noRequirements === '' ? tasksOf(circular, words) : paragraph(circular.noRequirements),
      {
        unbreakable: true,
        stack: [
          ...circular.annexList.map((text, i) =>
            words(text, 'fangsong', sizes.body, {
              margin: [
                (i === 0 ? 2 : 5) * characterPitch,
                i === 0 ? linePitch : 0,
                0,
                i === circular.annexList.length - 1 ? 2 * linePitch : 0,
              ],
            }),
          ),
          words(circular.issuer, 'fangsong', sizes.body, { ...right(2) }),
          words(circular.date || '　　　　年　　月　　日', 'fangsong', sizes.body, { ...right(4) }),
        ],
      },
    ]),
  ];
}

/** A signature stands on a page with some of the text: what is asked for goes with it, as long as it fits on a page. */
function togetherIfShort({ requirements }: Circular, stackOf: (isTogether: boolean) => Content[]): Content[] {
  const isShort = requirements.reduce((rows, { task, unit }) => rows + 1 + (task.length + unit.length) / 14, 0) <= 12;
  return isShort ? [{ unbreakable: true, stack: stackOf(true) }] : stackOf(false);
}

/** A ruled table whose head is repeated on every page. A row is kept whole unless a cell is too long for that. */
function tableOf(columns: Annex['columns'], rows: readonly string[][], size: number, wide: number, words: Words): Content {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const free = wide - columns.length * 6.5 - 1;
  const longest = 200;
  const cell = (text: string, role: FontRole, alignment: 'left' | 'center') => ({
    ...words(text, role, size, { alignment }, null),
    verticalAlignment: 'middle' as const,
  });
  return {
    layout: ruled,
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: rows.every((row) => row.every((text) => text.length <= longest)),
      widths: columns.map(({ width }) => (free * width) / parts),
      body: [
        columns.map(({ title }) => cell(title, 'heiti', 'center')),
        ...rows.map((row) => row.map((text, i) => cell(text, 'fangsong', columns[i]?.isText ? 'left' : 'center'))),
      ],
    },
  };
}

const tasksOf = ({ requirements, headings }: Circular, words: Words): Content =>
  tableOf(
    [
      { key: 'task', title: headings.task, width: 52, isText: true },
      { key: 'unit', title: headings.unit, width: 26 },
      { key: 'on', title: headings.on, width: 32 },
    ],
    requirements.map(({ task, unit, on }) => [task, unit, on]),
    sizes.small,
    blockWidth,
    words,
  );

function annexOf({ label, title, columns, rows, note }: Annex, words: Words): Content[] {
  return [
    words(label, 'heiti'),
    words(title, 'xiaobiaosong', sizes.title, { alignment: 'center', margin: [0, 0, 0, 8] }),
    tableOf(
      columns,
      rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
      sizes.cell,
      mm(225),
      words,
    ),
    words(note, 'fangsong', sizes.cell, { margin: [0, 3, 0, 0] }),
  ];
}

/** 版记 at the foot of the last page: first and last rule 0.35 mm, the one between 0.25 mm. */
function colophonOf({ copies, issuer, printed }: Circular, words: Words): Content {
  const pitch = 26;
  const dateWidth = 12 * sizes.small;
  const lettersALine = Math.floor((blockWidth - dateWidth - 2 * sizes.small) / sizes.small);
  const height = (1 + Math.ceil(issuer.length / lettersALine)) * pitch;
  const line = (text: string, alignment: 'left' | 'right') => ({
    ...words(text, 'fangsong', sizes.small, { alignment }, pitch),
    margin: [sizes.small, 0, sizes.small, 0] as [number, number, number, number],
  });
  return {
    absolutePosition: { x: portrait[0], y: mm(297) - portrait[3] - height - 4 },
    layout: {
      hLineWidth: (i) => mm(i === 1 ? 0.25 : 0.35),
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
    table: {
      widths: [blockWidth - dateWidth, dateWidth],
      body: [
        [{ colSpan: 2, ...line(copies, 'left') }, ''],
        [line(issuer, 'left'), line(printed, 'right')],
      ],
    },
  };
}
