import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy, Rung } from '../../domain/escalation/policy.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';
import { noPicture } from '../support/given.ts';

const seconds = (n: number) => ({ elapsed: `PT${n}S` });
const reminder = (key: string, before: number): Rung => ({
  key,
  nature: 'reminder',
  when: { beforeDue: seconds(before) },
  tells: ['specific'],
});
const escalation = (key: 'supervising' | 'first', level: number, after: number): Rung => ({
  ...{ key, nature: 'escalation', level },
  ...{ when: { afterDue: seconds(after) }, tells: [key] },
});
/** Two reminders far enough apart that people may change between them also on a slow machine; the verification has time. */
const policy: Policy = {
  ...policyInSeconds,
  ladders: {
    ...policyInSeconds.ladders,
    'hazard.rectify.general': {
      limit: seconds(40),
      rungs: [reminder('early', 36), reminder('late', 4), escalation('supervising', 1, 0), escalation('first', 2, 2)],
    },
    'hazard.verify.general': defaultPolicy.ladders['hazard.verify.general'],
  },
};

const zone = (code: string, specific: PersonId) => ({
  code,
  ...{ name: `${code}责任区`, grid: 'bureau', supervising: [term('li')], specific: [term(specific)] },
});
const person = (id: string, name: string) => ({
  ...{ id, name, email: `${id}@example.com` },
  phone: null,
  unit: null,
  language: 'zh' as const,
});
let organisation: Organisation = {
  ...anOrganisation(),
  zones: [zone('Z1', 'zhang'), zone('Z2', 'wu'), zone('Z3', 'feng'), zone('Z4', 'chen')],
  people: [
    ...anOrganisation().people,
    ...[person('zhou', '周文博'), person('wu', '吴静怡'), person('zheng', '郑浩然'), person('feng', '冯立群'), person('chen', '陈晓岚')],
  ],
};

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  bureau = await aBureau(policy);
  api = await anApi(bureau.ledger, ['qian', 'zhao', 'zhang', 'zhou', 'zheng', 'feng', 'chen']);
  await changes({});
});
afterAll(async () => {
  await api.close();
  await bureau.close();
});

const now = () => instantFromMs(Date.now());

let changed: Promise<void> = Promise.resolve();
/** One change after another, as the office makes them: two at once would each put back what the other one changed. */
function changes(to: Partial<Organisation>) {
  changed = changed.then(async () => {
    organisation = { ...organisation, ...to };
    expect(await api.call('zhao', 'PUT', '/api/organisation', organisation)).toMatchObject({ status: 200 });
  });
  return changed;
}

async function reported(inZone: string) {
  const report = { zone: inZone, title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
  const { body } = await api.call('qian', 'POST', '/api/hazards', report);
  const { id, number } = body;
  /** What the person was sent about this hazard, in order: the tags of mails, and of the items of a digest. */
  const told = (id: PersonId) =>
    bureau.mails
      .filter(({ to }) => [to].flat().some((each) => each?.text === `${id}@example.com`))
      .flatMap(({ subject, text }) => [...`${subject}\n${text}`.matchAll(new RegExp(`【([^】]+)】[^【\\n]*（${number}）`, 'g'))])
      .map(([, tag]) => tag);
  return {
    id,
    number,
    told,
    gets: (id: PersonId, tag: string, times = 1) => until(() => told(id).filter((each) => each === tag).length >= times),
    commands: (as: PersonId, command: object) => api.call(as, 'POST', `/api/hazards/${id}/commands`, command),
  };
}

const mailsTo = (id: PersonId) =>
  bureau.mails.filter(({ to }) => [to].flat().some((each) => each?.text === `${id}@example.com`)).map(({ text }) => text ?? '');

describe.concurrent('between two rungs', () => {
  it('another person takes the seat: from then on he alone is reminded, and he alone may act', { timeout: 240_000 }, async () => {
    const hazard = await reported('Z1');
    await hazard.gets('zhang', '提醒');
    const at = now();
    const specific = [
      { ...term('zhang'), to: at },
      { ...term('zhou'), from: at },
    ];
    await changes({ zones: organisation.zones.map((each) => (each.code === 'Z1' ? { ...each, specific } : each)) });
    await hazard.gets('zhou', '提醒');
    await hazard.gets('li', '升级');
    await hazard.gets('wang', '报告');
    expect([hazard.told('zhang'), hazard.told('zhou')]).toEqual([
      ['待办', '提醒'],
      ['移交', '提醒'],
    ]);
    expect(mailsTo('zhou').join()).toContain('您收到本通知，因为您是Z1责任区的具体责任人');
    expect(mailsTo('li').join()).toContain('周文博已获2次提醒');
    expect(await hazard.commands('zhang', { type: 'RectifyHazard', measures: '已补齐', ...noPicture })).toMatchObject({ status: 403 });
    expect(await hazard.commands('zhou', { type: 'RectifyHazard', measures: '已补齐', ...noPicture })).toMatchObject({ status: 200 });
  });

  it('the holder goes away: the acting person is told, the absent one gets a copy', { timeout: 240_000 }, async () => {
    const hazard = await reported('Z2');
    await hazard.gets('wu', '提醒');
    const away = { person: 'wu', from: now(), to: instantFromMs(Date.now() + 3_600_000), acting: 'zheng' };
    await changes({ absences: [away] });
    await hazard.gets('zheng', '提醒');
    await hazard.gets('wu', '抄送', 2);
    await hazard.gets('li', '升级');
    expect([hazard.told('wu'), hazard.told('zheng')]).toEqual([
      ['待办', '提醒', '抄送', '抄送'],
      ['移交', '提醒'],
    ]);
    expect(mailsTo('zheng').join()).toContain('您收到本通知，因为您正代理Z2责任区的具体责任人');
    expect(mailsTo('wu').at(-1)).toContain('外出期间由代理人办理。此件抄送您知悉，无需操作。');
    const shown = await api.call('zhao', 'GET', `/api/hazards/${hazard.id}`);
    expect(shown.body).toMatchObject({ owes: { post: 'specific', person: { name: '郑浩然' }, actingFor: { name: '吴静怡' } } });
    const handedOver = (shown.body as unknown as { timeline: { events: { type: string }[]; people: { name: string }[] }[] }).timeline.find(
      ({ events }) => events.some(({ type }) => type === 'HolderChanged'),
    );
    expect(handedOver).toMatchObject({
      events: [{ type: 'HolderChanged', from: 'wu', to: 'zheng', actingFor: 'wu' }],
      people: [{ name: '吴静怡' }, { name: '郑浩然' }, { name: '吴静怡' }],
    });
    const { body: dossier } = await api.call('zhao', 'GET', `/api/cases/${hazard.id}/dossier.json`);
    const { record } = dossier as unknown as { record: { responsible: { post: string; person: string; actingFor: string | null }[] } };
    expect(record.responsible.filter(({ post }) => post === '具体责任人')).toMatchObject([
      { person: '吴静怡', actingFor: null },
      { person: '郑浩然', actingFor: '吴静怡' },
    ]);
    expect(await hazard.commands('zhao', { type: 'CommentOnHazard', text: '请先设警戒' })).toMatchObject({ status: 200 });
    await hazard.gets('zheng', '备注');
    expect(mailsTo('zheng').join()).toContain('备注：请先设警戒。');
    expect(await hazard.commands('zheng', { type: 'RectifyHazard', measures: '已补齐', ...noPicture })).toMatchObject({ status: 200 });
  });
});

describe.concurrent('a hazard', () => {
  it('whose verification failed is reminded of and climbs to deputy and director again', { timeout: 240_000 }, async () => {
    const hazard = await reported('Z3');
    const reminded = () => hazard.told('feng').lastIndexOf('提醒');
    await until(() => reminded() > 0);
    await hazard.gets('li', '升级');
    await hazard.gets('wang', '报告');
    await hazard.commands('feng', { type: 'RectifyHazard', measures: '已补齐', ...noPicture });
    expect(await hazard.commands('zhao', { type: 'VerifyHazard', passed: false, opinion: '仍缺一处' })).toMatchObject({ status: 200 });
    await hazard.gets('feng', '返工');
    await until(() => reminded() > hazard.told('feng').indexOf('返工'));
    await hazard.gets('li', '升级', 2);
    await hazard.gets('wang', '报告', 2);
    // Reminders that are late by a whole gap are one.
    const inTurn = hazard.told('feng').filter((tag, i, all) => tag !== all[i - 1]);
    expect(inTurn).toEqual(['待办', '提醒', '返工', '提醒']);
    expect([hazard.told('li'), hazard.told('wang')]).toEqual([
      ['升级', '升级'],
      ['报告', '报告'],
    ]);
  });

  it('that is closed lets a later one pass it by: nothing more is sent', { timeout: 240_000 }, async () => {
    const hazard = await reported('Z4');
    await hazard.gets('chen', '提醒');
    await hazard.commands('chen', { type: 'RectifyHazard', measures: '已补齐', ...noPicture });
    expect(await hazard.commands('zhao', { type: 'VerifyHazard', passed: true })).toMatchObject({ body: { stage: 'closed' } });
    // Every date of the closed one's ladder lies before this one's last.
    const later = await reported('Z4');
    await later.gets('wang', '报告');
    expect(['chen', 'li', 'wang'].map(hazard.told)).toEqual([['待办', '提醒'], [], []]);
    // His task may have been sent before he was done with it.
    expect(hazard.told('zhao')).not.toContain('提醒');
  });
});

describe('every notice', () => {
  it('says why the reader gets it, and what happens next and when', { timeout: 120_000 }, async () => {
    await until(async () => (await bureau.ledger.rows(`select from notice where status not in ('sent', 'overtaken')`)).length === 0);
    const deliveries = await bureau.ledger.rows(
      `select d.text, count(*)::int as notices from delivery d join notice n on n.delivery_id = d.id
       where n.case_id is not null and n.kind <> 'ended' group by d.id, d.text`,
    );
    const times = (text: string, phrase: RegExp) => [...text.matchAll(phrase)].length;
    const reason = /您收到本通知，因为您(是|正代理)|此件抄送您知悉，无需操作/g;
    const next = /\d+月\d+日（周.）\d\d:\d\d仍未办理，将(再次提醒|通知).+。|后续不再自动升级/g;
    expect(deliveries.filter(({ text, notices }) => times(text, reason) !== notices || times(text, next) !== notices)).toEqual([]);
    expect(deliveries.length).toBeGreaterThan(10);
    const [outcome] = await bureau.ledger.rows(
      `select d.text, d.status, n.person from delivery d join notice n on n.delivery_id = d.id where n.kind = 'ended' limit 1`,
    );
    expect(outcome).toMatchObject({ status: 'sent', text: expect.stringContaining('您上报的隐患已整改并经复查通过，现已销号。') });
    expect(outcome?.['text']).toContain('您收到本通知，因为该隐患由您上报。');
  });
});
