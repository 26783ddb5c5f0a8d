import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { circularPdf } from '../../papers/circular-pdf.ts';
import { CharactersMissing, runsOf } from '../../papers/fonts.ts';
import { aDraftReport, aMonthlyReport } from '../support/a-monthly-report.ts';

type Placed = { text: string; x: number; y: number; right: number };
type Page = { text: string; items: Placed[]; width: number; height: number };

/** What a reader of the file finds on each page. */
async function pagesOf(content: Buffer): Promise<Page[]> {
  const document = await getDocumentProxy(new Uint8Array(content), { verbosity: 0 });
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const placed = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: item.transform[4] as number,
              y: item.transform[5] as number,
              right: (item.transform[4] as number) + item.width,
            },
          ]
        : [],
    );
    const [, , width = 0, height = 0] = page.view;
    pages.push({
      text: placed
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, ''),
      items: placed,
      width,
      height,
    });
  }
  return pages;
}
const mm = (points: number) => (points * 25.4) / 72;

const content = await circularPdf(aMonthlyReport());
const pages = await pagesOf(content);
const text = pages.map((page) => page.text).join('');

describe('the PDF of a circular', () => {
  it('embeds its fonts and names them', () => {
    const raw = content.toString('latin1');
    for (const name of ['NotoSerifSC-Regular', 'NotoSerifSC-Black', 'NotoSerifSC-Medium', 'NotoSansSC-Medium'])
      expect(raw).toMatch(new RegExp(`/BaseFont /[A-Z]{6}\\+${name}`));
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(4);
  });

  it('holds what the Word file holds: every part, unit, case and name', () => {
    const { units, overdue, gaps } = aMonthlyReport();
    const names = [...units, ...gaps].map(({ name }) => name);
    for (const each of [
      ...names,
      ...overdue.flatMap(({ number, title, explanation }) => [number, title, explanation ?? '']),
      ...['青建安办〔2026〕7号', '一、总体情况', '（一）综合情况', '（二）主要指标', '二、好的做法', '三、存在问题', '四、下月工作要求'],
      '1.应结案972项，已结案911项，结案率93.72%；上月91.56%，去年同期无数据。',
      '依据：截至统计期末，AQ-2026-00087超期17个工作日。说明：设计变更须经专家论证，论证会定于11月5日召开，会后三日内完成整改。',
      '说明：该单位未在期限内作出说明。',
      '2.超期事项清单青湖区建设管理局领导小组办公室2026年11月3日',
      '附件1各单位情况表',
      '抄送：领导小组组长、副组长。青湖区建设管理局领导小组办公室2026年11月3日印发',
    ])
      expect(text).toContain(each);
    expect(text).not.toContain('草稿');
  });

  // However far down the page the text before it ends: what is kept together moves as a whole, and is never left out.
  it.each([0, 2, 4, 6, 8, 10, 12, 14])('holds what is asked for and the signature after %i more lines of text', async (more) => {
    const report = aMonthlyReport();
    const [requirement] = report.requirements;
    if (!requirement) throw new Error('the example asks for something');
    const summary = [report.summary, ...Array.from({ length: more }, () => '本期各单位按计划推进。')].join('\n');
    const office = '青湖区建设管理局（示例）领导小组办公室';
    const short = { ...report, summary, requirements: [requirement], bureau: '青湖区建设管理局（示例）' };
    const made = await pagesOf(await circularPdf(short));
    const all = made.map((page) => page.text).join('');
    for (const each of [
      '四、下月工作要求',
      requirement.task,
      '附件：1.各单位情况表',
      `2.超期事项清单${office}2026年11月3日`,
      `${office}2026年11月3日印发`,
    ])
      expect(all).toContain(each);
    for (const page of made.filter((each) => /^附件[12]/.test(each.text))) expect(page.width).toBeGreaterThan(page.height);
    // Each sheet says something besides its number.
    for (const page of made) expect(page.text.length).toBeGreaterThan(10);
  });

  it('writes a rate on one line, and the ten units of a bureau on one sheet', async () => {
    const report = aMonthlyReport();
    const units = Array.from({ length: 10 }, (_, i) => ({ ...(report.units[0] ?? report.units[1]), name: `工程质量监督站${i}` }));
    const rows = units.map(({ name }) => ({ ...(report.table.rows[0] ?? report.table.total), unit: name }));
    const made = await pagesOf(await circularPdf({ ...report, units, table: { ...report.table, rows } } as typeof report));
    const sheets = made.filter((page) => page.text.includes('按期结案率') && page.width > page.height);
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.items.filter(({ text: found }) => /%/.test(found) && !/^[\d.]+%$/.test(found))).toEqual([]);
  });

  it('numbers its pages outside, odd ones at the right and even ones at the left', () => {
    pages.forEach(({ items, width }, i) => {
      const number = items.filter(({ y }) => y < 100).find(({ text: found }) => found.includes('—'));
      expect(number?.x !== undefined && number.x > width / 2, `page ${i + 1}`).toBe(i % 2 === 0);
    });
  });

  it('keeps the margins of an official paper within a millimetre, and 22 lines of 28 characters (PAPERS §2)', async () => {
    const [, , full] = await pagesOf(await circularPdf(aMonthlyReport({ summary: '安'.repeat(2000) })));
    const printed = full?.items.filter(({ text: found }) => found.includes('安')) ?? [];
    const lines = [...new Set(printed.map(({ y }) => Math.round(y)))].map((y) => printed.filter((each) => Math.round(each.y) === y));
    expect(lines).toHaveLength(22);
    for (const line of lines) {
      expect(line.map(({ text: found }) => found).join('')).toBe('安'.repeat(28));
      expect(Math.abs(mm(Math.min(...line.map(({ x }) => x))) - 28)).toBeLessThan(1);
      expect(Math.abs(mm((full?.width ?? 0) - Math.max(...line.map(({ right }) => right))) - 26)).toBeLessThan(1);
    }
  });

  it('repeats the head of a long annex on each of its pages, stays under 2 MB, and says what is left to the Excel file', async () => {
    const [some] = aMonthlyReport().overdue;
    if (!some) throw new Error('there is an overdue case');
    const overdue = Array.from({ length: 700 }, (_, i) => ({ ...some, number: `AQ-2026-${String(i).padStart(5, '0')}` }));
    const long = await circularPdf(aMonthlyReport({ overdue }));
    expect(long.length).toBeLessThan(2 * 1024 * 1024);
    const wide = (await pagesOf(long)).filter(({ width, height, text: said }) => width > height && said.includes('AQ-2026'));
    expect(wide.length).toBeGreaterThan(10);
    for (const { text: said } of wide) expect(said).toContain('案件编号');
    expect(wide.at(-1)?.text).toContain('AQ-2026-00499');
    expect(wide.at(-1)?.text).toContain('共700行，此处列前500行，全部见月报表（Excel）。');
  });

  it('says that it is a draft until it is signed, and has neither number nor date', async () => {
    const draft = await pagesOf(await circularPdf(aDraftReport()));
    for (const { text: said } of draft) expect(said).toContain('草稿，未经签发无效；以签发盖章的纸质文件为准。');
    const said = draft.map((page) => page.text).join('');
    expect(said).not.toMatch(/〔2026〕|印发/);
    expect(said).toContain('年月日');
  });
});

describe('a character', () => {
  it('that is rare in names is printed: 喆堃翀䶮㛃䒟瑢 〔〕—×㎡', async () => {
    const rare = '喆堃翀䶮㛃䒟瑢〔〕—×㎡';
    const printed = (await pagesOf(await circularPdf(aMonthlyReport({ summary: rare })))).map((page) => page.text).join('');
    expect(printed).toContain(rare);
  });

  it.each([
    ['𠮷', '项目负责人𠮷田已到岗'],
    ['👍𠮷', '很好👍，𠮷田已到岗'],
  ])('that no font has is named, and nothing is printed: %s', async (missing, summary) => {
    const refused = circularPdf(aMonthlyReport({ summary }));
    await expect(refused).rejects.toThrow(CharactersMissing);
    await expect(refused).rejects.toMatchObject({ characters: missing });
  });

  it.each(['fangsong', 'xiaobiaosong', 'heiti', 'kaiti', 'songti'] as const)('of GB 2312 stands in the font of %s itself', (role) => {
    const decoder = new TextDecoder('gb18030');
    const cells = Array.from({ length: 72 * 94 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)] as const);
    const all = decoder.decode(new Uint8Array(cells.flat())).replaceAll(/[\p{Co}\p{Cn}\uFFFD]/gu, '');
    expect(all).toHaveLength(6763);
    expect(runsOf(all, role)).toEqual([{ text: all, role }]);
  });
});
