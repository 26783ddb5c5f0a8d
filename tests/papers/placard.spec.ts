import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { localDateOf } from '../../domain/time/instant.ts';
import { CharactersMissing } from '../../papers/fonts.ts';
import { placardPdf } from '../../papers/placard.ts';
import type { Placard, PlacardSize } from '../../papers/placard.ts';

const run = promisify(execFile);
// Of poppler-utils: a machine without it leaves the codes unread.
const draws = spawnSync('pdftoppm', ['-v']).error === undefined;

const aPlacard = (changes: Partial<Placard> = {}): Placard => ({
  code: 'z1',
  name: '城东房建责任区',
  grid: '建筑业管理科',
  supervising: { name: '李明远', title: '副局长' },
  specific: { name: '周文博', title: '建筑业管理科负责人' },
  office: { name: '领导小组办公室', phone: '0532-5550 1234' },
  issuer: '青湖区建设管理局',
  address: 'https://grid.qinghu.gov.cn/p/z1',
  isPrivate: false,
  updatedOn: localDateOf('2026-11-26'),
  version: 12,
  ...changes,
});

async function readPdf(content: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(content), { verbosity: 0 });
  const pages: { text: string; width: number; height: number }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const [, , width = 0, height = 0] = page.view;
    pages.push({ text: items.map((item) => ('str' in item ? item.str : '')).join(''), width, height });
  }
  return pages;
}
const textOf = async (placard: Placard) => (await readPdf(await placardPdf([placard], 'A3')))[0]?.text ?? '';

/** The page as whoever stands before it sees it, grey as a copier prints it. */
async function picturesOf(content: Buffer, dpi: number): Promise<Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'safety-grid-placard-'));
  writeFileSync(join(folder, 'placard.pdf'), content);
  await run('pdftoppm', ['-r', String(dpi), '-gray', '-png', join(folder, 'placard.pdf'), join(folder, 'page')]);
  const found: Buffer[] = [];
  for (let page = 1; existsSync(join(folder, `page-${page}.png`)); page += 1)
    found.push(
      await sharp(join(folder, `page-${page}.png`))
        .png()
        .toBuffer(),
    );
  rmSync(folder, { recursive: true });
  return found;
}

async function readCode(picture: Buffer) {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const decode = jsqr as unknown as (
    pixels: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string; location: Corners } | null;
  return decode(new Uint8ClampedArray(data), info.width, info.height);
}
type Corners = { topLeftCorner: { x: number; y: number }; topRightCorner: { x: number; y: number } };

describe('a placard', () => {
  it('names the zone, both responsible persons with their posts, the telephone and the plain address', async () => {
    const text = await textOf(aPlacard());
    for (const said of [
      '安全生产责任区公示牌',
      '城东房建责任区',
      '分管责任人',
      '李明远',
      '副局长',
      '具体责任人',
      '周文博',
      '建筑业管理科负责人',
      '扫码反映隐患',
      'https://grid.qinghu.gov.cn/p/z1',
      '责任区编号：z1',
      '监督电话：0532-5550 1234（领导小组办公室）',
      '举报人信息依法保密',
      '青湖区建设管理局',
      '更新日期：2026年11月26日',
      '第12版',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('内部网址');
  });

  it('of a zone that lacks somebody says who sees to it, and leaves room where no telephone is known', async () => {
    const text = await textOf(aPlacard({ specific: null, office: { name: '领导小组办公室', phone: null } }));
    expect(text).toContain('待明确');
    expect(text).toContain('由领导小组办公室负责');
    expect(text).not.toContain('null');
  });

  it('whose address can only be opened inside says so', async () => {
    expect(await textOf(aPlacard({ isPrivate: true }))).toContain('此为单位内部网址，外网手机无法打开。');
  });

  it.each([
    ['A3', 420, 297],
    ['A4', 297, 210],
  ] as const)('fills one page of %s each, landscape', async (size, width, height) => {
    const long = aPlacard({
      name: '环湖路以东、青湖大道以北老旧小区改造及配套市政设施建设工程安全生产责任区（第二标段）',
      supervising: { name: '欧阳修文·阿不都热合曼', title: '党委委员、副局长兼安全生产领导小组办公室主任' },
      address: 'https://anquan-wangge.jianshe.qinghu.qingdao.gov.cn/p/z1',
      isPrivate: true,
    });
    const pages = await readPdf(await placardPdf([aPlacard(), long, aPlacard({ code: 'z3' })], size));
    expect(pages).toHaveLength(3);
    for (const page of pages) {
      expect(Math.round((page.width * 25.4) / 72)).toBe(width);
      expect(Math.round((page.height * 25.4) / 72)).toBe(height);
      expect(page.text).toContain('更新日期');
    }
  });

  it.skipIf(!draws).each([
    ['A3', 'https://grid.qinghu.gov.cn/p/z1'],
    ['A4', `https://anquan-wangge.jianshe.qinghu.gov.cn/p/${encodeURIComponent('城东-3')}`],
  ] as [PlacardSize, string][])(
    'on %s is read by a phone: its code opens the form of the zone, 40 mm wide or more',
    async (size, address) => {
      const dpi = 100;
      const [picture] = await picturesOf(await placardPdf([aPlacard({ address })], size), dpi);
      const found = picture && (await readCode(picture));
      expect(found?.data).toBe(address);
      const { topLeftCorner: left, topRightCorner: right } = (found as { location: Corners }).location;
      expect(((right.x - left.x) / dpi) * 25.4).toBeGreaterThanOrEqual(40);
    },
  );

  it('is not printed with a character that no font has', async () => {
    await expect(placardPdf([aPlacard({ name: '责任区\u{1F6A7}' })], 'A4')).rejects.toThrow(CharactersMissing);
  });
});
