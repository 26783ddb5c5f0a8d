import { sayCategory } from './categories.ts';
import type { DoubtCode, Field, Finding, RefusalCode, SheetRefusalCode } from './findings.ts';

export type Language = 'zh' | 'en';
type Code = DoubtCode | RefusalCode | SheetRefusalCode;
type Said = Record<Language, string>;
type About = { value: string; field: Said; param: (name: string) => string };

const fields: Record<Field, Said> = {
  number: { zh: '序号', en: 'number' },
  project: { zh: '项目', en: 'project' },
  unit: { zh: '单位', en: 'unit' },
  inspectingUnit: { zh: '检查单位', en: 'inspecting unit' },
  place: { zh: '部位', en: 'place' },
  description: { zh: '隐患描述', en: 'description' },
  category: { zh: '类别', en: 'category' },
  grade: { zh: '等级', en: 'grade' },
  foundOn: { zh: '发现日期', en: 'date found' },
  inspectors: { zh: '检查人', en: 'inspectors' },
  measures: { zh: '整改措施', en: 'measures' },
  funds: { zh: '资金', en: 'funds' },
  dueOn: { zh: '整改期限', en: 'due date' },
  responsibleUnit: { zh: '责任单位', en: 'responsible unit' },
  responsiblePerson: { zh: '责任人', en: 'responsible person' },
  rectifiedOn: { zh: '整改完成日期', en: 'date rectified' },
  verifiedOn: { zh: '复查日期', en: 'date verified' },
  closedOn: { zh: '销号日期', en: 'date closed' },
  status: { zh: '状态', en: 'status' },
  remark: { zh: '备注', en: 'remark' },
};

const statuses: Record<string, Said> = {
  open: { zh: '整改中', en: 'open' },
  rectified: { zh: '已整改待复查', en: 'rectified, awaiting verification' },
  closed: { zh: '已销号', en: 'closed' },
};

const sentences: Record<Code, (about: About) => Said> = {
  DATE_NOT_UNDERSTOOD: ({ field, value }) => ({
    zh: `${field.zh}“${value}”看不懂，留空`,
    en: `the ${field.en} "${value}" is not understood and left empty`,
  }),
  YEAR_ASSUMED: ({ field, value, param }) => ({
    zh: `${field.zh}“${value}”没有年份，按${param('date')}理解`,
    en: `the ${field.en} "${value}" has no year: taken as ${param('date')}`,
  }),
  DATE_FROM_SERIAL: ({ field, value, param }) => ({
    zh: `${field.zh}是数字${value}，按Excel日期${param('date')}理解`,
    en: `the ${field.en} is the number ${value}: taken as Excel's date ${param('date')}`,
  }),
  FOUND_DATE_MISSING: () => ({ zh: '没有发现日期', en: 'no date found' }),
  DUE_BEFORE_FOUND: ({ value, param }) => ({
    zh: `整改期限${value}早于发现日期${param('found')}`,
    en: `the due date ${value} is before the date found ${param('found')}`,
  }),
  STATUS_IN_DATE_COLUMN: ({ field, value }) => ({
    zh: `${field.zh}一栏填的是状态“${value}”`,
    en: `a status, "${value}", is typed into the column for the ${field.en}`,
  }),
  STATUS_NOT_UNDERSTOOD: ({ value, param }) => ({
    zh: `状态“${value}”看不懂，按日期定为“${statuses[param('status')]?.zh}”`,
    en: `the status "${value}" is not understood: by its dates "${statuses[param('status')]?.en}"`,
  }),
  STATUS_FROM_DATES: ({ param }) => ({
    zh: `没有状态，按日期定为“${statuses[param('status')]?.zh}”`,
    en: `no status: by its dates "${statuses[param('status')]?.en}"`,
  }),
  STATUS_CONTRADICTS_DATES: ({ value, param }) => ({
    zh: `状态“${value}”与日期${param('date')}矛盾，按“${statuses[param('status')]?.zh}”导入`,
    en: `the status "${value}" contradicts the date ${param('date')}: comes in as "${statuses[param('status')]?.en}"`,
  }),
  RECTIFIED_DATE_MISSING: () => ({
    zh: '说已整改，但没有完成日期',
    en: 'said to be rectified, but no date tells when',
  }),
  CLOSED_WITHOUT_DATE: ({ value }) => ({
    zh: `“${value}”，但没有复查或销号日期`,
    en: `"${value}", but without a date of verification or closing`,
  }),
  GRADE_MISSING: () => ({
    zh: '没有等级，按一般隐患',
    en: 'no grade: taken as general',
  }),
  GRADE_NOT_UNDERSTOOD: ({ value }) => ({
    zh: `等级“${value}”看不懂，按一般隐患`,
    en: `the grade "${value}" is not understood: taken as general`,
  }),
  GRADE_TAKEN_AS_GENERAL: ({ value }) => ({
    zh: `等级“${value}”不是重大，按一般隐患`,
    en: `the grade "${value}" is not major: taken as general`,
  }),
  CATEGORY_GUESSED: ({ value, param }) => ({
    zh: `类别${value ? `“${value}”` : '空缺'}，按描述猜为“${sayCategory(param('category'), 'zh')}”`,
    en: `category ${value ? `"${value}"` : 'missing'}: guessed from the description as "${sayCategory(param('category'), 'en')}"`,
  }),
  CATEGORY_UNKNOWN: ({ value }) => ({
    zh: `类别“${value}”不在十六类之中，归入其他`,
    en: `the category "${value}" is none of the sixteen: taken as other`,
  }),
  INSPECTOR_NOT_A_NAME: ({ value }) => ({
    zh: `检查人一栏的“${value}”不像人名，未作为检查人`,
    en: `"${value}" among the inspectors doesn't look like a name and is left out`,
  }),
  DATE_IN_UNIT_COLUMN: ({ value, param }) => ({
    zh: `“${param('heading')}”一栏填的是日期${value}，未采用`,
    en: `a date, ${value}, is typed into the column "${param('heading')}" and is not used`,
  }),
  FUNDS_NOT_UNDERSTOOD: ({ value }) => ({
    zh: `资金“${value}”看不懂，留空`,
    en: `the funds "${value}" are not understood and left empty`,
  }),
  NO_DESCRIPTION: () => ({
    zh: '没有隐患描述',
    en: 'no description of the hazard',
  }),
  MERGED_WITH_ROW_ABOVE: ({ param }) => ({
    zh: `描述与第${param('row')}行合并，这一行另有内容：请并入该行或拆开`,
    en: `the description is merged with row ${param('row')} while this row has content of its own: join or split them`,
  }),
  DATE_IN_FUTURE: ({ field, value, param }) => ({
    zh: `${field.zh}“${value}”在今天（${param('today')}）之后`,
    en: `the ${field.en} "${value}" is after today (${param('today')})`,
  }),
  COMPLETED_BEFORE_FOUND: ({ field, value, param }) => ({
    zh: `${field.zh}${value}早于发现日期${param('found')}`,
    en: `the ${field.en} ${value} is before the date found ${param('found')}`,
  }),
  VERIFIED_BEFORE_COMPLETED: ({ field, value, param }) => ({
    zh: `${field.zh}${value}早于整改完成日期${param('completed')}`,
    en: `the ${field.en} ${value} is before the date rectified ${param('completed')}`,
  }),
  DUPLICATE_OF_ROW: ({ param }) => ({
    zh: `与表“${param('sheet')}”第${param('row')}行重复`,
    en: `repeats row ${param('row')} of the sheet "${param('sheet')}"`,
  }),
  CONFLICTS_WITH_ROW: ({ param }) => ({
    zh: `与表“${param('sheet')}”第${param('row')}行是同一隐患，但${listFields(param('fields'), 'zh')}不同：以先出现的为准`,
    en: `is the hazard of row ${param('row')} of the sheet "${param('sheet')}", but differs in ${listFields(param('fields'), 'en')}: the first one counts`,
  }),
  NO_ZONE: () => ({
    zh: '找不到责任区：请在对照表中补上它的项目或单位，或给一个默认责任区',
    en: 'no zone: add its project or unit to the mapping file, or give a default zone',
  }),
  ENTERED_DIFFERENTLY: ({ param }) => ({
    zh: `此前已录入为${param('number')}，${listFields(param('fields'), 'zh')}与此次不同：以已录入的为准，请在该隐患中更正`,
    en: `was entered before as ${param('number')}, with another ${listFields(param('fields'), 'en')}: what was entered counts, please put it right there`,
  }),
  EMPTY_SHEET: () => ({ zh: '空表', en: 'the sheet is empty' }),
  NO_HEADER: ({ value, param }) => ({
    zh: `前${param('rows')}行找不到表头${value ? `（只认出：${value}）` : ''}：需要“隐患描述”“发现日期”“整改期限”之类的列名`,
    en: `no header in the first ${param('rows')} rows${value ? ` (understood only: ${value})` : ''}: expected are headings such as 隐患描述, 发现日期, 整改期限`,
  }),
  HEADER_WITHOUT_DESCRIPTION: ({ value }) => ({
    zh: `表头（${value}）没有“隐患描述”“隐患内容”或“存在问题”一列`,
    en: `the header (${value}) has no column for the description (隐患描述, 隐患内容, 存在问题)`,
  }),
};

const named: Record<Field | 'zone', Said> = { ...fields, zone: { zh: '责任区', en: 'zone' } };

const listFields = (names: string, language: Language): string =>
  names
    .split(',')
    .map((name) => (name in named ? named[name as Field | 'zone'][language] : name))
    .join(language === 'zh' ? '、' : ', ');

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};

/** The sentence for one doubt or refusal. */
export const sayFinding = (finding: Finding<Code>, language: Language): string => {
  const field = finding.field ? fields[finding.field] : { zh: '', en: '' };
  return sentences[finding.code]({
    value: oneLine(finding.value),
    field,
    param: (name) => String(finding.params[name] ?? ''),
  })[language];
};

export const sayStatus = (status: 'open' | 'rectified' | 'closed', language: Language): string => statuses[status]?.[language] ?? status;
export const sayField = (field: Field, language: Language): string => fields[field][language];
