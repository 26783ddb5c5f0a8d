import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { instantOf, plusMs } from '../../domain/time/instant.ts';
import { dossierPdf } from '../../papers/dossier-pdf.ts';
import { CharactersMissing } from '../../papers/fonts.ts';

const at = (minutes: number) => plusMs(instantOf('2026-10-09 09:10'), minutes * 60_000);
const digest = '3f7a9c0e5b1d24680f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778';

function aDossier(changes: { title?: string; entries?: number; isSigned?: boolean } = {}): Dossier {
  const { title = '3号楼北侧脚手架二层连墙件缺失两处', entries = 24, isSigned = true } = changes;
  const number = 'AQ-2026-00123';
  return {
    record: {
      format: 'safety-grid-dossier/1',
      bureau: '青湖区建设管理局',
      case: { id: 'id', number, title, zone: '城东责任区', stage: '整改中', class: '重大', openedAt: at(0), endedAt: null },
      facts: [
        { name: '问题描述', said: '3号楼北侧脚手架二层连墙件缺失两处，立杆底部悬空，作业人员仍在架上施工。' },
        { name: '上报人', said: '举报人（已隐去）' },
      ],
      responsible: [
        { post: '第一责任人', from: at(0), person: '王海平', actingFor: null, isAway: false },
        { post: '分管责任人', from: at(0), person: '欧阳喆堃', actingFor: null, isAway: true },
        { post: '具体责任人', from: at(0), person: null, actingFor: null, isAway: false },
        { post: '具体责任人', from: at(60), person: '李军', actingFor: '买买提·艾力', isAway: false },
      ],
      history: Array.from({ length: entries }, (_, i) => ({
        number: i % 5 === 4 ? `${number}-S1` : number,
        revision: i + 1,
        at: at(i * 60),
        by: ['欧阳喆堃', '买买提·艾力', '系统'][i % 3] ?? '',
        said: ['提交整改结果：已按方案补设连墙件并经监理验收。', '隐患整改由具体责任人办理，期限2026-10-15 17:30。'],
        hash: digest,
      })),
      ladder: [
        {
          number,
          duty: '重大隐患整改',
          dueAt: at(9000),
          nature: 'reminder',
          level: 0,
          at: at(4000),
          firedAt: at(4000),
          told: ['欧阳喆堃'],
        },
        { number, duty: '重大隐患整改', dueAt: at(9000), nature: 'escalation', level: 2, at: at(9999), firedAt: null, told: [] },
      ],
      notices: Array.from({ length: 9 }, (_, i) => ({
        number,
        at: at(i * 60),
        person: '买买提·艾力',
        kind: '待办',
        said: '请于2026年10月15日（周四）17:30前完成整改并提交结果。',
        status: '已送出',
        deliveries: [
          { channel: '企业微信', status: '未送达', at: null, answer: '企业微信中没有此人' },
          { channel: '邮件', status: '已送出', at: at(i * 60 + 1), answer: '对方服务器已接收' },
        ],
        readAt: i % 2 === 0 ? at(i * 60 + 30) : null,
      })),
      requests: [
        {
          number: `${number}-S1`,
          kind: '延期',
          askedBy: '买买提·艾力',
          askedAt: at(600),
          until: null,
          reason: '材料未到场',
          outcome: '同意',
          decidedBy: '欧阳喆堃',
          decidedAt: at(700),
          opinion: '情况属实',
        },
      ],
      photos: [{ use: '整改前', round: 0, takenAt: null, sha256: digest }],
      chains: [{ id: 'id', number, kind: 'hazard', revision: entries, head: digest }],
    },
    made: { at: instantOf('2026-11-26 09:00'), by: '赵敏' },
    integrity: {
      algorithm: 'SHA-256',
      digest,
      signature: isSigned ? { algorithm: 'Ed25519', publicKey: 'MCowBQYDK2VwAyEA'.repeat(3), value: 'c2lnbmF0dXJl'.repeat(7) } : null,
      check: 'npm run audit:verify -- --dossier FILE',
    },
  };
}

type Placed = { text: string; x: number; right: number };
async function pagesOf(content: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(content), { verbosity: 0 });
  const pages: { text: string; items: Placed[] }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const placed = items.flatMap((item) =>
      'str' in item ? [{ text: item.str, x: item.transform[4] as number, right: (item.transform[4] as number) + item.width }] : [],
    );
    pages.push({
      text: placed
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, ''),
      items: placed,
    });
  }
  return pages;
}

describe('the PDF of a dossier', () => {
  it('has on each page the case, page x of y, and the digest', async () => {
    const pages = await pagesOf(await dossierPdf(aDossier()));
    expect(pages.length).toBeGreaterThan(3);
    const said = pages.map(({ text }) => text).join('');
    for (const held of ['欧阳喆堃（请假，未指定代理人）', '李军（代买买提·艾力）']) expect(said).toContain(held);
    pages.forEach(({ text }, i) => {
      expect(text).toContain('案件编号AQ-2026-00123');
      expect(text).toContain(`第${i + 1}页共${pages.length}页`);
      expect(text).toContain('摘要3f7a9c0e5b1d2468');
      expect(text).toContain('内部资料注意保管');
    });
  });

  it('begins with a cover: what it is about, contents with pages, the whole digest, and that the reporter is not named', async () => {
    const [cover, ...rest] = await pagesOf(await dossierPdf(aDossier()));
    for (const each of [
      '尽职证据包',
      '举报人信息已隐去',
      '审核人',
      digest,
      'npmrunaudit:verify----dossierFILE',
      '已用本系统的Ed25519密钥签名',
    ])
      expect(cover?.text).toContain(each);
    const parts = [
      '一、基本情况',
      '二、责任人（办理期间）',
      '三、办理经过',
      '四、提醒与升级',
      '五、通知与送达',
      '六、延期等申请及决定',
      '七、照片',
      '八、哈希链',
    ];
    for (const part of parts) {
      const on = rest.findIndex(({ text }) => text.includes(part)) + 2;
      expect(cover?.text, part).toContain(`${part}${on}`);
    }
  });

  it('says so when it is not signed', async () => {
    const [cover] = await pagesOf(await dossierPdf(aDossier({ isSigned: false })));
    expect(cover?.text).toContain('未设置签名密钥，未签名');
  });

  it('keeps within its margins, whatever the names and hashes', async () => {
    const title = '城东责任区某某综合体项目三标段'.repeat(8);
    for (const { items } of await pagesOf(await dossierPdf(aDossier({ title })))) {
      expect(Math.min(...items.filter(({ text }) => text.trim() !== '').map(({ x }) => x))).toBeGreaterThan(69);
      expect(Math.max(...items.map(({ right }) => right))).toBeLessThan(596 - 55);
    }
  });

  it('names a character that no font has instead of printing □', async () => {
    await expect(dossierPdf(aDossier({ title: '𠮷' }))).rejects.toThrow(CharactersMissing);
  });
});
