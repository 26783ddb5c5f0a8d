import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import type { HazardCommand } from '../../domain/hazard/commands.ts';
import { hazardDecider } from '../../domain/hazard/hazard-decider.ts';
import type { HazardFacts } from '../../domain/hazard/hazard.ts';
import type { Organisation, Term } from '../../domain/organisation/organisation.ts';
import { instantOf } from '../../domain/time/instant.ts';
import type { Absence } from '../../domain/people/roster.ts';
import { openLedger } from '../../ledger/ledger.ts';
import type { Receipt } from '../../ledger/receipt.ts';
import { putOrganisation, putPolicy } from '../../ledger/register.ts';
import { transact } from '../../ledger/transact.ts';
import { facts } from './given.ts';

const since = instantOf('2024-01-01 00:00');
export const term = (person: string): Term => ({ person, from: since, to: null });

export function anOrganisation(
  changes: { specific?: Term[]; supervising?: Term[]; west?: Term[]; absences?: Absence[] } = {},
): Organisation {
  const person = (id: string, name: string) => ({ id, name, email: `${id}@example.com`, phone: null, unit: null, language: 'zh' as const });
  return {
    bureau: { name: '青湖区建设管理局' },
    leadingGroup: { first: [term('wang')] },
    office: { name: '领导小组办公室', clerk: [term('zhao')], director: [term('sun')], members: ['zhao', 'sun'] },
    grids: [{ code: 'bureau', name: '建设管理局', level: 2, parent: null, head: [term('wang')] }],
    zones: [
      {
        code: 'east',
        name: '城东责任区',
        grid: 'bureau',
        supervising: changes.supervising ?? [term('li')],
        specific: changes.specific ?? [term('zhang')],
      },
      { code: 'west', name: '城西责任区', grid: 'bureau', supervising: [term('li')], specific: changes.west ?? [] },
    ],
    people: [
      person('wang', '王海平'),
      person('li', '李明远'),
      person('zhang', '张建国'),
      person('zhao', '赵敏'),
      person('sun', '孙立'),
      person('qian', '钱进'),
    ],
    absences: changes.absences ?? [],
  };
}

/** A migrated database of its own with nothing in it. */
export async function anEmptyLedger() {
  const templateUrl = inject('templateUrl');
  const name = `ledger_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Pool({ connectionString: new URL('/postgres', templateUrl).href, max: 1 });
  await admin.query(`create database ${name} template template_ledger strategy file_copy`);
  await admin.end();
  const url = new URL(`/${name}`, templateUrl).href;
  return { url, ...openLedger(url, { connections: 12, onBroken: () => undefined }) };
}

/** A migrated database of its own with an example organisation, and the ledger's verbs on it. */
export async function aLedger(policy: Policy = defaultPolicy) {
  const ledger = await anEmptyLedger();
  const { pool } = ledger;
  await putPolicy(pool, policy, { by: 'set-up', at: since });
  await putOrganisation(pool, anOrganisation(), { by: 'set-up', at: since });

  const act = (
    caseId: string,
    at: string,
    command: HazardCommand,
    { commandId = randomUUID(), ...options }: { commandId?: string; said?: string; expectedRevision?: number } = {},
  ): Promise<Receipt> =>
    transact(ledger, hazardDecider, {
      caseId,
      commandId,
      ...options,
      actor: 'by' in command ? { person: command.by } : { system: 'clock' },
      at: instantOf(at),
      command,
    });
  return {
    ...ledger,
    act,
    reports: async (at: string, options: { caseId?: string; commandId?: string; zone?: string; changes?: Partial<HazardFacts> } = {}) => {
      const { caseId = randomUUID(), commandId = randomUUID(), zone = 'east', changes = {} } = options;
      const receipt = await transact(ledger, hazardDecider, {
        caseId,
        commandId,
        actor: { person: 'qian' },
        at: instantOf(at),
        command: (number): HazardCommand => ({ type: 'ReportHazard', by: 'qian', number, zone, facts: facts(changes) }),
      });
      if (receipt.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(receipt)}`);
      return receipt;
    },
    puts: (organisation: Organisation, at: string) => putOrganisation(pool, organisation, { by: 'zhao', at: instantOf(at) }),
    rows: async (sql: string, ...values: unknown[]) => (await pool.query(sql, values)).rows,
    async close() {
      await ledger.close();
    },
  };
}
