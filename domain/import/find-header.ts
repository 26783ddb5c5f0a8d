import { folded, isOwnContent, seenAt, textOf } from './cells.ts';
import type { Sheet } from './cells.ts';
import type { Field, SheetRefusal } from './findings.ts';

export type HeaderColumn = {
  column: number;
  heading: string;
  field: Field;
  role: string | null;
};
/** Where the header stands (rows from 0, inclusive) and what each of its columns means. */
export type Header = {
  top: number;
  bottom: number;
  columns: HeaderColumn[];
  notUnderstood: { column: number; heading: string }[];
};
export type HeaderSearch = { header: Header } | { header: null; reasons: SheetRefusal[] };

const rowsSearched = 30;
const deepestHeader = 4;
const longestHeading = 16;
const fewestFields = 3;

/** The first pattern that fits decides, so what is narrow stands before what is wide. */
const headingWords: [Field, RegExp][] = [
  ['number', /^(序号|编号|隐患编号|台账编号|问题编号|no\.?)$/],
  ['verifiedOn', /(复查|核查|验收|复核|核验|验证).*(日期|时间)$/],
  ['closedOn', /(销号|闭环|结案|关闭).*(日期|时间)$/],
  ['dueOn', /^(整改)?(完成)?(期限|时限)(要求)?$|^(要求|计划|限期|应).*(完成|整改)(日期|时间|期限)?$|^整改(要求|计划)(完成)?(日期|时间)$/],
  ['rectifiedOn', /^(实际)?(整改)?(实际)?完成(日期|时间)$|^(实际)?整改(日期|时间)$/],
  ['foundOn', /(检查|排查|发现|巡查|上报)(日期|时间)$|^(日期|时间)$/],
  ['inspectors', /^(检查|排查|巡查|发现|上报)(人|人员|者)$/],
  ['responsiblePerson', /^(整改|具体)?(责任|负责)人$/],
  [
    'status',
    /状态|^(整改|销号|闭环|完成|落实)(完成)?(情况|结果)$|^是否(已)?(整改|销号|闭环|完成).*$|^(复查|验收|核查|复核)(结论|结果|情况|意见)$/,
  ],
  ['grade', /^(隐患|问题|风险)?(等级|级别|分级)$/],
  ['category', /^(隐患|问题|专业)?(类别|类型|分类)$/],
  ['measures', /^(整改|处理|治理|防范|控制)?(措施|建议)$|^整改要求$|^整改(要求|建议)(及|和|与)?措施$/],
  ['funds', /资金|费用/],
  [
    'description',
    /^(隐患|问题)+(描述|内容|情况|说明|详情|名称)$|^(检查)?(发现|存在)的?(主要)?(问题|隐患).*$|^主要(问题|隐患)$|^(事故|安全)?(隐患|问题|描述)$/,
  ],
  ['place', /(部位|地点|位置|工点|场所)$/],
  ['project', /^(单位\/项目|项目\/单位)$|^(检查|工程|受检|在建|所属)?项目(名称|部)?$|^工程名称$|^标段(名称)?$/],
  ['inspectingUnit', /^(检查|排查|巡查)(单位|部门)$/],
  ['unit', /^(受检|被检查|所属|企业)?单位(名称)?$|^企业(名称)?$/],
  ['remark', /^备注$|^说明$/],
];
const mayRepeat = new Set<Field>(['status', 'responsibleUnit']);

const responsibleSpan = /责任单位|责任主体|参建单位/;
const unitOfRole = /^(建设|勘察|设计|施工|监理|分包|总包)单位?$/;
const saysLittleAlone = /^(日期|时间|单位|人|人员|情况|结果|结论|意见|内容|名称|说明)$/;

const bare = (heading: string): string => folded(heading).replace(/\(.*?\)|[:*·]/g, '');

const fieldOfWords = (words: string): Field | null => {
  if (words.length > longestHeading) return null;
  return headingWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
};

/** `path` is the heading from its widest to its narrowest part: ['整改责任单位', '施工']. */
const meaningOf = (path: string[]): { field: Field; role: string | null } | null => {
  const words = path.map(bare);
  const last = words.at(-1) ?? '';
  const parents = words.slice(0, -1);
  const isPerson = /人$|电话/.test(last);
  if (!isPerson && last.length <= longestHeading) {
    if (parents.some((parent) => responsibleSpan.test(parent)) || unitOfRole.test(last)) {
      return { field: 'responsibleUnit', role: last.replace(/单位$/, '') };
    }
    if (responsibleSpan.test(last)) return { field: 'responsibleUnit', role: '责任' };
  }
  const joined = [...parents.map((parent) => parent.replace(/情况|信息/g, '')), last].join('');
  const field = fieldOfWords(joined) ?? (parents.length > 0 && saysLittleAlone.test(last) ? null : fieldOfWords(last));
  return field ? { field, role: null } : null;
};

const lastHeaderRow = (sheet: Sheet, top: number): number => {
  const deepest = Math.min(top + deepestHeader, sheet.rows.length) - 1;
  let bottom = top;
  for (const merge of [...sheet.merges].sort((a, b) => a.top - b.top)) {
    if (merge.top >= top && merge.top <= bottom && merge.bottom <= deepest) bottom = Math.max(bottom, merge.bottom);
  }
  while (bottom < deepest && isRowOfSubheadings(sheet, bottom + 1)) bottom += 1;
  return bottom;
};

/** Sub-headings under a header that isn't merged: short words only, the parts of a responsible unit among them. */
const isRowOfSubheadings = (sheet: Sheet, row: number): boolean => {
  const own = (sheet.rows[row] ?? []).filter(isOwnContent);
  const words = own.map((cell) => bare(textOf(cell)));
  return (
    words.length > 0 &&
    own.every((cell) => cell.kind === 'text') &&
    words.every((word) => unitOfRole.test(word) || saysLittleAlone.test(word) || fieldOfWords(word) !== null)
  );
};

const headingPath = (sheet: Sheet, top: number, bottom: number, column: number): string[] => {
  const path: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const text = textOf(seenAt(sheet, row, column)).replace(/\s+/g, '');
    if (text && text !== path.at(-1)) path.push(text);
  }
  const isSubheadingOnly = path.length > 0 && bottom > top && textOf(seenAt(sheet, top, column)) === '';
  if (isSubheadingOnly) {
    for (let left = column - 1; left >= 0; left -= 1) {
      const parent = textOf(seenAt(sheet, top, left)).replace(/\s+/g, '');
      if (parent) return [parent, ...path];
    }
  }
  return path;
};

/** In a wide heading without sub-headings only its first column counts. */
const continuesHeadingOnTheLeft = (sheet: Sheet, bottom: number, column: number): boolean => {
  const cell = sheet.rows[bottom]?.[column];
  return cell?.kind === 'merged' && cell.column !== column;
};

const headerFrom = (sheet: Sheet, top: number): Header => {
  const bottom = lastHeaderRow(sheet, top);
  const width = Math.max(0, ...sheet.rows.slice(top, bottom + 1).map((row) => row.length));
  const header: Header = { top, bottom, columns: [], notUnderstood: [] };
  for (let column = 0; column < width; column += 1) {
    const path = headingPath(sheet, top, bottom, column);
    if (path.length === 0 || continuesHeadingOnTheLeft(sheet, bottom, column)) continue;
    const heading = path.join('·');
    const meaning = meaningOf(path);
    const isTaken = meaning && !mayRepeat.has(meaning.field) && header.columns.some((known) => known.field === meaning.field);
    if (meaning && !isTaken) header.columns.push({ column, heading, ...meaning });
    else header.notUnderstood.push({ column, heading });
  }
  return header;
};

const fieldsIn = (header: Header): number => new Set(header.columns.map((column) => column.field)).size;

/** Finds the header of a ledger by its words, wherever it stands in the first thirty rows and however many rows (up to four) it takes. */
export const findHeader = (sheet: Sheet): HeaderSearch => {
  const refused = (code: SheetRefusal['code'], value: string): HeaderSearch => ({
    header: null,
    reasons: [{ code, field: null, value, params: { rows: rowsSearched } }],
  });
  let best: Header | null = null;
  for (const [top, row] of sheet.rows.slice(0, rowsSearched).entries()) {
    if (!row.some(isOwnContent)) continue;
    const candidate = headerFrom(sheet, top);
    if (!best || fieldsIn(candidate) > fieldsIn(best)) best = candidate;
  }
  if (!best) return refused('EMPTY_SHEET', '');
  const headings = best.columns.map((column) => column.heading).join(' ');
  if (fieldsIn(best) < fewestFields) return refused('NO_HEADER', headings);
  if (!best.columns.some((column) => column.field === 'description')) return refused('HEADER_WITHOUT_DESCRIPTION', headings);
  return { header: best };
};
