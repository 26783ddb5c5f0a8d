import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { LocalDate } from '../domain/time/instant.ts';
import { CharactersMissing, faceOf, fontFiles } from './fonts.ts';
import type { FontRole } from './fonts.ts';
import { wordsWith } from './pdf-words.ts';
import type { Words } from './pdf-words.ts';
import { sayDate, vacantSeat } from './words.ts';

/** A person as a placard names him: no private telephone, no number of any card (PAPERS §4, 10). */
export type PlacardPerson = { name: string; title: string };

/** 责任区公示牌. `address` is what the code opens; `isPrivate`: only inside. A vacant seat is null. */
export type Placard = {
  code: string;
  name: string;
  grid: string;
  supervising: PlacardPerson | null;
  specific: PlacardPerson | null;
  office: { name: string; phone: string | null };
  issuer: string;
  address: string;
  isPrivate: boolean;
  updatedOn: LocalDate;
  version: number;
};

export type PlacardSize = 'A3' | 'A4';

const mm = (millimetres: number) => (millimetres * 72) / 25.4;
const widthOf = { A3: 420, A4: 297 };

/**
 * The placards, a page each, landscape, for black-and-white print as well. Throws CharactersMissing, with every character that no font has,
 * rather than to print □.
 */
export async function placardPdf(placards: readonly Placard[], size: PlacardSize): Promise<Buffer> {
  // Laid out as A3; the smaller one is the same, smaller.
  const scale = widthOf[size] / widthOf.A3;
  const missing = new Set<string>();
  const words = wordsWith(missing, { size: 20 * scale, pitch: null });
  const pages = placards.map((placard, i) => pageOf(placard, words, scale, i > 0));
  if (missing.size > 0) throw new CharactersMissing(missing);
  const [first] = placards;
  return pdfmake
    .createPdf({
      pageSize: size,
      pageOrientation: 'landscape',
      pageMargins: mm(16 * scale),
      language: 'zh-CN',
      defaultStyle: { font: 'heiti' },
      background: (_, { width, height }) => ({
        canvas: [frame(mm(8 * scale), width, height, 3 * scale), frame(mm(10 * scale), width, height, 1 * scale)],
      }),
      content: pages,
      info: {
        title: placards.length === 1 ? `公示牌 ${first?.name ?? ''}` : '安全生产责任区公示牌',
        author: first?.issuer ?? '',
        keywords: (Object.keys(fontFiles) as FontRole[]).map((role) => `${role}=${faceOf(role).name}`).join('; '),
        ...(first && { creationDate: new Date(`${first.updatedOn}T00:00:00Z`) }),
      },
    })
    .getBuffer();
}

const frame = (inset: number, width: number, height: number, lineWidth: number) => ({
  type: 'rect' as const,
  x: inset,
  y: inset,
  w: width - 2 * inset,
  h: height - 2 * inset,
  lineWidth,
  lineColor: '#000000',
});

/** As large as the line holds. */
const sizeWithin = (text: string, largest: number, widthMm: number) =>
  Math.min(largest, mm(widthMm) / Math.max(1, [...text].length) / 1.02);

const innerMm = widthOf.A3 - 2 * 16;
const qrMm = 98;
const codeColumnMm = 118;
const panelMm = (innerMm - codeColumnMm - 2 * 10) / 2;

function pageOf(placard: Placard, words: Words, scale: number, isNext: boolean): Content {
  const { code, name, grid, supervising, specific, office, issuer, updatedOn, version } = placard;
  const points = (size: number) => size * scale;
  const gap = (millimetres: number): [number, number, number, number] => [0, mm(millimetres * scale), 0, 0];
  const line = (text: string, role: Parameters<Words>[1], size: number, above = 0, more: object = {}) =>
    words(text, role, points(size), { alignment: 'center', margin: gap(above), ...more });

  const panel = (caption: string, person: PlacardPerson | null, duty: string): Content & { width: number } => ({
    width: mm(panelMm * scale),
    table: {
      widths: ['*'],
      heights: [mm(18 * scale), mm(132 * scale)],
      body: [
        [{ ...line(caption, 'heiti', 30, 2.5), fillColor: '#000000', color: '#ffffff' }],
        [
          {
            stack: person
              ? [
                  line(person.name, 'xiaobiaosong', sizeWithin(person.name, 82, panelMm - 14), 18),
                  line(person.title || ' ', 'heiti', sizeWithin(person.title, 26, panelMm - 10), 9),
                  line(duty, 'songti', 20, 16),
                ]
              : [line(vacantSeat, 'xiaobiaosong', 64, 22), line(`由${office.name}负责`, 'heiti', 22, 8), line(duty, 'songti', 20, 16)],
          },
        ],
      ],
    },
    layout: { hLineWidth: () => points(1.5), vLineWidth: () => points(1.5), paddingTop: () => 0, paddingBottom: () => 0 },
  });

  const scan: Content & { width: number } = {
    width: mm(codeColumnMm * scale),
    stack: [
      line('扫码反映隐患', 'heiti', 38),
      { qr: placard.address, fit: mm(qrMm * scale), eccLevel: 'Q', alignment: 'center', margin: gap(4) },
      line('或用浏览器打开', 'songti', 15, 3),
      line(placard.address, 'songti', Math.min(17, sizeWithin(placard.address, 34, codeColumnMm) * 1.7), 1),
      line(`责任区编号：${code}`, 'songti', 15, 1),
      ...(placard.isPrivate ? [line('此为单位内部网址，外网手机无法打开。', 'heiti', 15, 2)] : []),
    ],
  };

  return {
    ...(isNext && { pageBreak: 'before' as const }),
    stack: [
      line('安全生产责任区公示牌', 'xiaobiaosong', 58, 1),
      line(name, 'heiti', sizeWithin(name, 48, innerMm), 3),
      line(`所属网格：${grid}`, 'songti', 20, 2),
      {
        margin: gap(8),
        columnGap: mm(10 * scale),
        columns: [
          panel('分管责任人', supervising, '研究解决重大问题，督促整改'),
          panel('具体责任人', specific, '掌握安全状况，组织检查整改'),
          scan,
        ],
      },
      {
        margin: gap(7),
        columns: [
          { width: '*' as const, ...words(`监督电话：${office.phone ?? '　　　　　　　　　　'}（${office.name}）`, 'heiti', points(26)) },
          { width: 'auto' as const, ...words('举报人信息依法保密', 'heiti', points(22), { alignment: 'right', margin: gap(1) }) },
        ],
      },
      {
        margin: gap(4),
        columns: [
          { width: '*' as const, ...words(issuer, 'songti', points(18)) },
          {
            width: 'auto' as const,
            ...words(`更新日期：${sayDate(updatedOn)}　第${version}版`, 'songti', points(18), { alignment: 'right' }),
          },
        ],
      },
    ],
  };
}
