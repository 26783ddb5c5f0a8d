import type { DocumentFault, FaultCode } from '../document/fault.ts';
import { amountOf, elapsedMs } from '../time/allowance.ts';
import type { Allowance } from '../time/allowance.ts';
import type { Ladder, Policy, Rung } from './policy.ts';

const amountIn = (allowance: Allowance): number => {
  if ('elapsed' in allowance) return elapsedMs(allowance.elapsed);
  const [[unit, amount] = ['', 0]] = Object.entries(allowance);
  return amountOf(unit, amount);
};

/** Every fault of a policy: shares within (0, 1), limits above zero, keys unique, every ladder ends in an escalation that tells somebody. */
export function faultsOfPolicy(policy: Pick<Policy, 'ladders'>): DocumentFault[] {
  return Object.entries(policy.ladders).flatMap(([duty, ladder]) => faultsOfLadder(`ladders["${duty}"]`, ladder));
}

function faultsOfLadder(at: string, { limit, rungs }: Ladder): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const fault = (path: string, code: FaultCode, value = '') => faults.push({ path: `${at}.${path}`, code, value });
  const check = (path: string, allowance: Allowance, mayBeZero: boolean) => {
    try {
      if (amountIn(allowance) === 0 && !mayBeZero) fault(path, 'NO_LIMIT');
    } catch {
      fault(path, 'NOT_AN_ALLOWANCE', JSON.stringify(allowance));
    }
  };
  check('limit', limit, false);
  rungs.forEach((rung, i) => {
    const { key, nature, level, tells, when, repeat } = rung;
    if (rungs.findIndex((other) => other.key === key) < i) fault(`rungs[${i}].key`, 'DUPLICATE', key);
    if ('fraction' in when) {
      if (!(when.fraction > 0 && when.fraction < 1)) fault(`rungs[${i}].when.fraction`, 'NOT_A_SHARE', String(when.fraction));
    } else for (const [name, allowance] of Object.entries(when)) check(`rungs[${i}].when.${name}`, allowance as Allowance, true);
    if (repeat && !('weekly' in repeat)) check(`rungs[${i}].repeat`, repeat, false);
    if (nature === 'escalation' && !(level !== undefined && level >= 1)) fault(`rungs[${i}].level`, 'NO_LEVEL');
    if (nature === 'escalation' && tells.length === 0) fault(`rungs[${i}].tells`, 'TELLS_NOBODY');
  });
  const escalations = rungs.filter(({ nature }) => nature === 'escalation');
  if (escalations.length === 0) fault('rungs', 'NO_ESCALATION');
  escalations.forEach((rung: Rung, i) => {
    if (i > 0 && (rung.level ?? 0) < (escalations[i - 1]?.level ?? 0)) fault('rungs', 'LEVEL_FALLS', rung.key);
  });
  return faults;
}
