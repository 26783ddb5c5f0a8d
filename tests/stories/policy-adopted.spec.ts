import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

const policyWith = (days: number): Omit<Policy, 'version'> => {
  const { version: _, ...policy } = defaultPolicy;
  const repair = { ...policy.ladders['hazard.rectify.general'], limit: { days } };
  return { ...policy, ordinaryNotices: 'anyTime', ladders: { ...policy.ladders, 'hazard.rectify.general': repair } };
};

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  bureau = await aBureau({ ...policyWith(30), version: 1 });
  api = await anApi(bureau.ledger, ['qian', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await bureau.close();
});

const path = '/api/policies/2/adoptions';
type Adoptions = { items: { id: string; finishedAt: string | null; moved: number }[] };
const adoptions = async () => ((await api.call('zhao', 'GET', path)).body as unknown as Adoptions).items;
const shown = async (id: string) => (await api.call('zhao', 'GET', `/api/hazards/${id}`)).body as unknown as Shown;
type Shown = { owes: { dueAt: string }; timeline: { command: string; actor: { name: string }; events: object[] }[] };

describe('the office has the running cases of one zone follow a stricter policy', () => {
  it('and the worker is killed half-way: each follows once all the same, whoever owes is told why, the other zone keeps its date', async () => {
    const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
    const { body: hazard } = await api.call('qian', 'POST', '/api/hazards', seen);
    const { body: other } = await api.call('qian', 'POST', '/api/hazards', { ...seen, zone: 'west' });
    await bureau.mailTo('zhang@example.com', 1);
    const before = await shown(hazard.id);
    const otherBefore = await shown(other.id);
    expect(await api.call('zhao', 'POST', '/api/policies', policyWith(10))).toMatchObject({ status: 201, body: { version: 2 } });
    expect((await shown(hazard.id)).owes).toEqual(before.owes);

    const preview = await api.call('zhao', 'POST', `${path}/preview`, { zone: 'east' });
    expect(preview.body).toMatchObject({ open: 1, recomputed: 1, moved: 1, moves: [{ number: hazard.number }], escalated: [] });
    await bureau.killWorker();
    await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: 'adopt:before-commit' });
    const { status, body: asked } = await api.call('zhao', 'POST', path, { zone: 'east' });
    expect(status).toBe(202);
    await bureau.workerEnded();
    expect(await adoptions()).toMatchObject([{ id: asked.id, finishedAt: null, moved: 0 }]);

    await bureau.restartWorker();
    await until(async () => (await adoptions())[0]?.finishedAt !== null);
    expect(await adoptions()).toMatchObject([{ id: asked.id, moved: 1 }]);
    const { owes, timeline } = await shown(hazard.id);
    const [move] = (preview.body as unknown as { moves: { to: { at: string } }[] }).moves;
    expect(owes.dueAt).toBe(move?.to.at);
    expect(timeline.at(-1)).toMatchObject({
      command: 'AdoptPolicy',
      actor: { name: '赵敏' },
      events: [{ type: 'DeadlineMoved', cause: 'policy', policy: { from: 1, to: 2 } }],
    });
    await bureau.mailTo('zhang@example.com', 2);
    const told = bureau.said(hazard.number).filter(({ tag }) => tag === '【期限变更】');
    expect(told).toMatchObject([{ to: 'zhang@example.com' }]);
    expect(told[0]?.text).toContain('时限规则已调整，原期限');
    expect((await shown(other.id)).owes).toEqual(otherBefore.owes);
    expect((await shown(other.id)).timeline.map(({ command }) => command)).toEqual(['ReportHazard']);
  });
});
