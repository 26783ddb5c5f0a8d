import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestDecider } from '../../domain/request/request-decider.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { hazardById } from '../../ledger/hazards.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { transact } from '../../ledger/transact.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';
import { staff } from '../support/an-actor.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const opened = '2026-09-29 09:10';
const asks = { type: 'RequestExtension', by: 'zhang', until: localDateOf('2026-10-20'), reason: '材料未到场' } as const;

async function anAskedExtension() {
  const { caseId } = await ledger.reports(opened);
  await ledger.act(caseId, '2026-10-09 10:00', asks);
  return { hazard: caseId, request: caseIdMadeOf(caseId, 'request/1') };
}
const decides = (request: string, granted: boolean, at = '2026-10-10 09:00', commandId: string = randomUUID()) =>
  transact(ledger, requestDecider, {
    caseId: request,
    commandId,
    actor: { person: 'li' },
    at: instantOf(at),
    command: { type: 'DecideRequest', by: 'li', granted, reason: granted ? '' : '材料已到场' },
  });
const rowOf = async (id: string) => (await ledger.rows('select kind, stage, part_of, due_at, finished from cases where id = $1', id))[0];
const toldOf = async (id: string) =>
  (await ledger.rows('select person, kind from notice where case_id = $1 order by id', id)).map(({ person, kind }) => `${person} ${kind}`);

describe('a request', () => {
  it('is a case of its own, made in the same transaction as the asking, and its decider is told', async () => {
    const { hazard, request } = await anAskedExtension();
    expect(await rowOf(request)).toMatchObject({ kind: 'request', stage: 'deciding', part_of: hazard, finished: false });
    expect(await toldOf(request)).toEqual(['li decision']);
  });

  it('moves the hazard’s deadline with its decision, and tells whoever asked', async () => {
    const { hazard, request } = await anAskedExtension();
    expect(await decides(request, true)).toMatchObject({ outcome: 'accepted', stage: 'granted', finished: true });
    expect((await rowOf(hazard))?.due_at.toISOString()).toBe('2026-10-20T09:30:00.000Z');
    expect(await toldOf(hazard)).toEqual(['zhang task', 'zhang granted']);
  });

  it('lets every rung that rang before ring again: the ladder shows it ahead', async () => {
    const { hazard, request } = await anAskedExtension();
    const ladder = async (at: string) => (await hazardById(ledger, hazard, staff('zhang'), instantOf(at)))?.ladder ?? [];
    await climbWall(ledger, instantOf('2026-10-10 08:50'));
    const rang = (await ladder('2026-10-10 08:55')).flatMap(({ key, firedAt }) => (firedAt ? [key] : []));
    expect(rang).toContain('half-way');
    await decides(request, true);
    const ahead = (await ladder('2026-10-10 09:05')).filter(({ at, firedAt }) => firedAt === null && at > '2026-10-10T01:05');
    expect(ahead.map(({ key }) => key)).toContain('half-way');
  });

  it('not granted leaves the deadline, and says why', async () => {
    const { hazard, request } = await anAskedExtension();
    await decides(request, false);
    expect((await rowOf(hazard))?.due_at.toISOString()).toBe('2026-10-12T09:30:00.000Z');
    expect(await toldOf(hazard)).toEqual(['zhang task', 'zhang notGranted']);
  });

  it('is decided once, however often and however parallel the decision comes', async () => {
    const { hazard, request } = await anAskedExtension();
    const outcomes = await Promise.all([1, 2, 3].map(() => decides(request, true, '2026-10-10 09:00', 'the same click')));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await ledger.rows(`select count(*)::int as n from entry where case_id = $1 and command = 'GrantRequest'`, hazard)).toEqual([
      { n: 1 },
    ]);
  });

  it('lapses with the repair', async () => {
    const { hazard, request } = await anAskedExtension();
    await ledger.act(hazard, '2026-10-09 11:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    expect(await rowOf(request)).toMatchObject({ stage: 'lapsed', finished: true });
    expect(await decides(request, true)).toMatchObject({ outcome: 'refused', refusal: { code: 'WRONG_STAGE' } });
  });

  it('decided at the moment of the repair is either granted before it or lapsed by it, never half of each', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { hazard, request } = await anAskedExtension();
      await Promise.all([
        decides(request, true),
        ledger.act(hazard, '2026-10-10 09:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture }),
      ]);
      const { stage } = (await rowOf(request)) as { stage: string };
      const granted = await ledger.rows(`select 1 from entry where case_id = $1 and command = 'GrantRequest'`, hazard);
      expect([stage, granted.length]).toEqual(stage === 'granted' ? ['granted', 1] : ['lapsed', 0]);
    }
  });

  it('climbs with the wall, like every case', async () => {
    const { request } = await anAskedExtension();
    await climbWall(ledger, instantOf('2026-10-12 17:30'));
    expect(await toldOf(request)).toContain('wang escalation');
  });

  it('leaves a record that verifies', async () => {
    expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
  });
});
