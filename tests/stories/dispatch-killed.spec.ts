import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;

// More units than are asked in one step, so that the opening can be cut between them.
const units = Array.from({ length: 60 }, (_, i) => `u${String(i).padStart(2, '0')}`);
const period = dateIn(instantFromMs(Date.now())).slice(0, 7);

beforeAll(async () => {
  bureau = await aBureau();
  const base = anOrganisation({ west: [term('qian')] });
  await bureau.ledger.puts(
    {
      ...base,
      grids: [...base.grids, ...units.map((code) => ({ code, name: `${code}科`, level: 3, parent: 'bureau', head: [term('zhang')] }))],
      zones: base.zones.map((zone) => ({ ...zone, grid: zone.code === 'east' ? 'u00' : 'u01' })),
    },
    '2024-01-01 00:00',
  );
  api = await anApi(bureau.ledger, ['qian', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await bureau.close();
});

const count = async (sql: string) => (await bureau.ledger.rows(`select count(*)::int as n ${sql}`))[0]?.n;

describe('a month whose opening is cut off again and again', () => {
  it('is opened whole in the end, and nothing of it twice', { timeout: 120_000 }, async () => {
    for (const zone of ['east', 'east', 'west'])
      await api.call('qian', 'POST', '/api/hazards', { zone, title: '连墙件缺失', description: '3号楼北侧二层缺失两处' });
    await bureau.killWorker();
    expect(await api.call('zhao', 'POST', '/api/dispatches', { period })).toMatchObject({ status: 202 });

    await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: 'dispatch:before-commit' });
    await bureau.workerEnded();
    expect(await count('from dispatch_mark')).toBe(0);
    await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: 'dispatch:asked' });
    await bureau.workerEnded();
    expect(await count(`from cases where kind = 'unit-report'`)).toBe(50);
    await bureau.killTemporal();
    await bureau.restartTemporal();
    await bureau.restartWorker();

    await until(async () => (await count('from dispatch where opened_at is not null')) === 1);
    expect(await count(`from cases where kind = 'unit-report'`)).toBe(60);
    expect(await count('from dispatch_mark')).toBe(3);
    expect(await count(`from notice where kind = 'reportDue'`)).toBe(60);
    expect(await count(`from entry where command = 'AskUnits'`)).toBe(2);
    await until(async () => (await count(`from notice where status = 'queued'`)) === 0);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});
