import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import { putPolicy } from '../../ledger/register.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

/** At any hour, and with a ladder that climbs while one looks on. */
const { 'suggestion.answer': usual } = policyInSeconds.ladders;
const policy: Policy = {
  ...policyInSeconds,
  ordinaryNotices: 'anyTime',
  ladders: { ...policyInSeconds.ladders, 'suggestion.answer': { ...usual, limit: { elapsed: 'PT4S' } } },
};

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  bureau = await aBureau(policy);
  api = await anApi(bureau.ledger, ['qian', 'zhang', 'zhao', 'sun']);
});
afterAll(async () => {
  await api?.close();
  await bureau?.close();
});

const words = { text: '上报页面的照片希望能一次选多张', about: '/report' };
const makes = (as: string, key: string, body: object = words) => api.call(as, 'POST', '/api/suggestions', body, { 'idempotency-key': key });
const mailTo = (person: string, tag: string, number: string) =>
  until(() => Promise.resolve(bureau.said(number).some(({ to, tag: said }) => to.startsWith(`${person}@`) && said === tag)));

describe('a suggestion', () => {
  it('goes to the office, climbs to its director while nobody answers, and its author gets the answer by mail', async () => {
    const made = await makes('qian', 'the-suggestion');
    expect(made).toMatchObject({
      status: 201,
      body: {
        kind: 'suggestion',
        number: expect.stringMatching(/^YJ-\d{4}-00001$/),
        stage: 'answering',
        owes: { duty: 'suggestion.answer', post: 'office' },
      },
    });
    const { id, number } = made.body;
    await mailTo('zhao', '【待办】', number);
    await mailTo('sun', '【升级】', number);
    const commands = `/api/suggestions/${id}/commands`;
    expect(await api.call('qian', 'POST', commands, { type: 'AnswerSuggestion', answer: '好' })).toMatchObject({ status: 403 });
    expect(await api.call('zhao', 'POST', commands, { type: 'AnswerSuggestion', answer: '已列入下月改进' })).toMatchObject({
      status: 200,
      body: { stage: 'answered', owes: null },
    });
    await mailTo('qian', '【答复】', number);
    const answer = bureau.said(number).find(({ to, tag }) => to.startsWith('qian@') && tag === '【答复】');
    expect(answer?.text).toContain('已列入下月改进');
    expect(answer?.text).toContain(`/cases/${id}`);
    expect((await api.call('qian', 'GET', `/api/cases/${id}`)).body).toMatchObject({
      suggestion: { ...words, madeBy: { id: 'qian' }, answered: { text: '已列入下月改进', by: { name: '赵敏' } }, mayAnswer: false },
    });
  });

  it('that is sent twice is one, and with other words refused', async () => {
    const [first, again] = [await makes('qian', 'pressed-twice'), await makes('qian', 'pressed-twice')];
    expect([again.status, again.body.id, again.body.number]).toEqual([201, first.body.id, first.body.number]);
    expect(await makes('qian', 'pressed-twice', { text: '别的' })).toMatchObject({ status: 409, body: { code: 'KEY_REUSED' } });
    expect(await bureau.ledger.rows(`select id from cases where kind = 'suggestion' and state->>'madeBy' = 'qian'`)).toHaveLength(2);
  });

  it('is read by its author and the office; to others it is as if there were none', async () => {
    const { body } = await makes('qian', 'for-the-office');
    expect((await api.call('qian', 'GET', `/api/cases/${body.id}`)).status).toBe(200);
    expect((await api.call('zhao', 'GET', `/api/cases/${body.id}`)).body).toMatchObject({ suggestion: { mayAnswer: true } });
    expect((await api.call('zhang', 'GET', `/api/cases/${body.id}`)).status).toBe(404);
    expect((await api.call('zhao', 'GET', '/api/tasks')).body).toMatchObject({
      owed: expect.arrayContaining([expect.objectContaining({ id: body.id })]),
    });
  });

  it.each(['//elsewhere.example.com', 'https://elsewhere.example.com', '/\\elsewhere'])(
    'is about a page of ours, not %s',
    async (about) => {
      expect((await makes('qian', 'about-a-page', { ...words, about })).status).toBe(422);
    },
  );

  it('is answered under a policy that was put before there were any', async () => {
    const { 'suggestion.answer': _, ...ladders } = policy.ladders;
    const before = { ...policy, name: '以前的规则', ladders: ladders as Policy['ladders'] };
    const version = await putPolicy(bureau.ledger.pool, before, { by: 'zhao', at: instantFromMs(Date.now()) });
    const made = await makes('qian', 'under-an-old-policy');
    expect(made.status).toBe(201);
    const [row] = await bureau.ledger.rows('select state from cases where id = $1', made.body.id);
    expect((row?.['state'] as { obligation: { policy: number } }).obligation.policy).toBe(version);
    const ladder = (made.body as unknown as { ladder: { key: string }[] }).ladder.map(({ key }) => key);
    expect(ladder).toEqual(defaultPolicy.ladders['suggestion.answer'].rungs.map(({ key }) => key));
  });
});
