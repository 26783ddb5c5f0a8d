import { describe, expect, it } from 'vitest';
import { rosterOf } from '../../../domain/organisation/organisation.ts';
import { capacities, actingPerson } from '../../../domain/rights/capacity.ts';
import { isOfRights, mayGive } from '../../../domain/rights/may.ts';
import { covers, scopeOf } from '../../../domain/rights/scope.ts';
import { aBureauOfRoles, actorFor } from '../../support/a-bureau-of-roles.ts';
import { staff } from '../../support/an-actor.ts';
import { everyCommandSample } from '../../support/command-samples.ts';
import { aMoment } from '../../support/given.ts';

const moment = aMoment('2026-10-09 10:00', rosterOf(aBureauOfRoles(), 1));
const samples = everyCommandSample(moment);
const everybody = [...capacities.map((each) => actorFor[each]), staff('other-deputy'), staff('other-specific'), staff('other-head')];

describe('who may give a command to a case', () => {
  it('is said alike by the rights and by the rules of the case, of every command and everybody', () => {
    for (const { kind, zone, stage, state, type, command, decide } of samples)
      for (const actor of everybody) {
        const about = { kind, zone, isOwn: kind === 'dispatch' };
        // The month is there for everybody; its own rules decide of it.
        const isInside = kind === 'dispatch' || covers(scopeOf(actor, moment), about);
        const verdict = mayGive(actor, { decide, state, about: isInside ? null : about }, command, moment);
        const name = `${kind} ${stage} ${type} by ${actor?.username ?? 'nobody'}`;
        if (actor === null) expect(verdict.kind, name).toBe('signIn');
        else if (actor.role !== 'staff') expect(verdict.kind, name).toBe('forbidden');
        else if (!isInside) expect(verdict.kind, name).toBe('hidden');
        else {
          const decision = decide(state, command(actingPerson(actor)), moment);
          const isRefused = decision.kind === 'refused' && isOfRights(decision.refusal.code);
          expect(verdict.kind, name).toBe(isRefused ? 'forbidden' : 'allowed');
        }
      }
  });

  it('is somebody, for every command', () => {
    const given = new Set<string>();
    for (const { kind, state, type, command, decide } of samples)
      if (capacities.some((each) => decide(state, command(actingPerson(actorFor[each])), moment).kind === 'accepted'))
        given.add(`${kind} ${type}`);
    expect([...new Set(samples.map(({ kind, type }) => `${kind} ${type}`))].filter((each) => !given.has(each))).toEqual([]);
  });

  it('is never an auditor or an administrator, also where the account names somebody who might', () => {
    for (const role of ['auditor', 'administrator'] as const)
      for (const { kind, zone, state, command, decide } of samples) {
        const actor = { username: 'clerk', person: 'clerk', role };
        expect(mayGive(actor, { decide, state, about: { kind, zone, isOwn: true } }, command, moment).kind).toBe('forbidden');
        const decision = decide(state, command(actingPerson(actor)), moment);
        if (command('').type !== 'CommentOnHazard') expect(decision.kind, command('').type).not.toBe('accepted');
      }
  });
});
