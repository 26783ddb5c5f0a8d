import { caseIdMadeOf } from '../ledger/case-id.ts';
import type { HazardCommand } from '../domain/hazard/commands.ts';
import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { transact } from '../ledger/transact.ts';

const zones = [1, 2, 3, 5, 6, 7, 8, 9, 10];
const atOnce = 12;

/** Reports so many hazards at that moment through the ledger, as the api would. */
export const seed = (ledger: Ledger, count: number, at: Instant): Promise<void> =>
  times(count, async (n) => {
    const zone = `z${zones[n % zones.length] ?? 1}`;
    await transact(ledger, hazardDecider, {
      caseId: caseIdOf(n),
      commandId: 'report',
      actor: { person: 'inspector' },
      at,
      command: reportOf(n, zone),
    });
  });

/** Does it for 1, 2, 3 …, some at once. */
export async function times(count: number, work: (n: number) => Promise<void>): Promise<void> {
  let n = 0;
  const worker = async () => {
    while (n < count) await work((n += 1));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export const caseIdOf = (n: number) => caseIdMadeOf('bench', String(n));

/** What the inspector reports as the n-th. */
export const reportOf =
  (n: number, zone: string) =>
  (number: string): HazardCommand => ({
    type: 'ReportHazard',
    by: 'inspector',
    number,
    zone,
    facts: {
      title: `临边防护缺失（第${n}处）`,
      description: '三层东侧临边防护缺失一处，约两米。',
      place: '三层东侧',
      category: '临边防护',
      class: 'general',
      criterion: null,
      mode: 'timeLimited',
      source: 'inspection',
      project: null,
    },
  });
