import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { wordsInHistories } from '../../stack/temporal-histories.ts';
import { aBureau } from '../support/a-bureau.ts';
import { noPicture } from '../support/given.ts';
import { until } from '../support/until.ts';

/** Deputy and director far enough apart that also a slow machine tells one before it is the other's turn. */
const repair = policyInSeconds.ladders['hazard.rectify.general'];
const policy = {
  ...policyInSeconds,
  ladders: {
    ...policyInSeconds.ladders,
    'hazard.rectify.general': {
      ...repair,
      rungs: repair.rungs.map((rung) => (rung.key === 'first' ? { ...rung, when: { afterDue: { elapsed: 'PT15S' } } } : rung)),
    },
  },
};

let bureau: Awaited<ReturnType<typeof aBureau>>;
beforeAll(async () => {
  bureau = await aBureau(policy);
});
afterAll(() => bureau.close());

const now = () => instantFromMs(Date.now());

describe('a hazard that nobody touches', () => {
  it('climbs by itself: the specific person is reminded, then the deputy is told, then the director, each once and by a mail that arrives', async () => {
    const { number, caseId } = await bureau.ledger.reports(now());
    await until(() => bureau.said(number).length >= 4);
    const told = await bureau.ledger.rows(`select person, kind from notice where case_id = $1 order by id`, caseId);
    expect(told.map(({ person, kind }) => `${person} ${kind}`)).toEqual([
      'zhang task',
      'zhang reminder',
      'li escalation',
      'wang escalation',
    ]);
    const said = (person: string) => bureau.said(number).filter(({ to }) => to === `${person}@example.com`);
    expect(['zhang', 'li', 'wang'].map((person) => said(person).map(({ tag }) => tag))).toEqual([
      ['【待办】', '【提醒】'],
      ['【升级】'],
      ['【报告】'],
    ]);
    expect(said('li')[0]?.text).toContain('您收到本通知，因为您是城东责任区的分管责任人');
    expect(said('li')[0]?.text).toMatch(/仍未办理，将通知第一责任人/);

    await bureau.ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await bureau.ledger.act(caseId, now(), { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
    expect(await bureau.ledger.rows('select stage, finished from cases where id = $1', caseId)).toEqual([
      { stage: 'closed', finished: true },
    ]);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });

  it('climbs on when the worker is killed, once it runs again', async () => {
    const { number } = await bureau.ledger.reports(now());
    const reached = (person: string) => until(() => bureau.said(number).some(({ to }) => to === `${person}@example.com`));
    await reached('zhang');
    await bureau.killWorker();
    await bureau.restartWorker();
    await reached('wang');
    const told = await bureau.ledger.rows(
      `select person, kind from notice where facts->>'number' = $1 and kind = 'escalation' order by id`,
      number,
    );
    expect(told).toEqual([
      { person: 'li', kind: 'escalation' },
      { person: 'wang', kind: 'escalation' },
    ]);
  });

  it('leaves no name and no word of its text in Temporal', async () => {
    const payloads = await wordsInHistories(bureau.temporalAddress, 'default');
    expect(payloads.length).toBeGreaterThan(0);
    for (const secret of ['张建国', '李明远', '脚手架', '连墙件', 'example.com'])
      expect(payloads.filter((payload) => payload.includes(secret))).toEqual([]);
  });
});
