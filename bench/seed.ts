import { caseIdMadeOf } from '../ledger/case-id.ts';
import type { HazardCommand } from '../domain/hazard/commands.ts';
import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { transact } from '../ledger/transact.ts';

const zones = [1, 2, 3, 5, 6, 7, 8, 9, 10];
const atOnce = 12;

/** Reports so many hazards at that moment through the ledger, as the api would. */
export async function seed(ledger: Ledger, count: number, at: Instant): Promise<void> {
  let n = 0;
  const reporter = async () => {
    while (n < count) {
      n += 1;
      const facts = {
        title: `临边防护缺失（第${n}处）`,
        description: '三层东侧临边防护缺失一处，约两米。',
        place: '三层东侧',
        category: '临边防护',
        class: 'general',
        criterion: null,
        mode: 'timeLimited',
        source: 'inspection',
        project: null,
      } as const;
      const zone = `z${zones[n % zones.length] ?? 1}`;
      await transact(ledger, hazardDecider, {
        caseId: caseIdMadeOf('bench', String(n)),
        commandId: 'report',
        actor: { person: 'inspector' },
        at,
        command: (number): HazardCommand => ({ type: 'ReportHazard', by: 'inspector', number, zone, facts }),
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, reporter));
}
