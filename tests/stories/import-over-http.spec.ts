import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { aWorkbook } from '../support/a-workbook.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['zhao', 'zhang', 'wang']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

type Cell = { field: string; heading: string; role: string | null; value: string | number };
type Row = { sheet: string; row: number; cells: Cell[]; reasons: { code: string; said: { zh: string } }[]; known: unknown };
type Imported = { rows: { row: number; outcome: string; hazard: { id: string; number: string } | null; reasons: { zh: string }[] }[] };

const older = [
  [1, '湖滨花园', '塔吊基础积水未排', '2026-03-02', '2026-03-09', '2026-03-06', '2026-03-09', '一般', '已销号'],
  [2, '湖滨花园', '二层临边无防护', '2026-03-03', '2026-03-10', '2026-03-08', '', '一般', '已整改'],
  [3, '城西广场', '配电箱未上锁', '2026-03-04', '2026-03-11', '2026-03-01', '', '重大', '已整改'],
];

async function preview(as: string, content: Buffer, query = ''): Promise<{ status: number; body: { rows: Row[]; code?: string } }> {
  const form = new FormData();
  form.append('workbook', new Blob([new Uint8Array(content)]), 'ledger.xlsx');
  const response = await fetch(`${api.address}/api/imports/preview${query}`, {
    method: 'POST',
    body: form,
    headers: { cookie: api.cookieOf(as) },
  });
  return { status: response.status, body: (await response.json()) as { rows: Row[] } };
}
const typed = ({ sheet, row, cells }: Row) => ({ sheet, row, cells });
const inZone = (zone: string | null) => (row: Row) => ({ ...typed(row), zone });
const enters = async (rows: object[], key: string, as = 'zhao') => {
  const { status, body } = await api.call(as, 'POST', '/api/imports', { rows }, { 'idempotency-key': key });
  return { status, body: body as unknown as Imported };
};
const cases = () => ledger.rows('select number, stage, zone, title from cases order by title');

describe('an older ledger over HTTP', () => {
  it('is shown row by row, and nothing is entered', async () => {
    const { status, body } = await preview('zhao', await aWorkbook(older));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      sheets: [{ name: '台账', header: { from: 1, to: 1 }, left: [], reasons: [] }],
      rows: [
        {
          row: 2,
          understood: { description: '塔吊基础积水未排', class: 'general', status: 'closed', foundOn: '2026-03-02' },
          doubts: [{ code: 'CATEGORY_GUESSED' }],
          known: null,
        },
        { row: 3, understood: { status: 'rectified' } },
        { row: 4, understood: null, reasons: [{ code: 'COMPLETED_BEFORE_FOUND', said: { zh: expect.stringContaining('早于发现日期') } }] },
      ],
    });
    expect(await cases()).toEqual([]);
    const repaired = await preview('zhao', await aWorkbook(older), '?repairEndsCase=true');
    expect(repaired.body.rows[1]).toMatchObject({ understood: { status: 'closed' } });
  });

  it('is for the office alone', async () => {
    expect(await preview('zhang', await aWorkbook(older))).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    expect(await enters([], 'a-key-of-zhang', 'zhang')).toMatchObject({ status: 403 });
    expect((await api.call('wang', 'POST', '/api/imports/check', {})).status).toBe(403);
  });

  it.each([
    ['a text', () => Promise.resolve(Buffer.from('hello')), 422, 'WORKBOOK_NOT_XLSX'],
    ['what is too large', () => Promise.resolve(Buffer.alloc(21 * 1024 * 1024)), 413, 'TOO_LARGE'],
  ])('is refused where it is %s', async (_, content, status, code) => {
    expect(await preview('zhao', await content())).toMatchObject({ status, body: { code } });
  });

  it('is entered once, and under the same key answered the same', async () => {
    const { body } = await preview('zhao', await aWorkbook(older));
    const rows = body.rows.map(inZone('east'));
    const first = await enters(rows, 'the-first-import');
    expect(first).toMatchObject({
      status: 200,
      body: { rows: [{ outcome: 'entered' }, { outcome: 'entered' }, { row: 4, outcome: 'refused', hazard: null, reasons: [{}] }] },
    });
    expect(await enters(rows, 'the-first-import')).toEqual(first);
    const again = await enters(rows, 'the-second-import');
    expect(again.body.rows.map(({ outcome }) => outcome)).toEqual(['known', 'known', 'refused']);
    expect(again.body.rows[0]?.hazard).toEqual(first.body.rows[0]?.hazard);
    expect(await cases()).toMatchObject([{ title: '二层临边无防护', stage: 'verifying', zone: 'east' }, { stage: 'closed' }]);
    const { body: shown } = await api.call('zhao', 'GET', `/api/hazards/${first.body.rows[0]?.hazard?.id}`);
    expect(shown).toMatchObject({ source: 'imported', enteredLater: { foundOn: '2026-03-02', sourceRow: 2 }, stage: 'closed' });
  });

  it('sent again with other words under its key is known as it was entered, and not said to be entered as it reads now', async () => {
    const { body } = await preview(
      'zhao',
      await aWorkbook([[1, '滨河路', '栏杆松动', '2026-04-02', '2026-04-09', '', '', '一般', '整改中']]),
    );
    const [row] = body.rows.map(inZone('east'));
    const first = await enters([row ?? {}], 'one-import');
    expect((await enters([{ ...row, zone: 'west' }], 'one-import')).body.rows).toMatchObject([
      { outcome: 'known', hazard: first.body.rows[0]?.hazard },
    ]);
    expect((await cases()).filter(({ title }) => title === '栏杆松动')).toMatchObject([{ zone: 'east' }]);
  });

  it.each([
    ['a later deadline', 'dueOn', '2026-05-20', 'east', '整改期限'],
    ['another description', 'description', '东侧护栏缺失十米', 'east', '隐患描述'],
    ['another zone', 'remark', '', 'west', '责任区'],
  ])(
    'says of a row that was entered under the key with other words, here %s, which one it is and what differs',
    async (_, field, value, zone, named) => {
      const { body } = await preview(
        'zhao',
        await aWorkbook([[1, `东环路${named}`, '护栏缺失', '2026-05-06', '2026-05-13', '', '', '一般', '整改中']]),
      );
      const [row] = body.rows as [Row];
      const key = `a-row-with-${field}`;
      const first = await enters([inZone('east')(row)], key);
      const before = await cases();
      const cells = row.cells.map((cell) => (cell.field === field ? { ...cell, value } : cell));
      const again = await enters([{ ...typed(row), cells, zone }], key);
      const { hazard } = first.body.rows[0] ?? {};
      const said = `此前已录入为${hazard?.number}，${named}与此次不同：以已录入的为准，请在该隐患中更正`;
      expect(again.body.rows).toMatchObject([{ outcome: 'known', hazard, reasons: [{ zh: said }] }]);
      expect(await cases()).toEqual(before);
      expect(await enters([inZone('east')(row)], key)).toEqual(first);
    },
  );

  it('sent twice at once under one key is entered once, and both are answered the same', async () => {
    const { body } = await preview(
      'zhao',
      await aWorkbook([[1, '南环路', '路面塌陷', '2026-05-07', '2026-05-14', '', '', '一般', '整改中']]),
    );
    const rows = body.rows.map(inZone('east'));
    const [one, other] = await Promise.all([enters(rows, 'the-same-key'), enters(rows, 'the-same-key')]);
    expect(one).toMatchObject({ body: { rows: [{ outcome: 'entered' }] } });
    expect(other).toEqual(one);
  });

  it('sent by two windows at once is entered once', async () => {
    const { body } = await preview(
      'zhao',
      await aWorkbook([[1, '滨河路', '井盖缺失', '2026-04-02', '2026-04-09', '', '', '一般', '整改中']]),
    );
    const rows = body.rows.map(inZone('east'));
    const both = await Promise.all([enters(rows, 'window-one'), enters(rows, 'window-two')]);
    expect(
      both
        .map(
          ({
            body: {
              rows: [row],
            },
          }) => row?.outcome,
        )
        .sort(),
    ).toEqual(['entered', 'known']);
  });

  it('says in the next look which rows are in the ledger already', async () => {
    const { body } = await preview('zhao', await aWorkbook(older));
    expect(body.rows.map(({ known }) => known !== null)).toEqual([true, true, false]);
  });

  it('is checked anew by the same rules once a row was changed, and entered as it then stands', async () => {
    const { body } = await preview('zhao', await aWorkbook(older));
    const refused = typed(body.rows[2] as Row);
    const mend = (rectifiedOn: string) => ({
      ...refused,
      cells: refused.cells.map((cell) => (cell.field === 'rectifiedOn' ? { ...cell, value: rectifiedOn } : cell)),
    });
    const check = (row: object) => api.call('zhao', 'POST', '/api/imports/check', { rows: [row] });
    expect((await check(mend('2026-02-01'))).body).toMatchObject({
      rows: [{ understood: null, reasons: [{ code: 'COMPLETED_BEFORE_FOUND' }] }],
    });
    expect((await check(mend('2026-03-08'))).body).toMatchObject({
      rows: [{ understood: { class: 'major', rectifiedOn: '2026-03-08' }, reasons: [] }],
    });
    const unplaced = await enters([{ ...mend('2026-03-08'), zone: null }], 'the-mended-row');
    expect(unplaced.body.rows).toMatchObject([{ outcome: 'refused', reasons: [{ zh: expect.stringContaining('责任区') }] }]);
    const elsewhere = await enters([{ ...mend('2026-03-08'), zone: 'nowhere' }], 'the-mended-row');
    expect(elsewhere.body.rows).toMatchObject([{ outcome: 'refused', reasons: [{ zh: expect.stringContaining('nowhere') }] }]);
    expect((await enters([{ ...mend('2026-03-08'), zone: 'west' }], 'the-mended-row')).body.rows).toMatchObject([{ outcome: 'entered' }]);
  });

  it('of many rows comes in by batches, none twice though it was broken off', async () => {
    const many = Array.from({ length: 300 }, (_, i) => [
      i + 1,
      '滨河路',
      `${i + 1}号井盖缺失`,
      '2026-04-02',
      '2026-04-09',
      '2026-04-05',
      '2026-04-06',
      '一般',
      '已销号',
    ]);
    const { body } = await preview('zhao', await aWorkbook(many));
    const rows = body.rows.map(inZone('east'));
    const before = (await cases()).length;
    await enters(rows.slice(0, 100), 'many-rows');
    await enters(rows.slice(100, 150), 'many-rows');
    for (let at = 0; at < rows.length; at += 100) {
      const { body: answered } = await enters(rows.slice(at, at + 100), 'many-rows');
      expect(answered.rows.every(({ outcome }) => outcome === 'entered')).toBe(true);
    }
    expect(await cases()).toHaveLength(before + 300);
    expect((await enters(rows.slice(0, 101), 'many-rows')).status).toBe(422);
  });
});
