import { sayCategory } from '../../domain/import/categories.ts';
import type { Doubt, Refusal } from '../../domain/import/findings.ts';
import type { ImportedHazard } from '../../domain/import/understand-row.ts';
import type { Counts, RowResult, SheetResult, UnderstoodFile } from '../../domain/import/understand-sheets.ts';
import { sayField, sayFinding, sayStatus } from '../../domain/import/wording.ts';
import type { Language } from '../../domain/import/wording.ts';

const excerptLength = 46;

/** The dry run's listing: a line per row with what was understood, below it what is doubted (?) or refused (✗), the sums at the end. */
export const showRows = (file: UnderstoodFile, language: Language = 'zh'): string =>
  [
    ...file.sheets.flatMap((sheet) => showSheet(sheet, language)),
    ...showReasons(file, language),
    ...showStatusRule(file.counts, language),
    showCounts(file.counts, language),
    '',
  ].join('\n');

const showSheet = (sheet: SheetResult, language: Language): string[] => {
  const { header } = sheet;
  if (!header) {
    const reasons = sheet.reasons.map((reason) => sayFinding(reason, language)).join('; ');
    return [language === 'zh' ? `■ 表“${sheet.name}”：不导入，${reasons}` : `■ Sheet "${sheet.name}": not imported, ${reasons}`, ''];
  }
  const understood = header.columns
    .map(({ heading, field }) => `${heading}→${sayField(field, language)}`)
    .join(language === 'zh' ? '，' : ', ');
  const unknown = header.notUnderstood.map(({ heading }) => heading).join(language === 'zh' ? '、' : ', ');
  const lines =
    language === 'zh'
      ? [
          `■ 表“${sheet.name}”，表头在第${header.top + 1}–${header.bottom + 1}行`,
          `  认出的列：${understood}`,
          ...(unknown ? [`  不导入的列：${unknown}`] : []),
        ]
      : [
          `■ Sheet "${sheet.name}", header in rows ${header.top + 1}–${header.bottom + 1}`,
          `  columns understood: ${understood}`,
          ...(unknown ? [`  columns not imported: ${unknown}`] : []),
        ];
  return [...lines, ...sheet.rows.flatMap((row) => showRow(row, language)), ''];
};

const showRow = (row: RowResult, language: Language): string[] => {
  const place = language === 'zh' ? `第${row.row}行` : `row ${row.row}`;
  if (row.kind === 'note') return [`  ${place} ${language === 'zh' ? '说明，不导入' : 'note, not imported'}: ${excerpt(row.text)}`];
  if (row.kind === 'refused') {
    return [
      `✗ ${place} ${language === 'zh' ? '不导入' : 'refused'}: ${excerpt(row.excerpt)}`,
      ...row.reasons.map((reason) => `      ✗ ${sayFinding(reason, language)}`),
    ];
  }
  return [
    `${row.doubts.length > 0 ? '?' : '✓'} ${place} ${showHazard(row.hazard, language)}`,
    ...row.doubts.map((doubt) => `      ? ${sayFinding(doubt, language)}`),
  ];
};

const showHazard = (hazard: ImportedHazard, language: Language): string => {
  const zh = language === 'zh';
  const dated = (label: string, on: string | null): string => (on ? `${label} ${on}` : '');
  return [
    hazard.sourceNumber ? `№${hazard.sourceNumber}` : '',
    hazard.class === 'major' ? (zh ? '重大' : 'major') : zh ? '一般' : 'general',
    sayStatus(hazard.status, language),
    hazard.category ? sayCategory(hazard.category, language) : '',
    dated(zh ? '发现' : 'found', hazard.foundOn),
    dated(zh ? '期限' : 'due', hazard.dueOn),
    dated(zh ? '完成' : 'rectified', hazard.rectifiedOn),
    dated(zh ? '复查' : 'verified', hazard.verifiedOn),
    dated(zh ? '销号' : 'closed', hazard.closedOn),
    [hazard.unit, hazard.project, hazard.place]
      .filter(Boolean)
      .map((text) => excerpt(text ?? '', 20))
      .join(' / '),
    excerpt(hazard.description),
  ]
    .filter((part) => part !== '')
    .join(' · ');
};

/** How often each doubt and refusal occurs, with its first sentence, so that a long listing can be judged from its end. */
const showReasons = (file: UnderstoodFile, language: Language): string[] => {
  const rows = file.sheets.flatMap((sheet) => sheet.rows);
  const refusals = rows.flatMap((row) => (row.kind === 'refused' ? row.reasons : []));
  const doubts = rows.flatMap((row) => (row.kind === 'understood' ? row.doubts : []));
  const lines = [...tally('✗', refusals, language), ...tally('?', doubts, language)];
  return lines.length === 0
    ? []
    : [language === 'zh' ? '■ 拒绝与疑问的次数（各举第一例）' : '■ Refusals and doubts, each with its first case', ...lines, ''];
};

const tally = (mark: string, findings: (Doubt | Refusal)[], language: Language): string[] => {
  const alike = new Map<string, { first: Doubt | Refusal; count: number }>();
  for (const first of findings)
    alike.set(first.code, { first: alike.get(first.code)?.first ?? first, count: (alike.get(first.code)?.count ?? 0) + 1 });
  return [...alike.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ first, count }) => `  ${mark} ${count} × ${first.code}: ${sayFinding(first, language)}`);
};

/** The rule of statusOf in one sentence, where it decides rows. */
const showStatusRule = (counts: Counts, language: Language): string[] => {
  if (counts.rectified === 0) return [];
  return language === 'zh'
    ? [`注意：“已整改”而没有“销号”字样、也没有复查或销号日期的 ${counts.rectified} 行，按“待复查”导入，需要复查后销号。`]
    : [
        `Note: ${counts.rectified} rows say rectified without 销号 or a date of verification or closing; they come in as awaiting verification.`,
      ];
};

const showCounts = (counts: Counts, language: Language): string =>
  language === 'zh'
    ? `合计：认出 ${counts.understood} 行（整改中 ${counts.open}，待复查 ${counts.rectified}，已销号 ${counts.closed}），其中有疑问 ${counts.doubted} 行；` +
      `不导入 ${counts.refused} 行；说明 ${counts.notes} 行；空行 ${counts.blank} 行；没有表头的表 ${counts.sheetsWithoutHeader} 张。`
    : `In all: ${counts.understood} rows understood (${counts.open} open, ${counts.rectified} awaiting verification, ${counts.closed} closed), ` +
      `${counts.doubted} of them with doubts; ${counts.refused} refused; ${counts.notes} notes; ${counts.blank} blank; ${counts.sheetsWithoutHeader} sheets without a header.`;

const excerpt = (text: string, length = excerptLength): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
};
