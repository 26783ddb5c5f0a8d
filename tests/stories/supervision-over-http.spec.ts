import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { aCriterion, noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
const call: (typeof api)['call'] = (...asked) => api.call(...asked);

beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['qian', 'zhang', 'zhao', 'sun', 'li', 'wang']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

const today = () => dateIn(instantFromMs(Date.now()));
const inDays = (days: number) => addDays(today(), days);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function uploads(as: string, content: Buffer, name = '挂牌督办通知书.pdf') {
  const form = new FormData();
  form.append('scan', new Blob([new Uint8Array(content)]), name);
  const response = await fetch(`${api.address}/api/scans`, { method: 'POST', body: form, headers: { cookie: api.cookieOf(as) } });
  return { status: response.status, body: (await response.json()) as { id: string; type: string; sha256: string; code: string } };
}
const reads = async (as: string, id: string) => {
  const response = await fetch(`${api.address}/api/scans/${id}`, { headers: { cookie: api.cookieOf(as) } });
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
};

type Shown = {
  stage: string;
  commands: string[];
  supervisions: { id: string; stage: string; number: string; commands: string[]; listing: { scan: string | null } | null }[];
};

async function aMajorHazard() {
  const seen = { zone: 'east', title: '深基坑超挖', description: '3号楼基坑超挖1.2米', class: 'major', criterion: aCriterion };
  const { id, number } = (await call('qian', 'POST', '/api/hazards', seen)).body;
  const seenBy = async (as: string) => (await call(as, 'GET', `/api/hazards/${id}`)).body as unknown as Shown;
  const does = (as: string, command: object) => call(as, 'POST', `/api/hazards/${id}/commands`, command);
  const supervision = async () => (await seenBy('zhao')).supervisions[0];
  const supervises = async (as: string, command: object) =>
    call(as, 'POST', `/api/supervisions/${(await supervision())?.id}/commands`, command);
  return { id, number, seenBy, does, supervision, supervises };
}
const lists = () => ({ type: 'DecideSupervision', list: true, requirement: '回填反压并复核支护', dueOn: inDays(60) });
const registers = (scan: string, number: string) => ({ type: 'RegisterSupervision', number, issuedOn: today(), signedBy: '王海平', scan });
const plan = () => ({ measures: '回填', responsible: '周强', fundsYuan: 1, dueOn: inDays(20), contingencyPlan: '撤离' });

describe('listed supervision over HTTP', () => {
  it('goes from the draft of the clock over two decisions and two papers to its lifting', async () => {
    const hazard = await aMajorHazard();
    await climbWall(ledger, instantFromMs(Date.now() + 45 * 86_400_000));
    const drafted = await hazard.supervision();
    expect(drafted).toMatchObject({ stage: 'proposed', number: `${hazard.number}-督1`, proposedBy: null });
    expect((await call('wang', 'GET', '/api/tasks')).body).toMatchObject({ owed: [{ kind: 'supervision', partOf: hazard.id }] });
    expect((await hazard.seenBy('wang')).supervisions[0]?.commands).toEqual(['DecideSupervision']);
    expect((await hazard.seenBy('zhao')).supervisions[0]?.commands).toEqual([]);

    expect(await hazard.supervises('zhao', lists())).toMatchObject({ status: 403, body: { code: 'NOT_YOURS' } });
    expect(await hazard.supervises('wang', { ...lists(), dueOn: inDays(400) })).toMatchObject({
      status: 422,
      body: { code: 'BEYOND_A_YEAR' },
    });
    expect(await hazard.supervises('wang', lists())).toMatchObject({ status: 200, body: { stage: 'issuing', owes: { post: 'office' } } });

    expect(await hazard.supervises('zhao', registers('8d0dcbd4-5f0c-4a4e-9e4e-0d3f6f5b8a11', 'X〔2026〕1号'))).toMatchObject({
      status: 422,
      body: { code: 'SCAN_UNKNOWN' },
    });
    const scan = (await uploads('zhao', pdf)).body.id;
    expect(await hazard.supervises('zhao', registers(scan, 'X〔2026〕1号'))).toMatchObject({ status: 200, body: { stage: 'listed' } });
    const { body: notices } = await call('zhang', 'GET', `/api/notices?case=${drafted?.id}`);
    expect(notices.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'listed', person: { id: 'zhang', name: '张建国' } })]),
    );

    const review = { type: 'ReviewSupervision', on: today(), reviewers: ['sun'], passed: true, opinion: '支护稳定' };
    expect(await hazard.supervises('zhao', review)).toMatchObject({ status: 409, body: { code: 'HAZARD_OPEN' } });
    expect(await hazard.does('zhang', { type: 'SubmitPlan', ...plan() })).toMatchObject({ status: 200 });
    expect(await hazard.does('zhang', { type: 'RectifyHazard', measures: '已回填', ...noPicture })).toMatchObject({ status: 200 });
    expect(await hazard.does('zhao', { type: 'VerifyHazard', passed: true })).toMatchObject({ body: { stage: 'closed' } });
    expect(await hazard.supervision()).toMatchObject({ stage: 'listed', hazardEnded: 'closed', owes: { duty: 'supervision.review' } });

    expect(await hazard.supervises('zhao', { ...review, reviewers: ['zhang'] })).toMatchObject({ body: { code: 'VERIFIER_IS_RECTIFIER' } });
    expect(await hazard.supervises('zhao', review)).toMatchObject({ status: 200, body: { stage: 'lifting', owes: { post: 'first' } } });
    expect(await hazard.supervises('wang', { type: 'LiftSupervision', lift: true })).toMatchObject({ body: { stage: 'releasing' } });
    const draft = (await call('zhao', 'GET', `/api/supervisions/${drafted?.id}/draft`)).body;
    expect(draft).toMatchObject({ kind: 'lifting', mark: '草稿 · 未经签发无效' });
    expect(await hazard.supervises('zhao', registers(scan, 'X〔2026〕1号'))).toMatchObject({
      status: 409,
      body: { code: 'PAPER_NUMBER_TAKEN' },
    });
    expect(await hazard.supervises('zhao', registers(scan, 'X解〔2026〕1号'))).toMatchObject({ body: { stage: 'lifted', owes: null } });
    expect((await hazard.seenBy('zhao')).supervisions[0]).toMatchObject({
      stage: 'lifted',
      listing: { number: 'X〔2026〕1号', signedBy: '王海平', scan },
      lifting: { number: 'X解〔2026〕1号' },
      commands: [],
    });
  });

  it('is proposed by the office, and not decided by whoever has no say', async () => {
    const hazard = await aMajorHazard();
    expect((await hazard.seenBy('zhao')).commands).toContain('ProposeSupervision');
    expect((await hazard.seenBy('zhang')).commands).not.toContain('ProposeSupervision');
    expect(await hazard.does('zhao', { type: 'ProposeSupervision', reason: '渗水加剧' })).toMatchObject({ status: 200 });
    expect(await hazard.does('sun', { type: 'ProposeSupervision', reason: '渗水加剧' })).toMatchObject({
      body: { code: 'SUPERVISION_OPEN' },
    });
    expect(await hazard.supervises('wang', { type: 'DecideSupervision', list: false })).toMatchObject({
      body: { code: 'REASON_REQUIRED' },
    });
    await hazard.supervises('wang', { type: 'DecideSupervision', list: false, reason: '已在整改' });
    expect(await hazard.supervision()).toMatchObject({ stage: 'notListed', decided: { reason: '已在整改' } });
  });
});

describe('the draft of the paper', () => {
  it('has no number of its own, says that it is a draft, and leaves seal and signatures to people', async () => {
    const hazard = await aMajorHazard();
    await hazard.does('zhao', { type: 'ProposeSupervision', reason: '渗水加剧' });
    const supervision = await hazard.supervision();
    const read = async () =>
      (await call('wang', 'GET', `/api/supervisions/${supervision?.id}/draft`)).body as unknown as {
        fields: { caption: string; text: string }[];
      };
    expect(await read()).toMatchObject({ kind: 'listing', label: `草稿 D-${hazard.number}-督1`, mark: '草稿 · 未经签发无效' });
    const said = async (caption: string) => (await read()).fields.find((field) => field.caption === caption)?.text;
    expect(await said('整改要求')).toBe('（待决定）');
    await hazard.supervises('wang', lists());
    expect(await said('整改要求')).toBe('回填反压并复核支护');
    expect(await said('隐患内容')).toContain('深基坑超挖');
    expect(await read()).toMatchObject({ blanks: expect.arrayContaining(['文号', '签发人', '挂牌督办单位（章）']) });
    expect(await call('wang', 'GET', `/api/supervisions/${hazard.id}/draft`)).toMatchObject({ status: 404 });
  });
});

describe('a scan', () => {
  it.each([
    ['a pdf', async () => pdf, 'application/pdf'],
    [
      'a jpeg',
      () =>
        sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
          .jpeg()
          .toBuffer(),
      'image/jpeg',
    ],
    [
      'a png',
      () =>
        sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      'image/png',
    ],
  ])('is read by its content: %s', async (_, content, type) => {
    const original = await content();
    const { status, body } = await uploads('zhao', original, '没有说明.bin');
    expect([status, body.type]).toEqual([201, type]);
    const { headers, content: read } = await reads('zhao', body.id);
    expect(read.equals(original)).toBe(true);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${body.id}.${type.split('/')[1]}"`);
  });

  it('lies in the record once for each content', async () => {
    const [first, second] = [await uploads('zhao', pdf), await uploads('sun', pdf)];
    expect(first.body.sha256).toBe(second.body.sha256);
    expect(await ledger.rows('select count(*)::int as n from photo_original where sha256 = $1', first.body.sha256)).toEqual([{ n: 1 }]);
  });

  it.each([
    ['a page that calls itself a pdf', 'zhao', Buffer.from('<script>alert(1)</script>'), 422, 'NOT_A_SCAN'],
    ['larger than 20 MB', 'zhao', Buffer.alloc(20 * 1024 * 1024 + 1, 0xff), 413, 'TOO_LARGE'],
    ['uploaded by somebody outside the office', 'wang', pdf, 403, 'OFFICE_ONLY'],
  ])('is refused when it is %s', async (_, as, content, status, code) => {
    expect(await uploads(as, content)).toMatchObject({ status, body: { code } });
  });

  it('is read by the office, the first responsible person and whoever supervises the zone; to anybody else there is none', async () => {
    const hazard = await aMajorHazard();
    await hazard.does('zhao', { type: 'ProposeSupervision', reason: '渗水加剧' });
    await hazard.supervises('wang', lists());
    const { id } = (await uploads('zhao', pdf)).body;
    expect((await reads('li', id)).status).toBe(404);
    await hazard.supervises('zhao', registers(id, 'X〔2026〕9号'));
    const statuses = await Promise.all(['zhao', 'sun', 'wang', 'li', 'zhang', 'qian'].map(async (as) => (await reads(as, id)).status));
    expect(statuses).toEqual([200, 200, 200, 200, 403, 403]);
    expect((await hazard.seenBy('zhang')).supervisions[0]?.listing?.scan).toBeNull();
    expect((await reads('zhao', '8d0dcbd4-5f0c-4a4e-9e4e-0d3f6f5b8a11')).status).toBe(404);
  });
});
