import type { DocumentFault, FaultCode } from '../document/fault.ts';
import { isLocal } from '../people/seat.ts';
import type { Post } from '../people/seat.ts';
import { amountOf, elapsedMs } from '../time/allowance.ts';
import type { Allowance } from '../time/allowance.ts';
import { addDays, instantAt, localDateOf } from '../time/instant.ts';
import { shippedCalendar } from '../time/work-calendar.ts';
import type { DatedRung } from './dated-ladder.ts';
import { defaultPolicy } from './default-policy.ts';
import { exampleLadder } from './example-ladder.ts';
import type { DutyKey, Ladder, Policy, Rung } from './policy.ts';

const amountIn = (allowance: Allowance): number => {
  if ('elapsed' in allowance) return elapsedMs(allowance.elapsed);
  const [[unit, amount] = ['', 0]] = Object.entries(allowance);
  return amountOf(unit, amount);
};

type Draft = Pick<Policy, 'ladders'>;

/**
 * Every fault of a policy: shares within (0, 1), limits above zero, keys unique, every ladder ends in an escalation that tells somebody,
 * higher levels ring later, no reminder after the deadline, nobody is to be told whom the case has not.
 */
export function faultsOfPolicy(policy: Draft): DocumentFault[] {
  return Object.entries(policy.ladders).flatMap(([duty, ladder]) => {
    const at = `ladders["${duty}"]`;
    const faults = [...faultsOfLadder(at, ladder), ...outOfReach(at, duty as DutyKey, ladder)];
    // A ladder that can't be dated has said why.
    return faults.length > 0 ? faults : outOfOrder(at, duty as DutyKey, policy);
  });
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
    if (nature === 'reminder' && 'afterDue' in when) fault(`rungs[${i}].when`, 'NEVER_RINGS', key);
    if (repeat && !('weekly' in repeat)) check(`rungs[${i}].repeat`, repeat, false);
    if (nature === 'escalation' && !(level !== undefined && level >= 1)) fault(`rungs[${i}].level`, 'NO_LEVEL');
    if (nature === 'escalation' && tells.length === 0) fault(`rungs[${i}].tells`, 'TELLS_NOBODY');
  });
  const escalations = rungs.filter(({ nature }) => nature === 'escalation');
  if (escalations.length === 0) fault('rungs', 'NO_ESCALATION');
  escalations.forEach((rung: Rung, i) => {
    if (i > 0 && (rung.level ?? 0) < (escalations[i - 1]?.level ?? 0))
      fault(`rungs[${rungs.indexOf(rung)}].level`, 'LEVEL_FALLS', rung.key);
  });
  return faults;
}

/** A zone has two responsible persons, a unit its head and its supervising deputy, the whole bureau none of these. */
function outOfReach(at: string, duty: DutyKey, { tellsOnOpening = [], rungs }: Ladder): DocumentFault[] {
  const isOfUnit = duty.startsWith('report.');
  const isOfBureau = duty === 'calendar.publish' || /^(statistics|suggestion|dispatch)\./.test(duty);
  const isOut = (post: Post) => isLocal(post) && (isOfBureau || post === (isOfUnit ? 'specific' : 'unitHead'));
  const check = (posts: Post[], path: string) =>
    posts.flatMap((post, i): DocumentFault[] => (isOut(post) ? [{ path: `${at}.${path}[${i}]`, code: 'OUT_OF_REACH', value: post }] : []));
  return [...check(tellsOnOpening, 'tellsOnOpening'), ...rungs.flatMap(({ tells }, i) => check(tells, `rungs[${i}].tells`))];
}

// Forty days before 国庆 2026: allowances of different kinds are compared by what they come to, over weekends and over the longest holiday.
const samples = Array.from({ length: 40 }, (_, day) => instantAt(addDays(localDateOf('2026-08-24'), day), 9 * 60));

/** Escalations whose first date lies before that of one with a lower level, on some sample day. */
function outOfOrder(at: string, duty: DutyKey, { ladders }: Draft): DocumentFault[] {
  const policy = { ...defaultPolicy, ladders };
  const { rungs } = ladders[duty];
  try {
    const early = samples.flatMap((openedAt) => {
      const dated = exampleLadder(policy, duty, openedAt, shippedCalendar).rungs;
      const escalations = dated.filter(({ rung }) => rung.nature === 'escalation');
      const isEarly = ({ rung, at: ringsAt }: DatedRung) =>
        escalations.some((other) => (other.rung.level ?? 0) < (rung.level ?? 0) && other.at > ringsAt);
      return escalations.filter(isEarly).map(({ rung }) => rung);
    });
    return [...new Set(early)].map((rung) => ({
      path: `${at}.rungs[${rungs.indexOf(rung)}].when`,
      code: 'LEVEL_TOO_EARLY',
      value: rung.key,
    }));
  } catch {
    // It reaches beyond the years that the calendar knows.
    return [{ path: `${at}.limit`, code: 'BEYOND_CALENDAR', value: '' }];
  }
}
