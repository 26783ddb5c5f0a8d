// Reports one hazard as a process of its own, so that a test can let it die at a named point.
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { transact } from '../../ledger/transact.ts';

const [url = '', caseId = ''] = process.argv.slice(2);
const ledger = openLedger(url, { connections: 2, onBroken: () => undefined });
const facts = {
  title: '试',
  description: '试',
  place: null,
  category: null,
  class: 'general',
  criterion: null,
  mode: 'timeLimited',
  source: 'other',
  project: null,
} as const;
const receipt = await transact(ledger, hazardDecider, {
  caseId,
  commandId: 'report',
  actor: { person: 'qian' },
  at: instantOf('2026-09-29 09:10'),
  command: (number): HazardCommand => ({ type: 'ReportHazard', by: 'qian', number, zone: 'east', facts }),
});
process.stdout.write(JSON.stringify(receipt));
await ledger.close();
