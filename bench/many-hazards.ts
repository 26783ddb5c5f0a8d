import type { HazardCommand } from '../domain/hazard/commands.ts';
import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import { instantFromMs, plusMs } from '../domain/time/instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { putOrganisation } from '../ledger/register.ts';
import { transact } from '../ledger/transact.ts';
import { exampleBureau } from '../stack/example-bureau.ts';
import { caseIdOf, reportOf, times } from './seed.ts';

export const lived = 10_000;
const hourMs = 3_600_000;

/** So many zones with a unit each, and ten thousand hazards in the first ten of them that were reported, rectified and verified. */
export async function live(ledger: Ledger, units: number): Promise<void> {
  const bureau = exampleBureau(Date.now());
  const names = Array.from({ length: units }, (_, i) => `b${i}`);
  const [zone, unit] = [bureau.zones[0], bureau.grids.find(({ level }) => level === 3)];
  if (!zone || !unit) throw new Error('the example bureau has a zone and a unit');
  const many = {
    ...bureau,
    grids: [...bureau.grids.filter(({ level }) => level < 3), ...names.map((name) => ({ ...unit, code: `u-${name}`, name }))],
    zones: names.map((name) => ({ ...zone, code: name, name, grid: `u-${name}` })),
  };
  await putOrganisation(ledger.pool, many, { by: 'bench', at: instantFromMs(Date.now()) });
  await times(lived, async (n) => {
    const at = plusMs(instantFromMs(Date.now()), -(24 + (n % 480)) * hourMs);
    const give = (person: string, commandId: string, command: HazardCommand | ((number: string) => HazardCommand), after: number) =>
      transact(ledger, hazardDecider, { caseId: caseIdOf(n), commandId, actor: { person }, at: plusMs(at, after * hourMs), command });
    const repaired = { type: 'RectifyHazard', by: 'head1', measures: '已补装防护栏杆', withoutPhoto: '夜间施工，无法拍摄' } as const;
    await give('inspector', 'report', reportOf(n, `b${n % 10}`), 0);
    await give('head1', 'rectify', repaired, 10);
    await give('office', 'verify', { type: 'VerifyHazard', by: 'office', passed: true, opinion: '' }, 20);
  });
}

/** The same hazards again in the other zones, copied row by row. */
export async function multiply({ pool }: Ledger, units: number, times: number): Promise<void> {
  for (let copy = 1; copy < times; copy += 1)
    await pool.query(
      `with copied as (
         select id as old, gen_random_uuid() as new, zone as old_zone, 'b' || ((row_number() over (order by id) * 7 + $1 * 13) % $2) as new_zone
         from cases where number not like '%#%'
       ), written as (
         insert into cases (id, kind, number, revision, stage, zone, title, class, state, level, provisional, opened_at, finished, head_hash)
         select new, kind, number || '#' || $1, revision, stage, new_zone, title, class, state, level, provisional, opened_at, finished, head_hash
         from cases join copied on id = old
       )
       insert into entry (case_id, revision, command_id, command, actor, at, events, receipt, prev_hash, hash)
       select new, revision, command_id, command, actor, at,
         replace(events::text, '"zone": "' || old_zone || '"', '"zone": "' || new_zone || '"')::jsonb, receipt, prev_hash, hash
       from entry join copied on case_id = old`,
      [copy, units],
    );
  await pool.query('delete from wake');
  await pool.query(`update notice set status = 'sent' where status = 'queued'`);
  await pool.query('analyze');
}
