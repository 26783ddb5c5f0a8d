import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const opened = '2026-09-29 09:10';
const later = '2026-10-09 10:00';
const merges = (id: string, into: string) => ledger.act(id, later, { type: 'MergeHazard', by: 'zhao', into, reason: '同一处' });
const stageOf = async (id: string) => (await ledger.rows('select stage from cases where id = $1', id))[0]?.stage as string;
const commandsOf = async (id: string) =>
  (await ledger.rows('select command from entry where case_id = $1 order by revision', id)).map(({ command }) => command as string);
const toldOf = async (id: string) =>
  (await ledger.rows('select person, kind from notice where case_id = $1 order by id', id)).map(({ person, kind }) => `${person} ${kind}`);

async function two() {
  const [first, second] = [await ledger.reports(opened), await ledger.reports(opened)];
  return [first.caseId, second.caseId] as const;
}

describe('two hazards of which one is a duplicate', () => {
  it('hear of the merging in the same transaction, and whoever answers for both is told once', async () => {
    const [duplicate, original] = await two();
    expect(await merges(duplicate, original)).toMatchObject({ outcome: 'accepted', stage: 'merged', finished: true });
    expect(await commandsOf(duplicate)).toEqual(['ReportHazard', 'MergeHazard']);
    expect(await commandsOf(original)).toEqual(['ReportHazard', 'AbsorbDuplicate']);
    expect([await toldOf(duplicate), await toldOf(original)]).toEqual([
      ['zhang task', 'qian ended'],
      ['zhang task', 'zhang merged'],
    ]);
    expect(await ledger.rows(`select state->'duplicates'->0->>'from' as id from cases where id = $1`, original)).toEqual([
      { id: duplicate },
    ]);
  });

  it('hear of its taking back, and the clock of the duplicate runs again', async () => {
    const [duplicate, original] = await two();
    await merges(duplicate, original);
    const receipt = await ledger.act(duplicate, '2026-10-12 10:00', { type: 'UnmergeHazard', by: 'zhao', reason: '并非同一处' });
    expect(receipt).toMatchObject({ outcome: 'accepted', stage: 'rectifying', finished: false, nextAlarm: {} });
    expect(await commandsOf(original)).toEqual(['ReportHazard', 'AbsorbDuplicate', 'ReleaseDuplicate']);
  });

  it('are both left as they were when one refuses', async () => {
    const [duplicate, original] = await two();
    await ledger.act(original, later, { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await ledger.act(original, later, { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
    expect(await merges(duplicate, original)).toMatchObject({ outcome: 'refused', refusal: { code: 'OTHER_ENDED' } });
    expect(await merges(duplicate, duplicate)).toMatchObject({ outcome: 'refused', refusal: { code: 'INTO_ITSELF' } });
    expect(await merges(duplicate, caseIdMadeOf('nothing'))).toMatchObject({ outcome: 'refused', refusal: { code: 'CASE_UNKNOWN' } });
    expect(await commandsOf(duplicate)).toEqual(['ReportHazard']);
    expect(await stageOf(original)).toBe('closed');
  });

  it('are merged one way only, however near together both ways come', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [one, another] = await two();
      const receipts = await Promise.all([merges(one, another), merges(another, one)]);
      expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
      expect([await stageOf(one), await stageOf(another)].sort()).toEqual(['merged', 'rectifying']);
    }
  });
});

describe('a request for a hazard', () => {
  const asks = { type: 'RequestExtension', by: 'zhang', until: localDateOf('2026-10-20'), reason: '材料未到场' } as const;

  it('lapses when the hazard is merged', async () => {
    const [duplicate, original] = await two();
    await ledger.act(duplicate, later, asks);
    await merges(duplicate, original);
    expect(await stageOf(caseIdMadeOf(duplicate, 'request/1'))).toBe('lapsed');
  });

  it('is no hazard: nothing is merged into it, and it takes no hazard’s command', async () => {
    const [duplicate, original] = await two();
    await ledger.act(original, later, asks);
    const request = caseIdMadeOf(original, 'request/1');
    expect(await merges(duplicate, request)).toMatchObject({ outcome: 'refused', refusal: { code: 'CASE_UNKNOWN' } });
    const comments = ledger.act(request, later, { type: 'CommentOnHazard', by: 'qian', text: '备注' });
    expect(await comments).toMatchObject({ outcome: 'refused', refusal: { code: 'CASE_UNKNOWN' } });
    expect(await stageOf(request)).toBe('deciding');
  });
});

it('leaves a record that verifies', async () => {
  expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
});
