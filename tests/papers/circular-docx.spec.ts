import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { circularDocx, TemplateFieldUnknown } from '../../papers/circular-docx.ts';
import { aDraftReport, aMonthlyReport } from '../support/a-monthly-report.ts';

const partsOf = (content: Buffer) => {
  const zip = new PizZip(content);
  return (name: string) => zip.file(`word/${name}.xml`)?.asText() ?? '';
};
/** The words of a part, a line for each paragraph. */
const wordsOf = (xml: string) =>
  xml
    .split('</w:p>')
    .map((paragraph) => [...paragraph.matchAll(/<w:t[ >][^<]*/g)].map(([text]) => text.replace(/^[^>]*>/, '')).join(''))
    .join('\n');

const signed = partsOf(circularDocx(aMonthlyReport()));
const draft = partsOf(circularDocx(aDraftReport()));

describe('the page of an official paper (PAPERS §2)', () => {
  it('has its size, margins and grid: 22 lines of 28 characters', () => {
    const document = signed('document');
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect(document).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"');
    expect(document).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-860"/>');
    expect(signed('styles')).toContain('<w:spacing w:line="580" w:lineRule="exact"/>');
    expect(16 - 860 / 4096).toBeCloseTo(15.79, 2);
  });

  it('names its fonts and embeds none', () => {
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312', 'Times New Roman'])
      expect(signed('styles') + signed('document')).toContain(`"${font}"`);
    expect(new PizZip(circularDocx(aMonthlyReport())).file(/font/i)).toEqual([]);
  });

  it('has page numbers that alternate, annexes across with their head repeated, and the colophon at the end', () => {
    expect(signed('settings')).toContain('<w:evenAndOddHeaders/>');
    expect(signed('footer1')).toContain('<w:jc w:val="right"/>');
    expect(signed('footer2')).toContain('<w:jc w:val="left"/>');
    expect(signed('document').match(/<w:tblHeader\/>/g)).toHaveLength(3);
    expect(signed('document').match(/w:orient="landscape"/g)).toHaveLength(1);
    expect(wordsOf(signed('footer3'))).toContain('抄送：领导小组组长、副组长。\n　青湖区建设管理局领导小组办公室2026年11月3日印发');
  });
});

describe('a signed circular', () => {
  const words = wordsOf(signed('document'));

  it('has each part in its order', () => {
    const parts = [
      '青湖区建设管理局\n领导小组办公室',
      '青建安办〔2026〕7号',
      '关于2026年10月安全生产网格化管理\n工作调度情况的通报',
      '领导小组各成员，各单位、科室：',
      '一、总体情况',
      '（一）综合情况\n本月网格化管理运行总体平稳',
      '1.应结案972项，已结案911项，结案率93.72%；上月91.56%，去年同期无数据。',
      '二、好的做法\n（一）质量监督站坚持',
      '三、存在问题',
      '四、下月工作要求',
      '附件：1.各单位情况表\n2.超期事项清单',
      '青湖区建设管理局领导小组办公室\n2026年11月3日',
      '附件1',
      '附件2',
      'AQ-2026-00135',
    ];
    const places = parts.map((part) => words.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("prints the unit's answer directly beneath the criticism, and says so when there was none", () => {
    expect(words).toContain(
      '（一）安全监督站截至本期末有1项重大隐患超期未办结。\n依据：截至统计期末，AQ-2026-00087超期17个工作日。\n说明：设计变更须经专家论证，论证会定于11月5日召开，会后三日内完成整改。\n（二）轨道办未在期限内报送月报。\n说明：该单位未在期限内作出说明。',
    );
    expect(words).not.toMatch(/予以表扬。\n说明|做法可供借鉴。\n说明/);
  });

  it('ranks nobody and leaves no field of the template', () => {
    expect(words).not.toMatch(/排名第|名次|[{}]/);
  });

  it('carries no watermark', () => expect(signed('header1')).not.toContain('草稿'));
});

describe('a draft', () => {
  it('has a watermark, no number and no date', () => {
    expect(draft('header1')).toContain('string="草稿"');
    expect(draft('header2')).toContain('string="草稿"');
    expect(wordsOf(draft('document'))).not.toContain('〔2026〕');
    expect(wordsOf(draft('document'))).toContain('　　　　年　　月　　日');
    expect(wordsOf(draft('footer3'))).not.toContain('印发');
  });

  it('says what is still to be compiled', () => {
    const early = aDraftReport({ stage: 'collecting', summary: null, commendations: [], criticisms: [], requirements: [] });
    const words = wordsOf(partsOf(circularDocx(early))('document'));
    expect(words).toContain('（综述待办公室汇总后填写。）');
    expect(words).toContain('三、存在问题\n（待办公室汇总后填写。）');
  });
});

it('takes words with signs of markup and control characters', () => {
  const words = partsOf(circularDocx(aMonthlyReport({ summary: '甲&乙<丙>\u0001丁' })))('document');
  expect(words).toContain('甲&amp;乙&lt;丙&gt;丁');
});

it('refuses a template that asks for what is not there', () => {
  const changed = new PizZip(readFileSync(join(import.meta.dirname, '../../papers/templates/circular.docx')));
  changed.file('word/document.xml', (changed.file('word/document.xml')?.asText() ?? '').replace('{addressee}', '{adressee}'));
  const file = join(tmpdir(), `circular-${process.pid}.docx`);
  writeFileSync(file, changed.generate({ type: 'nodebuffer' }));
  try {
    expect(() => circularDocx(aMonthlyReport(), file)).toThrow(TemplateFieldUnknown);
    expect(() => circularDocx(aMonthlyReport(), file)).toThrow('{adressee}');
  } finally {
    rmSync(file);
  }
});
