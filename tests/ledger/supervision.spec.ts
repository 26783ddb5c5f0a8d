import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supervisionDecider } from '../../domain/supervision/supervision-decider.ts';
import type { SupervisionCommand } from '../../domain/supervision/decide-supervision.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { climbCase } from '../../ledger/climb-case.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { transact } from '../../ledger/transact.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const opened = '2026-09-29 09:10';
const overdue = '2026-10-31 17:30';
const partOf = (hazard: string, count = 1) => caseIdMadeOf(hazard, `supervision/${count}`);
const aMajorHazard = async () => (await ledger.reports(opened, { changes: { class: 'major' } })).caseId;

const gives = (supervision: string, at: string, command: SupervisionCommand & { by: string }, commandId: string = randomUUID()) =>
  transact(ledger, supervisionDecider, { caseId: supervision, commandId, actor: { person: command.by }, at: instantOf(at), command });
const lists = (supervision: string, commandId?: string) =>
  gives(
    supervision,
    '2026-11-03 10:00',
    { type: 'DecideSupervision', by: 'wang', list: true, requirement: '回填', dueOn: localDateOf('2026-12-31'), reason: '' },
    commandId,
  );
const registers = (supervision: string, number: string, commandId?: string) =>
  gives(
    supervision,
    '2026-11-05 10:00',
    {
      type: 'RegisterSupervision',
      by: 'zhao',
      number,
      issuedOn: localDateOf('2026-11-05'),
      signedBy: '王海平',
      scan: { id: randomUUID(), sha256: 'aa' },
    },
    commandId,
  );
const proposes = (hazard: string, at = '2026-11-02 10:00') =>
  ledger.act(hazard, at, { type: 'ProposeSupervision', by: 'zhao', reason: '渗水' });

/** Proposed by the office and decided, waiting for its paper. */
async function awaitsPaper() {
  const hazard = await aMajorHazard();
  await proposes(hazard);
  await lists(partOf(hazard));
  return { hazard, supervision: partOf(hazard) };
}

const rowOf = async (id: string) => (await ledger.rows('select kind, stage, part_of, number, finished from cases where id = $1', id))[0];
const toldOf = async (id: string) =>
  (await ledger.rows('select person, kind from notice where case_id = $1 order by id', id)).map(({ person, kind }) => `${person} ${kind}`);
const entriesOf = async (id: string, command: string) =>
  ledger.rows('select 1 from entry where case_id = $1 and command = $2', id, command);

describe('a supervision drafted by the ladder', () => {
  it.each([
    ['with the whole wall', async () => climbWall(ledger, instantOf(overdue))],
    [
      'with its own clock',
      async (hazard: string) => climbCase(ledger, { caseId: hazard, revision: 1, alarmAt: overdue, now: instantOf(overdue) }),
    ],
  ])('is opened in the same transaction as the climb, %s, and its decider is told', async (_, climbs) => {
    const hazard = await aMajorHazard();
    await climbs(hazard);
    expect(await rowOf(partOf(hazard))).toMatchObject({ kind: 'supervision', stage: 'proposed', part_of: hazard, finished: false });
    expect(await toldOf(partOf(hazard))).toEqual(['wang decision']);
    expect(await ledger.rows('select 1 from wake where case_id = $1', partOf(hazard))).toHaveLength(1);
  });

  it('is drafted once, however many clocks and walls ring together and the office proposes', async () => {
    const hazard = await aMajorHazard();
    const clock = { caseId: hazard, revision: 1, alarmAt: overdue, now: instantOf(overdue) };
    const [, , , proposed] = await Promise.all([
      climbWall(ledger, clock.now),
      climbCase(ledger, clock),
      climbWall(ledger, clock.now),
      proposes(hazard, overdue),
    ]);
    expect(await ledger.rows(`select 1 from cases where part_of = $1 and kind = 'supervision'`, hazard)).toHaveLength(1);
    expect((await entriesOf(partOf(hazard), 'OpenSupervision')).length).toBe(1);
    if (proposed.outcome === 'refused') expect(proposed.refusal.code).toBe('SUPERVISION_OPEN');
  });
});

describe('a decision on it', () => {
  it('is taken once, however often and however parallel it comes', async () => {
    const hazard = await aMajorHazard();
    await proposes(hazard);
    const outcomes = await Promise.all([1, 2, 3].map(() => lists(partOf(hazard), 'the same click')));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await entriesOf(partOf(hazard), 'DecideSupervision')).toHaveLength(1);
  });

  it('at the moment at which the hazard is closed is either taken before it or lapsed by it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const hazard = await aMajorHazard();
      const plan = { measures: '回填', responsible: '周强', fundsYuan: 1, dueOn: localDateOf('2026-11-20'), contingencyPlan: '撤离' };
      await ledger.act(hazard, '2026-11-02 09:00', { type: 'SubmitPlan', by: 'zhang', ...plan });
      await proposes(hazard);
      await ledger.act(hazard, '2026-11-03 09:00', { type: 'RectifyHazard', by: 'zhang', measures: '已回填', ...noPicture });
      await Promise.all([
        lists(partOf(hazard)),
        ledger.act(hazard, '2026-11-03 10:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' }),
      ]);
      expect((await rowOf(partOf(hazard)))?.stage).toBe('lapsed');
      expect((await ledger.rows(`select state->'supervision' as of from cases where id = $1`, hazard))[0]?.of).toBeNull();
    }
  });
});

describe('the number of a paper', () => {
  it.each([
    ['as it stands', '示例挂牌〔2026〕11号', '示例挂牌〔2026〕11号'],
    ['with other brackets and blanks', '示例挂牌〔2026〕12号', ' 示例挂牌 [2026] 12号'],
  ])('is taken once, %s', async (_, number, typed) => {
    const [first, second] = [await awaitsPaper(), await awaitsPaper()];
    expect(await registers(first.supervision, number)).toMatchObject({ outcome: 'accepted', stage: 'listed' });
    expect(await registers(second.supervision, typed)).toMatchObject({ outcome: 'refused', refusal: { code: 'PAPER_NUMBER_TAKEN' } });
    expect((await rowOf(second.supervision))?.stage).toBe('issuing');
    expect((await ledger.rows(`select state->'supervision'->'listed' as listed from cases where id = $1`, second.hazard))[0]?.listed).toBe(
      false,
    );
  });

  it('is taken by one of two who register it at the same moment', async () => {
    const [first, second] = [await awaitsPaper(), await awaitsPaper()];
    const outcomes = await Promise.all([first, second].map(({ supervision }) => registers(supervision, '示例挂牌〔2026〕13号')));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
  });

  it('may be registered twice by the same click', async () => {
    const { supervision } = await awaitsPaper();
    const outcomes = await Promise.all([1, 2].map(() => registers(supervision, '示例挂牌〔2026〕14号', 'the same click')));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  });
});

it('leaves a record that verifies', async () => {
  expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
});
