import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { monthsAfter, periodOf } from '../../domain/dispatch/period.ts';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { content } from '../support/a-month.ts';
import { until } from '../support/until.ts';

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;

const base = anOrganisation({ west: [term('qian')] });
const organisation = {
  ...base,
  grids: [
    ...base.grids,
    { code: 'u1', name: '安全监督站', level: 3, parent: 'bureau', head: [term('zhang')] },
    { code: 'u2', name: '轨道办', level: 3, parent: 'bureau', head: [term('qian')] },
  ],
  zones: base.zones.map((zone) => ({ ...zone, grid: zone.code === 'east' ? 'u1' : 'u2' })),
};
const period = periodOf(dateIn(instantFromMs(Date.now())));
const month = `/api/dispatches/${period}`;

/** Nothing is late while the story is told, however slow the machine. */
const policy = {
  ...policyInSeconds,
  ladders: {
    ...policyInSeconds.ladders,
    'report.submit': defaultPolicy.ladders['report.submit'],
    'dispatch.collect': defaultPolicy.ladders['dispatch.collect'],
  },
};

beforeAll(async () => {
  bureau = await aBureau(policy);
  await bureau.ledger.puts(organisation, '2024-01-01 00:00');
  api = await anApi(bureau.ledger, ['qian', 'zhang', 'zhao', 'sun', 'li', 'wang']);
});
afterAll(async () => {
  await api.close();
  await bureau.close();
});

type Shown = {
  stage: string;
  drafts: { id: string; kind: string; suggested: string; mayAnswer: boolean; answer: { text: string } | null }[];
  figures: { key: string; numerator: number; denominator: number | null; rate: number | null }[];
  units: { unit: { code: string }; report: { stage: string } | null; figures: unknown }[];
  commands: string[];
};
const shownTo = async (as: string) => (await api.call(as, 'GET', month)).body as unknown as Shown;
const command = (as: string, body: object) => api.call(as, 'POST', `${month}/commands`, body);
const report = (as: string, unit: string, body: object) => api.call(as, 'POST', `${month}/reports/${unit}/commands`, body);
/** What is kept of the report of the unit while it is written. */
async function draftOf(unit: string): Promise<{ content: { nextMonth?: string }; savedAt: string }> {
  const { body } = await api.call('zhang', 'GET', `${month}/reports/${unit}`);
  return (body as unknown as { draft: { content: { nextMonth?: string }; savedAt: string } }).draft;
}
/** The name under which a browser keeps it (RFC 5987). */
const nameIn = (headers: Headers) =>
  decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(headers.get('content-disposition') ?? '')?.[1] ?? '');
const mails = async (person: string, tag: string) =>
  until(() =>
    bureau.mails.some(
      ({ to, text, subject }) => [to].flat()[0]?.text === `${person}@example.com` && `${subject}\n${text}`.includes(`【${tag}】`),
    ),
  );

describe('a month is dispatched', () => {
  it('opened by the office, once: its figures are frozen and the heads of the units are asked by mail', async () => {
    const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处', project: '湖滨花园二期' };
    await api.call('qian', 'POST', '/api/hazards', seen);
    expect(await api.call('li', 'POST', '/api/dispatches', { period })).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    expect(await api.call('zhao', 'POST', '/api/dispatches', { period: '2026-13' })).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'period' }] },
    });
    expect(await api.call('zhao', 'POST', '/api/dispatches', { period: '2099-01' })).toMatchObject({
      status: 409,
      body: { code: 'PERIOD_AHEAD' },
    });
    const opened = await Promise.all(['zhao', 'sun', 'zhao'].map((as) => api.call(as, 'POST', '/api/dispatches', { period })));
    expect(opened.map(({ status }) => status)).toEqual([202, 202, 202]);
    await mails('zhang', '月报');
    await mails('qian', '月报');
    await until(async () => (await shownTo('zhao')).stage === 'collecting');
    const { figures, units } = await shownTo('zhao');
    expect(figures.find(({ key }) => key === 'found')).toMatchObject({ numerator: 1 });
    expect(figures.find(({ key }) => key === 'closureRate')).toMatchObject({ numerator: 0, denominator: 0, rate: null });
    expect(units.map(({ report: each }) => each?.stage)).toEqual(['drafting', 'drafting']);
    expect((await api.call('zhao', 'GET', `${month}/cases?mark=found&unit=u1`)).body.items).toHaveLength(1);
    expect((await api.call('zhao', 'GET', `${month}/cases?mark=nonsense`)).status).toBe(422);
  });

  it('shows a unit its own figures only', async () => {
    const { units } = await shownTo('zhang');
    expect(units.map(({ unit, figures }) => [unit.code, figures !== null])).toEqual([
      ['u1', true],
      ['u2', false],
    ]);
    expect(await api.call('zhang', 'GET', `${month}/reports/u2`)).toMatchObject({ status: 404 });
  });

  it('reported by its heads: kept as a draft, handed in, returned with a reason, handed in again, accepted', async () => {
    expect(await api.call('zhang', 'PUT', `${month}/reports/u1/draft`, { nextMonth: '专项检查' })).toMatchObject({ status: 200 });
    expect(await api.call('qian', 'PUT', `${month}/reports/u1/draft`, { nextMonth: '专项检查' })).toMatchObject({ status: 404 });
    expect(await api.call('li', 'PUT', `${month}/reports/u1/draft`, { nextMonth: '专项检查' })).toMatchObject({ status: 403 });
    expect((await api.call('zhang', 'GET', `${month}/reports/u1`)).body).toMatchObject({
      draft: { content: { nextMonth: '专项检查' } },
      zones: { total: 1, complete: 1 },
    });
    const keeps = (nextMonth: string, seen: string) => api.call('zhang', 'PUT', `${month}/reports/u1/draft?seen=${seen}`, { nextMonth });
    const { savedAt } = (await keeps('专项检查', (await draftOf('u1')).savedAt)).body as unknown as { savedAt: string };
    const atOnce = await Promise.all(['夜间检查', '临边检查'].map((words) => keeps(words, savedAt)));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(atOnce.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'DRAFT_SAVED_ELSEWHERE' });
    const kept = await draftOf('u1');
    expect(kept.content.nextMonth).toBe(['夜间检查', '临边检查'][atOnce.findIndex(({ status }) => status === 200)]);
    expect(await keeps('另写的计划', 'none')).toMatchObject({ status: 409 });
    expect(await draftOf('u1')).toEqual(kept);
    const written = content({ placardsPosted: 1, goodPractice: '每日班前十分钟安全交底' });
    expect(await report('zhang', 'u1', { type: 'SubmitReport', content: { ...written, nextMonth: ' ' } })).toMatchObject({
      status: 422,
      body: { code: 'REASON_REQUIRED' },
    });
    expect(await report('zhang', 'u1', { type: 'SubmitReport', content: written })).toMatchObject({
      status: 200,
      body: { stage: 'submitted' },
    });
    await mails('zhao', '待办');
    expect(await report('zhao', 'u1', { type: 'RecallReport' })).toMatchObject({ status: 403, body: { code: 'NOT_YOURS' } });
    expect(await report('zhang', 'u1', { type: 'RecallReport' })).toMatchObject({ status: 200, body: { stage: 'drafting' } });
    await mails('zhao', '月报撤回');
    expect(await report('zhao', 'u1', { type: 'AcceptReport' })).toMatchObject({ status: 409, body: { code: 'WRONG_STAGE' } });
    expect((await api.call('zhang', 'GET', `${month}/reports/u1`)).body).toMatchObject({
      ...{ stage: 'drafting', submitted: null, recalled: { by: { id: 'zhang' } }, content: { goodPractice: '每日班前十分钟安全交底' } },
    });
    expect(await report('zhang', 'u1', { type: 'SubmitReport', content: written })).toMatchObject({ body: { stage: 'submitted' } });
    expect(await report('zhao', 'u1', { type: 'ReturnReport', reason: '请补充培训情况' })).toMatchObject({ body: { stage: 'drafting' } });
    await mails('zhang', '月报退回');
    expect(await report('zhang', 'u1', { type: 'SubmitReport', content: written })).toMatchObject({ status: 200 });
    expect(await report('zhao', 'u1', { type: 'AcceptReport' })).toMatchObject({ body: { stage: 'accepted' } });
    expect(await report('zhang', 'u1', { type: 'RecallReport' })).toMatchObject({ status: 409, body: { code: 'REPORT_RECEIVED' } });
    expect(await command('zhao', { type: 'CompileMonth', summary: '平稳', decided: [] })).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STAGE' },
    });
    const other = { ...content({ placardsPosted: 0 }), nextMonth: '专项检查' };
    expect(await report('qian', 'u2', { type: 'SubmitReport', content: other })).toMatchObject({ status: 200 });
    expect(await report('zhao', 'u2', { type: 'AcceptReport' })).toMatchObject({ status: 200 });
    expect(await shownTo('zhao')).toMatchObject({ stage: 'compiling', commands: ['CompileMonth'] });
  });

  it('returned by the office though it was received, once however often that is asked at once, and waited for until it is received again', async () => {
    const progress = async () =>
      ((await shownTo('zhao')) as unknown as { progress: { received: number; missing: { code: string }[] } }).progress;
    const returned = await Promise.all([1, 2].map(() => report('zhao', 'u1', { type: 'ReturnReport', reason: '受训人数有误' })));
    expect(returned.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await progress()).toMatchObject({ received: 1, missing: [{ code: 'u1' }] });
    expect((await api.call('zhang', 'GET', `${month}/reports/u1`)).body).toMatchObject({
      ...{ stage: 'drafting', returned: { reason: '受训人数有误' }, commands: ['SubmitReport'] },
    });
    const corrected = content({ placardsPosted: 1, goodPractice: '每日班前十分钟安全交底' });
    expect(await report('zhang', 'u1', { type: 'SubmitReport', content: corrected })).toMatchObject({ status: 200 });
    expect(await command('zhao', { type: 'CompileMonth', summary: '平稳', decided: [] })).toMatchObject({
      status: 409,
      body: { code: 'REPORTS_TO_RECEIVE', params: { units: '安全监督站' } },
    });
    expect(await report('zhao', 'u1', { type: 'AcceptReport' })).toMatchObject({ body: { stage: 'accepted' } });
    expect(await progress()).toMatchObject({ received: 2, missing: [] });
    expect(await shownTo('zhao')).toMatchObject({ stage: 'compiling', unreported: [] });
  });

  it('downloadable while it is a draft by the office and the first responsible person only, without a number', async () => {
    for (const extension of ['json', 'xlsx', 'docx', 'pdf']) {
      expect(await api.call('zhang', 'GET', `${month}/report.${extension}`)).toMatchObject({
        status: 403,
        body: { code: 'NOT_PUBLISHED' },
      });
      expect((await api.call('wang', 'GET', `${month}/report.${extension}`)).status).toBe(200);
      expect((await api.call('zhao', 'GET', `/api/dispatches/2024-01/report.${extension}`)).status).toBe(404);
      expect((await api.call('zhao', 'GET', `/api/dispatches/soon/report.${extension}`)).status).toBe(404);
      expect((await api.call(null, 'GET', `${month}/report.${extension}`)).status).toBe(401);
    }
    const { status, headers, body } = await api.call('zhao', 'GET', `${month}/report.json`);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        published: null,
        summary: null,
        table: { total: { coverage: { numerator: 8, denominator: 10 }, listedProvincial: null, major: { rate: null }, fundsYuan: null } },
      },
    });
    expect(nameIn(headers)).toMatch(/^草稿_关于20\d\d年\d+月安全生产网格化管理工作调度情况的通报_20\d\d-\d\d-\d\d\.json$/);
  });

  it('compiled by the office, which decides on every draft, and signed by the director, never by whoever compiled', async () => {
    const { drafts } = await shownTo('zhao');
    expect(drafts).toMatchObject([{ id: 'nominated/u1', suggested: '安全监督站：每日班前十分钟安全交底' }]);
    expect(await command('zhao', { type: 'CompileMonth', summary: '平稳', decided: [] })).toMatchObject({
      status: 422,
      body: { code: 'DRAFT_UNDECIDED' },
    });
    const decided = [{ id: 'nominated/u1', keep: true, text: '安全监督站坚持班前安全交底，予以表扬。' }];
    expect(await command('zhao', { type: 'CompileMonth', summary: '本月总体平稳。', decided })).toMatchObject({
      status: 200,
      body: { stage: 'signing' },
    });
    expect(await command('zhao', { type: 'SignMonth', paperNumber: '青建安办〔2026〕7号' })).toMatchObject({ status: 403 });
    // What was compiled stands: its reports are not returned any more, neither half nor whole.
    expect(await report('zhao', 'u1', { type: 'ReturnReport', reason: '受训人数有误' })).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STAGE' },
    });
    expect((await api.call('zhao', 'GET', `${month}/reports/u1`)).body).toMatchObject({ stage: 'accepted', commands: [] });
    await mails('sun', '待办');
    expect(await command('sun', { type: 'SendBack', reason: '请补充下月要求' })).toMatchObject({ body: { stage: 'compiling' } });
    const more = {
      requirements: [{ task: '深基坑专项检查', unit: 'u1', on: '2026-12-20' }],
      added: [{ kind: 'criticism', unit: 'u2', text: '抽查发现公示牌与实际责任人不符。' }],
      problems: ['夜间施工检查力量普遍不足'],
    };
    expect(await command('zhao', { type: 'CompileMonth', summary: '本月总体平稳。', decided, ...more })).toMatchObject({
      status: 200,
      body: { stage: 'hearing' },
    });
    await mails('qian', '拟通报批评');
    expect(await command('zhang', { type: 'AnswerCriticism', draft: 'own/1', text: '已更换' })).toMatchObject({ status: 403 });
    expect(await command('qian', { type: 'AnswerCriticism', draft: 'own/1', text: '已于当日更换' })).toMatchObject({
      body: { stage: 'signing' },
    });
    expect((await api.call('sun', 'GET', `${month}/circular`)).body).toMatchObject({
      ...{ number: '', draft: { mark: '草稿' }, opening: expect.stringContaining('通报如下'), noCriticisms: '' },
      criticisms: [
        { ordinal: '（一）', text: '夜间施工检查力量普遍不足。', answer: '' },
        { ordinal: '（二）', text: '轨道办：抽查发现公示牌与实际责任人不符。', answer: '说明：已于当日更换。' },
      ],
      annexes: [{ title: '各单位情况表' }, { title: '超期事项清单' }],
    });
    expect(await api.call('qian', 'GET', `${month}/circular`)).toMatchObject({ status: 403, body: { code: 'NOT_PUBLISHED' } });
    expect(await command('sun', { type: 'SignMonth', paperNumber: 'abc' })).toMatchObject({
      status: 422,
      body: { code: 'PAPER_NUMBER_SHAPE' },
    });
    expect(await command('sun', { type: 'SignMonth', paperNumber: '青建安办〔2026〕7号' })).toMatchObject({
      status: 200,
      body: { stage: 'published' },
    });
  });

  it.each([
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
    ['pdf', 'application/pdf', '%PDF'],
    ['json', 'application/json; charset=utf-8', '{'],
  ])('downloadable by every member once it is signed, as %s under its number', async (extension, type, begins) => {
    const { status, headers, body } = await api.call('zhang', 'GET', `${month}/report.${extension}`);
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type });
    const on = dateIn(instantFromMs(Date.now()));
    const title = `关于${period.slice(0, 4)}年${Number(period.slice(5))}月安全生产网格化管理工作调度情况的通报`;
    expect(nameIn(headers)).toBe(`青建安办〔2026〕7号_${title}_${on}.${extension}`);
    if (extension !== 'json') return expect(String(body).startsWith(begins)).toBe(true);
    expect(body).toMatchObject({
      published: { paperNumber: '青建安办〔2026〕7号', on, by: '孙立' },
      compiledBy: '赵敏',
      summary: '本月总体平稳。',
      commendations: [{ unit: '安全监督站', text: '安全监督站坚持班前安全交底，予以表扬。', answer: null }],
      requirements: [{ task: '深基坑专项检查', unit: '安全监督站', on: '2026-12-20' }],
      gaps: [],
      unreported: [],
    });
    expect(JSON.stringify(body)).not.toContain('湖滨花园二期');
  });

  it('published to everybody with a receipt, and locked', async () => {
    for (const person of ['wang', 'li', 'zhang', 'qian', 'sun', 'zhao']) await mails(person, '调度通报');
    expect(await api.call('zhang', 'POST', `${month}/read`)).toMatchObject({ status: 200 });
    const first = (await api.call('zhang', 'POST', `${month}/read`)).body;
    expect((await api.call('zhang', 'POST', `${month}/read`)).body).toEqual(first);
    expect(await shownTo('zhao')).toMatchObject({
      stage: 'published',
      readers: [{ person: { id: 'zhang' } }],
      published: { paperNumber: '青建安办〔2026〕7号' },
    });
    expect(await api.call('zhao', 'POST', '/api/dispatches', { period })).toMatchObject({ status: 409, body: { code: 'PERIOD_LOCKED' } });
    expect((await api.call('zhang', 'GET', '/api/dispatches')).body).toMatchObject({
      items: [{ period, stage: 'published', units: 2, received: 2, own: [{ unit: { code: 'u1' }, stage: 'accepted', owes: null }] }],
      next: { period: monthsAfter(period, 1) },
    });
  });

  it('counted in the trends: of the bureau for everybody, of a unit for whoever reads its reports; a hazard found later changes nothing', async () => {
    const trends = (as: string | null, query = '') => api.call(as, 'GET', `/api/dispatches/trends${query}`);
    type Trends = {
      of: { code: string } | null;
      units: { code: string }[];
      months: { period: string; isLocked: boolean; figures: Shown['figures'] | null }[];
    };
    const seen = async (as: string, query = '') => {
      const { status, body } = await trends(as, query);
      expect(status).toBe(200);
      const { of, units, months } = body as unknown as Trends;
      const found = months.map(({ figures }) => figures?.find(({ key }) => key === 'found')?.numerator ?? null);
      return { of: of?.code ?? null, units: units.map(({ code }) => code), found, months };
    };
    const none = Array.from({ length: 11 }, () => null);
    const before = await seen('zhao');
    expect(before).toMatchObject({ of: null, units: ['u1', 'u2'], found: [...none, 1] });
    expect(before.months.at(-1)).toMatchObject({ period, isLocked: true });
    expect(before.months.slice(0, 11).every(({ isLocked }) => !isLocked)).toBe(true);
    expect(await seen('zhang')).toMatchObject({ units: ['u1'], found: [...none, 1] });
    expect(await seen('zhang', '?unit=u1')).toMatchObject({ of: 'u1', found: [...none, 1] });
    expect(await seen('qian', '?unit=u2')).toMatchObject({ of: 'u2', units: ['u2'], found: [...none, 0] });
    for (const unit of ['u2', 'bureau', 'nowhere']) expect((await trends('zhang', `?unit=${unit}`)).status).toBe(404);
    expect((await trends(null)).status).toBe(401);
    const later = { zone: 'east', title: '灭火器过期', description: '2号楼三层' };
    expect((await api.call('qian', 'POST', '/api/hazards', later)).status).toBe(201);
    expect((await seen('zhao')).months).toEqual(before.months);
  });
});
