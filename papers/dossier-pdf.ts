import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { Dossier, DossierNotice, DossierRecord, DossierRung } from '../domain/dossier/dossier.ts';
import { dateIn, showInShanghai } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CharactersMissing, faceOf, fontFiles } from './fonts.ts';
import type { FontRole } from './fonts.ts';
import { ruled, wordsWith } from './pdf-words.ts';
import type { Words } from './pdf-words.ts';
import { sayDate, vacantSeat } from './words.ts';

const mm = (millimetres: number) => (millimetres * 72) / 25.4;
const margins: [number, number, number, number] = [mm(25), mm(22), mm(20), mm(24)];
const blockWidth = mm(210 - 25 - 20);
const sizes = { body: 10.5, title: 22, heading: 13, cell: 9, small: 8, hash: 6.8 };

/**
 * 尽职证据包 as PDF: cover with contents, then the parts as tables; on each page the case, page x of y and the digest. Throws CharactersMissing
 * rather than to print □.
 */
export async function dossierPdf(dossier: Dossier): Promise<Buffer> {
  const missing = new Set<string>();
  const words = wordsWith(missing, { size: sizes.body, pitch: 17 });
  const { record, made, integrity } = dossier;
  const content = [...coverOf(dossier, words), ...partsOf(dossier, words)];
  const footer = (page: number, pages: number): Content => ({
    margin: [margins[0], 12, margins[2], 0],
    columns: [
      { width: '*', ...words(`案件编号 ${record.case.number}`, 'songti', sizes.small) },
      { width: 'auto', ...words(`第${page}页 共${pages}页`, 'songti', sizes.small) },
      { width: '*', ...words(`摘要 ${integrity.digest.slice(0, 16)}`, 'songti', sizes.small, { alignment: 'right' }) },
    ],
  });
  const head = words(`${record.bureau}　内部资料 注意保管`, 'songti', sizes.small, { alignment: 'right' });
  footer(1, 1);
  if (missing.size > 0) throw new CharactersMissing(missing);
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: margins,
      language: 'zh-CN',
      defaultStyle: { font: 'fangsong', fontSize: sizes.body },
      header: { margin: [margins[0], mm(10), margins[2], 0], ...head },
      footer,
      content,
      info: {
        title: `尽职证据包 ${record.case.number}`,
        author: record.bureau,
        subject: integrity.digest,
        keywords: (Object.keys(fontFiles) as FontRole[]).map((role) => `${role}=${faceOf(role).name}`).join('; '),
        creationDate: new Date(made.at),
      },
      // A heading is not left alone at the foot of a page.
      pageBreakBefore: ({ headlineLevel, startPosition }) => headlineLevel !== undefined && startPosition.verticalRatio > 0.82,
    })
    .getBuffer();
}

const shown = (at: Instant | null) => (at === null ? '—' : showInShanghai(at));

function coverOf({ record, made, integrity }: Dossier, words: Words): Content[] {
  const { case: its, history, notices } = record;
  const [first, last] = [history[0]?.at ?? made.at, history.at(-1)?.at ?? made.at];
  const rows: [string, string][] = [
    ['案件编号', its.number],
    ['隐患名称', its.title],
    ['责任区', its.zone],
    ['等级与现状', `${its.class}隐患，${its.stage}`],
    ['起止日期', `${sayDate(dateIn(first))}至${sayDate(dateIn(last))}`],
    ['用途', '说明责任人何时、以何种渠道被告知，以及办理了什么。'],
    ['材料', `办理记录${history.length}条，通知${notices.length}条，照片${record.photos.length}张（以文件摘要列出）`],
    ['制作人', made.by],
    ['审核人', '签名：　　　　　　　　　　日期：　　　　年　　月　　日'],
    ['制作时间', showInShanghai(made.at)],
    ['举报人', '举报人信息已隐去'],
  ];
  return [
    words(record.bureau, 'songti', 14, { alignment: 'center', margin: [0, mm(12), 0, 6] }, null),
    words('尽职证据包', 'xiaobiaosong', sizes.title, { alignment: 'center', margin: [0, 0, 0, mm(8)] }, null),
    namedRows(rows, words),
    { toc: { title: words('目录', 'heiti', sizes.heading, { margin: [0, mm(8), 0, 6] }, null) } },
    words('完整性', 'heiti', sizes.heading, { margin: [0, mm(8), 0, 6] }, null),
    words(
      `内容摘要（${integrity.algorithm}）：${integrity.digest}。${integrity.signature ? `已用本系统的${integrity.signature.algorithm}密钥签名。` : '本系统未设置签名密钥，未签名。'}核对方法：下载本案件的JSON文件，在本系统上执行：`,
    ),
    words(integrity.check, 'songti', sizes.cell, { margin: [0, 2, 0, 0] }),
  ];
}

const namedRows = (rows: readonly [string, string][], words: Words): Content => ({
  layout: ruled,
  table: {
    widths: [mm(28), blockWidth - mm(28) - 13],
    body: rows.map(([name, said]) => [words(name, 'heiti', sizes.body), words(said, 'fangsong', sizes.body)]),
  },
});

type Column = { title: string; width: number; isText?: boolean; isHash?: boolean };

function tableOf(columns: readonly Column[], rows: readonly string[][], words: Words): Content {
  if (rows.length === 0) return words('无。');
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const free = blockWidth - columns.length * 6.5 - 1;
  return {
    layout: ruled,
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: rows.every((row) => row.every((text) => text.length <= 300)),
      widths: columns.map(({ width }) => (free * width) / parts),
      body: [
        columns.map(({ title }) => words(title, 'heiti', sizes.cell, { alignment: 'center' }, 13)),
        ...rows.map((row) =>
          row.map((text, i) =>
            words(
              text,
              'fangsong',
              columns[i]?.isHash ? sizes.hash : sizes.cell,
              { alignment: columns[i]?.isText ? 'left' : 'center' },
              13,
            ),
          ),
        ),
      ],
    },
  };
}

const holderOf = ({ person, actingFor, isAway }: DossierRecord['responsible'][number]) => {
  if (person === null) return vacantSeat;
  if (actingFor !== null) return `${person}（代${actingFor}）`;
  return isAway ? `${person}（请假，未指定代理人）` : person;
};

function partsOf({ record, integrity }: Dossier, words: Words): Content[] {
  const parts: [string, Content[]][] = [
    [
      '基本情况',
      [
        namedRows(
          record.facts.map(({ name, said }) => [name, said]),
          words,
        ),
      ],
    ],
    [
      '责任人（办理期间）',
      [
        tableOf(
          [
            { title: '岗位', width: 40 },
            { title: '起', width: 30 },
            { title: '办理人', width: 100 },
          ],
          record.responsible.map((held) => [held.post, shown(held.from), holderOf(held)]),
          words,
        ),
      ],
    ],
    [
      '办理经过',
      [
        tableOf(
          [
            { title: '序号', width: 10 },
            { title: '时间', width: 22 },
            { title: '编号', width: 32 },
            { title: '经办人', width: 24 },
            { title: '事项', width: 76, isText: true },
          ],
          record.history.map(({ number, at, by, said }, i) => [`${i + 1}`, shown(at), number, by, said.join('\n')]),
          words,
        ),
      ],
    ],
    [
      '提醒与升级',
      [
        tableOf(
          [
            { title: '事项', width: 34, isText: true },
            { title: '期限', width: 25 },
            { title: '性质', width: 18 },
            { title: '应在', width: 25 },
            { title: '实际', width: 25 },
            { title: '告知', width: 38, isText: true },
          ],
          record.ladder.map((rung) => [rung.duty, shown(rung.dueAt), natureOf(rung), shown(rung.at), firedOf(rung), rung.told.join('、')]),
          words,
        ),
      ],
    ],
    [
      '通知与送达',
      [
        tableOf(
          [
            { title: '时间', width: 22 },
            { title: '收件人', width: 24 },
            { title: '通知', width: 52, isText: true },
            { title: '渠道与送达', width: 46, isText: true },
            { title: '阅读', width: 22 },
          ],
          record.notices.map((notice) => [
            shown(notice.at),
            notice.person,
            `【${notice.kind}】${notice.said}`,
            deliveriesOf(notice),
            notice.readAt === null ? '未读' : shown(notice.readAt),
          ]),
          words,
        ),
      ],
    ],
    [
      '延期等申请及决定',
      [
        tableOf(
          [
            { title: '编号', width: 32 },
            { title: '申请', width: 64, isText: true },
            { title: '决定', width: 74, isText: true },
          ],
          record.requests.map((each) => [
            each.number,
            `${each.askedBy}于${shown(each.askedAt)}申请${each.kind}${each.until ? `至${each.until}` : ''}：${each.reason}`,
            each.decidedBy === null
              ? each.outcome
              : `${each.decidedBy}于${shown(each.decidedAt)}决定：${each.outcome}${each.opinion ? `，${each.opinion}` : ''}`,
          ]),
          words,
        ),
      ],
    ],
    [
      '照片',
      [
        tableOf(
          [
            { title: '用途', width: 20 },
            { title: '轮次', width: 14 },
            { title: '拍摄时间（相机）', width: 36 },
            { title: '文件摘要 SHA-256', width: 95, isHash: true },
          ],
          record.photos.map(({ use, round, takenAt, sha256 }) => [use, `${round}`, takenAt ?? '—', sha256]),
          words,
        ),
      ],
    ],
    [
      '哈希链',
      [
        words('下列各链的末端与台账一致时，本件所列的记录未被改动。', 'fangsong', sizes.body, { margin: [0, 0, 0, 4] }),
        tableOf(
          [
            { title: '编号', width: 34 },
            { title: '记录数', width: 16 },
            { title: '链末端 SHA-256', width: 115, isHash: true },
          ],
          record.chains.map(({ number, revision, head }) => [number, `${revision}`, head]),
          words,
        ),
        ...(integrity.signature
          ? [
              words(
                `签名（${integrity.signature.algorithm}，Base64）：${integrity.signature.value}\n公钥：${integrity.signature.publicKey}`,
                'songti',
                sizes.small,
                { margin: [0, 8, 0, 0] },
                12,
              ),
            ]
          : []),
      ],
    ],
  ];
  const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八'];
  return parts.flatMap(([title, content], i) => [
    words(`${ordinals[i] ?? ''}、${title}`, 'heiti', sizes.heading, {
      tocItem: true,
      headlineLevel: 1,
      margin: [0, i === 0 ? 0 : 14, 0, 6],
      ...(i === 0 && { pageBreak: 'before' as const }),
    }),
    ...content,
  ]);
}

const natureOf = ({ nature, level }: DossierRung) => (nature === 'reminder' ? '提醒' : `升级${level}级`);
const firedOf = ({ firedAt }: DossierRung) => (firedAt === null ? '未到' : shown(firedAt));

const deliveriesOf = ({ status, deliveries }: DossierNotice) =>
  deliveries.length === 0
    ? status
    : deliveries
        .map(
          ({ channel, status: became, at, answer }) =>
            `${channel}：${became}${at === null ? '' : `，${shown(at)}`}${answer ? `（${answer}）` : ''}`,
        )
        .join('\n');
