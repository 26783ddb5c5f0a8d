import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time/instant.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { putAndLook } from '../../ledger/organisation/change-organisation.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { locked, untilWaiting } from '../support/locked.ts';
import { until } from '../support/until.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
/** Another process on the same ledger. */
let other: ReturnType<typeof openLedger>;
beforeAll(async () => {
  ledger = await aLedger();
  other = openLedger(ledger.url, { connections: 4, onBroken: () => undefined });
  await lookAtSeats(ledger, instantOf('2026-09-28 08:00'));
});
afterAll(async () => {
  await other.close();
  await ledger.close();
});

const at = (time: string) => instantOf(time);
const told = async (caseId: string) =>
  (await ledger.rows('select person, kind from notice where case_id = $1 order by id', caseId)).map(
    ({ person, kind }) => `${person} ${kind}`,
  );
describe('two looks at the seats at once', () => {
  it('tell the successor once', async () => {
    const { caseId } = await ledger.reports('2026-09-28 09:00');
    await ledger.puts(anOrganisation({ specific: [term('qian')] }), '2026-09-28 10:00');
    const release = await locked(ledger, caseId);
    const looks = [ledger, other].map((each) => lookAtSeats(each, at('2026-09-28 10:01')));
    await untilWaiting(ledger, 2);
    await release();
    await Promise.all(looks);
    await lookAtSeats(ledger, at('2026-09-28 10:02'));
    expect(await told(caseId)).toEqual(['zhang task', 'qian inherited']);
  });

  it('of which the later one knows a newer organisation tell its successor of each case once as well', async () => {
    const cases = [await ledger.reports('2026-09-29 09:00'), await ledger.reports('2026-09-29 09:01')].map(({ caseId }) => caseId);
    await ledger.puts(anOrganisation({ specific: [term('zhang')] }), '2026-09-29 10:00');
    const release = await locked(ledger, ...cases);
    const first = lookAtSeats(other, at('2026-09-29 10:01'));
    await untilWaiting(ledger, 1);
    await ledger.puts(anOrganisation({ specific: [term('sun')] }), '2026-09-29 10:02');
    const second = lookAtSeats(ledger, at('2026-09-29 10:02'));
    await untilWaiting(ledger, 2);
    await release();
    await Promise.all([first, second]);
    await lookAtSeats(ledger, at('2026-09-29 10:03'));
    for (const each of cases) expect((await told(each)).filter((said) => said === 'sun inherited')).toHaveLength(1);
    const [row] = await ledger.rows(`select person from seat_holder where post = 'specific' and scope = 'east'`);
    expect(row).toEqual({ person: 'sun' });
  });
});

describe('a change of the organisation', () => {
  it('is answered once it is saved, though not all who follow can be told at once; they are told after it', async () => {
    const { caseId } = await ledger.reports('2026-09-30 09:00');
    const release = await locked(ledger, caseId);
    const version = await putAndLook(ledger, anOrganisation({ specific: [term('zhang')] }), { by: 'zhao', at: at('2026-09-30 10:00') });
    expect(version).toBe((await ledger.register.newest(ledger.pool)).versions.organisation);
    expect(await told(caseId)).toEqual(['sun task']);
    await release();
    await until(async () => (await told(caseId)).length > 1);
    expect(await told(caseId)).toEqual(['sun task', 'zhang inherited']);
  });
});
