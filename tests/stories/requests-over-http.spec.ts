import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

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

const inDays = (days: number) => addDays(dateIn(instantFromMs(Date.now())), days);
type Asked = { requests: { id: string; stage: string; mayDecide: boolean }[]; owes: { dueAt: string }; commands: string[]; stage: string };

async function aHazard() {
  const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
  const { body } = await call('qian', 'POST', '/api/hazards', seen);
  const commands = `/api/hazards/${body.id}/commands`;
  const seenBy = async (as: string) => (await call(as, 'GET', `/api/hazards/${body.id}`)).body as unknown as Asked;
  return { commands, seenBy };
}

describe('an extension over HTTP', () => {
  it('is asked by whoever owes, decided by the deputy, and really moves the deadline', async () => {
    const { commands, seenBy } = await aHazard();
    const before = (await seenBy('zhang')).owes.dueAt;
    expect(await call('qian', 'POST', commands, { type: 'RequestExtension', until: inDays(20), reason: '材料未到场' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_YOURS' },
    });
    const asked = await call('zhang', 'POST', commands, { type: 'RequestExtension', until: inDays(20), reason: '材料未到场' });
    expect(asked).toMatchObject({ status: 200, body: { stage: 'rectifying' } });
    const [request] = (await seenBy('li')).requests;
    expect(request).toMatchObject({ stage: 'deciding', mayDecide: true, askedBy: { name: '张建国' }, ask: { type: 'extension' } });
    expect((await seenBy('zhang')).requests[0]?.mayDecide).toBe(false);
    expect((await call('li', 'GET', '/api/tasks')).body).toMatchObject({
      owed: [{ kind: 'request', id: request?.id, owes: { duty: 'request.decide.supervising' } }],
    });

    const decide = `/api/requests/${request?.id}/commands`;
    expect(await call('zhang', 'POST', decide, { type: 'DecideRequest', granted: true })).toMatchObject({ status: 403 });
    expect(await call('li', 'POST', decide, { type: 'DecideRequest', granted: true })).toMatchObject({
      status: 200,
      body: { kind: 'request', stage: 'granted', owes: null },
    });
    const after = await seenBy('zhang');
    expect(after.owes.dueAt > before).toBe(true);
    expect(after.requests[0]).toMatchObject({ stage: 'granted' });
    expect(await call('li', 'POST', decide, { type: 'DecideRequest', granted: true })).toMatchObject({ status: 409 });
  });

  it('is refused with a reason, which whoever asked is told', async () => {
    const { commands, seenBy } = await aHazard();
    await call('zhang', 'POST', commands, { type: 'RequestExtension', until: inDays(20), reason: '材料未到场' });
    const decide = `/api/requests/${(await seenBy('li')).requests[0]?.id}/commands`;
    expect(await call('li', 'POST', decide, { type: 'DecideRequest', granted: false }, { 'accept-language': 'en' })).toMatchObject({
      status: 422,
      body: { code: 'REASON_REQUIRED' },
    });
    await call('li', 'POST', decide, { type: 'DecideRequest', granted: false, reason: '材料已到场' });
    const { items } = (await call('zhang', 'GET', '/api/notices')).body;
    expect(items[0]).toMatchObject({ kind: 'notGranted', status: 'queued' });
  });

  it('says how far it may go', async () => {
    const { commands } = await aHazard();
    const tooLong = await call('zhang', 'POST', commands, { type: 'RequestExtension', until: inDays(90), reason: '材料未到场' });
    expect(tooLong).toMatchObject({ status: 422, body: { code: 'EXTENSION_TOO_LONG', params: { days: 30 } } });
    const noDate = await call('zhang', 'POST', commands, { type: 'RequestExtension', until: '2026-02-30', reason: '材料未到场' });
    expect(noDate).toMatchObject({ status: 422, body: { fields: [{ field: 'until' }] } });
    for (const review of ['9607-02-21', '2019-06-01', '2035-12-31'])
      expect(await call('zhang', 'POST', commands, { type: 'RequestSuspension', review, reason: '停工待拆迁' })).toMatchObject({
        ...{ status: 422, body: { fields: [{ field: 'review', message: expect.stringContaining('超出日历所及的年份') }] } },
      });
  });
});

describe('a suspension over HTTP', () => {
  it('stops the clock once it is granted; the office resumes it', async () => {
    const { commands, seenBy } = await aHazard();
    await call('zhang', 'POST', commands, { type: 'RequestSuspension', review: inDays(60), reason: '停工待拆迁' });
    await call('li', 'POST', `/api/requests/${(await seenBy('li')).requests[0]?.id}/commands`, { type: 'DecideRequest', granted: true });
    expect(await seenBy('zhao')).toMatchObject({ stage: 'suspended', owes: { duty: 'hazard.review', post: 'office' } });
    expect((await seenBy('zhao')).commands).toContain('ResumeHazard');
    expect(await call('zhao', 'POST', commands, { type: 'ResumeHazard', reason: '拆迁完成' })).toMatchObject({
      body: { stage: 'rectifying' },
    });
  });
});

describe('voiding over HTTP', () => {
  it('takes two people: the office asks, the office director decides, and nobody decides what he asked himself', async () => {
    const { commands, seenBy } = await aHazard();
    await call('sun', 'POST', commands, { type: 'VoidHazard', reason: '与另一条为同一处' });
    const decide = `/api/requests/${(await seenBy('sun')).requests[0]?.id}/commands`;
    expect(await call('sun', 'POST', decide, { type: 'DecideRequest', granted: true })).toMatchObject({ body: { code: 'ASKER_DECIDES' } });

    const other = await aHazard();
    await call('zhao', 'POST', other.commands, { type: 'VoidHazard', reason: '与另一条为同一处' });
    const otherDecide = `/api/requests/${(await other.seenBy('sun')).requests[0]?.id}/commands`;
    expect(await call('sun', 'POST', otherDecide, { type: 'DecideRequest', granted: true })).toMatchObject({ status: 200 });
    expect(await other.seenBy('zhao')).toMatchObject({ stage: 'void', owes: null });
  });
});
